"""Reads the rulebook: one YAML file a rule, its id the path (``closing/term_days.yaml`` is ``closing.term_days``).

Strict on purpose: a rule without title, force, unit, dates or citation is not a rule, and the file and key are named.
Files beside the rule folders: ``documents.yaml`` (what citations cite) and ``examples/`` (sentences that must hold).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import yaml

from clearway.core.overlays import overlaid
from clearway.core.refusals import NotFound, Refusal
from clearway.core.rules import BadRule, Citation, DatedValue, Force, Rule, Rulebook, Tighten, Verified
from clearway.core.words import Bilingual

HERE = Path(__file__).parent
EXAMPLES = "examples"
DOCUMENTS = "documents.yaml"
_NEEDED = ("title", "force", "unit", "citations", "values")
_ALLOWED = frozenset({*_NEEDED, "explanation", "tighten", "overlay"})
_CITATION = frozenset({"document", "article", "link", "checked", "verified", "note"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Choice = TypeVar("_Choice", Force, Tighten, Verified)


def load_rulebook(jurisdiction: str = "cn", overlays: Sequence[Path] = ()) -> Rulebook:
    """The rulebook of a jurisdiction with local overlays (folders, applied in order). Parsed once a process.

    Raises:
        NotFound: no such jurisdiction, or an overlay of a rule that does not exist.
        BadRule: a file lacks title, force, unit, dated values or citation, or holds a key unknown.
        LoosensRule: an overlay would loosen a limit.
    """
    return _load(HERE / jurisdiction, tuple(overlays))


def read_rulebook(folder: Path, overlays: Sequence[Path] = ()) -> Rulebook:
    """The same from any folder, read afresh."""
    rules, problems = read_rules(folder)
    if problems:
        raise problems[0]
    for overlay in overlays:
        rules = _overlay(rules, overlay)
    return Rulebook(rules)


_load = lru_cache(maxsize=8)(read_rulebook)


def read_rules(folder: Path) -> tuple[dict[str, Rule], list[Refusal]]:
    """Every rule under ``folder`` by id, and every problem found (a file with one is left out)."""
    if not folder.is_dir():
        raise NotFound(what="rulebook", number=str(folder))
    documents = _documents(folder)
    rules: dict[str, Rule] = {}
    problems: list[Refusal] = []
    for file in rule_files(folder):
        try:
            rule = read_rule(file, folder, documents)
        except BadRule as problem:
            problems.append(problem)
        else:
            rules[rule.id] = rule
    if not rules and not problems:
        raise NotFound(what="rule file (*.yaml)", number=str(folder))
    return rules, problems


def rule_files(folder: Path) -> list[Path]:
    """The rule files under ``folder``, in order; not its documents or examples."""
    files = sorted((*folder.rglob("*.yaml"), *folder.rglob("*.yml")))
    return [file for file in files if file.name != DOCUMENTS and EXAMPLES not in file.relative_to(folder).parts]


def parse(file: Path) -> Any:
    """A YAML file as plain data.

    Raises:
        BadRule: not UTF-8 or not YAML; the line is named.
    """
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        _refuse(file, f"line {mark.line + 1}" if mark else "(file)", "text that is not YAML", "YAML", "合法的 YAML")
    except UnicodeDecodeError:
        _refuse(file, "(file)", "another encoding", "UTF-8 text", "UTF-8 文本")


def read_rule(file: Path, folder: Path, documents: Mapping[str, Any]) -> Rule:
    """One rule from its file.

    Raises:
        BadRule: something is missing or malformed.
    """
    raw = parse(file)
    if not isinstance(raw, dict):
        _refuse(file, "(file)", type(raw).__name__, "a mapping of keys", "键值映射")
    for key in _NEEDED:
        if raw.get(key) in (None, "", [], {}):
            _refuse(file, key, "nothing", "it to be stated", "必须写明")
    _known(file, raw, _ALLOWED, "")
    return Rule(
        id=".".join(file.relative_to(folder).with_suffix("").parts),
        title=_words(file, "title", raw["title"]),
        force=_choice(file, "force", raw["force"], Force),
        unit=_text(file, "unit", raw["unit"]),
        citations=tuple(_citation(file, index, entry, documents) for index, entry in _list(file, raw, "citations")),
        values=_values(file, raw),
        explanation=_words(file, "explanation", raw["explanation"]) if raw.get("explanation") else None,
        tighten=_choice(file, "tighten", raw.get("tighten", "none"), Tighten),
    )


def overlay_of(folder: Path) -> str | None:
    """The jurisdiction whose rules the files of ``folder`` tighten (their key ``overlay``); None: it is no overlay."""
    for file in rule_files(folder):
        raw = parse(file)
        if isinstance(raw, dict) and raw.get("overlay"):
            return str(raw["overlay"])
    return None


def _overlay(rules: Mapping[str, Rule], folder: Path) -> dict[str, Rule]:
    merged = dict(rules)
    local, problems = read_rules(folder)
    if problems:
        raise problems[0]
    for rule_id, overlay in local.items():
        if rule_id not in merged:
            raise NotFound(what="rule", number=rule_id)
        merged[rule_id] = overlaid(merged[rule_id], overlay, file=str(folder / (rule_id.replace(".", "/") + ".yaml")))
    return merged


def _documents(folder: Path) -> dict[str, Any]:
    """The documents of the folder itself, else (an overlay) those of the national rulebook."""
    file = folder / DOCUMENTS
    raw = parse(file if file.is_file() else HERE / "cn" / DOCUMENTS)
    return raw if isinstance(raw, dict) else {}


def _citation(file: Path, index: int, raw: Any, documents: Mapping[str, Any]) -> Citation:
    key = f"citations[{index}]"
    if not isinstance(raw, dict):
        _refuse(file, key, repr(raw), "document, article, link, checked", "document、article、link、checked")
    named = raw.get("document")
    if isinstance(named, str):
        if named not in documents:
            _refuse(file, f"{key}.document", named, f"a name in {DOCUMENTS}", f"{DOCUMENTS} 中的名称")
        raw = {**documents[named], **raw, "document": documents[named].get("document")}
    _known(file, raw, _CITATION, f"{key}.")
    return Citation(
        document=_words(file, f"{key}.document", raw.get("document")),
        article=_text(file, f"{key}.article", raw.get("article")),
        link=_text(file, f"{key}.link", raw.get("link")),
        checked=_day(file, f"{key}.checked", raw.get("checked")),
        verified=_choice(file, f"{key}.verified", raw.get("verified"), Verified),
        note=_words(file, f"{key}.note", raw["note"]) if raw.get("note") else None,
    )


def _values(file: Path, raw: Mapping[str, Any]) -> tuple[DatedValue, ...]:
    values = []
    for index, entry in _list(file, raw, "values"):
        key = f"values[{index}]"
        if not isinstance(entry, dict) or set(entry) != {"since", "value"}:
            _refuse(file, key, repr(entry), "since and value (null: repealed)", "since 与 value（null 表示废止）")
        values.append(DatedValue(since=_day(file, f"{key}.since", entry["since"]), value=entry["value"]))
        if index and values[-2].since >= values[-1].since:
            _refuse(file, f"{key}.since", str(values[-1].since), "a later day than the one above", "晚于上一条的日期")
    return tuple(values)


def _list(file: Path, raw: Mapping[str, Any], key: str) -> list[tuple[int, Any]]:
    if not isinstance(raw[key], list):
        _refuse(file, key, type(raw[key]).__name__, "a list", "列表")
    return list(enumerate(raw[key]))


def _words(file: Path, key: str, raw: Any) -> Bilingual:
    if not isinstance(raw, dict) or set(raw) != {"zh", "en"}:
        _refuse(file, key, repr(raw), "zh and en", "zh 与 en 两种文字")
    return Bilingual(_text(file, f"{key}.zh", raw["zh"]), _text(file, f"{key}.en", raw["en"]))


def _text(file: Path, key: str, raw: Any) -> str:
    text = str(raw).strip() if isinstance(raw, str | int) else ""
    if not text:
        _refuse(file, key, repr(raw), "text", "文字")
    return text


def _day(file: Path, key: str, raw: Any) -> date:
    if type(raw) is not date:
        _refuse(file, key, repr(raw), "a day as 2026-01-31", "形如 2026-01-31 的日期")
    return raw


def _choice(file: Path, key: str, raw: Any, choices: type[_Choice]) -> _Choice:
    allowed = [choice.value for choice in choices]
    if raw not in allowed:
        _refuse(file, key, repr(raw), " or ".join(allowed), "、".join(allowed) + " 之一")
    return choices(raw)


def _known(file: Path, raw: Mapping[str, Any], allowed: frozenset[str], prefix: str) -> None:
    for key in raw:
        if key not in allowed:
            _refuse(file, f"{prefix}{key}", "a key unknown", ", ".join(sorted(allowed)), "、".join(sorted(allowed)))


def _refuse(file: Path, key: str, found: str, expected: str, expected_zh: str) -> NoReturn:
    raise BadRule(file=str(file), key=key, found=found, expected=expected, expected_zh=expected_zh)
