"""Does the barrier still stand? A grammar of denial and completion, clause by clause; the last clear word wins.

没有堵, 锁已经打开, 不再要码, reopened → cleared. 还没放开, 说放开了其实没开, 什么时候打开, please reopen → standing.
The grammar itself is data: lexicon/status.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from clearway.core.barriers import TextStatus
from clearway.monitor.text.lexicon import document

_CLAUSE = re.compile(
    r"([,.;!?~\n:]|但是?|可是|不过|结果|然而|其实|只是|\bbut\b|\bhowever\b|\bthough\b|(?<=, )\byet\b)",
)
_ASKING = re.compile(r"(吗|么|嘛|没有?|呢|不|否)$")
_NAME = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules over a clause: ``cleared`` and ``standing`` say so, ``doubt`` before cleared takes it back."""

    cleared: re.Pattern[str]
    standing: re.Pattern[str]
    doubt: re.Pattern[str]


@lru_cache(maxsize=2)
def _grammar(language: str) -> Grammar:
    parts: dict[str, list[str]] = document("status.yaml")[language]

    def compiled(name: str) -> re.Pattern[str]:
        rules = (_NAME.sub(lambda m: "|".join(parts[m[1]]), rule) for rule in parts[name])
        edge = r"\b" if language == "en" and name == "doubt" else ""
        return re.compile(edge + "(?:" + "|".join(f"(?:{rule})" for rule in rules) + ")" + edge)

    return Grammar(compiled("cleared"), compiled("standing"), compiled("doubt"))


def status(text: str) -> TextStatus | None:
    """What the last clear word of a plain text (see ``plain``) says; None where none says anything."""
    verdict: TextStatus | None = None
    pieces = _CLAUSE.split(text)
    for clause, stop in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        verdict = _vote(clause.strip(), stop == "?") or verdict
    return verdict


def _vote(clause: str, question: bool) -> TextStatus | None:
    if not clause:
        return None
    grammar = _grammar("en" if clause.isascii() else "zh")
    cleared, standing = grammar.cleared.search(clause), grammar.standing.search(clause)
    if cleared and (question or _ASKING.search(clause) or _doubted(clause, cleared, grammar.doubt)):
        cleared = None
    if standing and (cleared is None or standing.end() > cleared.start() + 1):
        return TextStatus.STANDING
    return TextStatus.CLEARED if cleared else None


def _doubted(clause: str, cleared: re.Match[str], doubt: re.Pattern[str]) -> bool:
    found = doubt.search(clause, 0, cleared.start() + 1)
    return found is not None and found.start() < cleared.start()
