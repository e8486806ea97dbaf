"""A wrong call of a command: what argparse found, as a refusal in both languages, with what may have been meant."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual

_KINDS = {"int": Bilingual("整数", "a whole number"), "float": Bilingual("数", "a number")}

#: What argparse says (after ``argument NAME:``) → the sentence; {name} is the argument's, {0}, {1} what it found.
_SENTENCES: tuple[tuple[str, Bilingual], ...] = (
    (r"the following arguments are required: (.+)", Bilingual("缺少 {0}", "missing: {0}")),
    (r"one of the arguments (.+) is required", Bilingual("须给出 {0} 之一", "one of {0} is needed")),
    (r"unrecognized arguments: (.+)", Bilingual("不认识 {0}", "{0} is not known here")),
    (r"not allowed with argument (.+)", Bilingual("{name} 不能与 {0} 同用", "{name} does not go with {0}")),
    (r"expected one argument", Bilingual("{name} 后面应有一个值", "{name} needs a value")),
    (r"expected at most one argument", Bilingual("{name} 后面至多一个值", "{name} takes one value at most")),
    (r"expected at least one argument", Bilingual("{name} 后面至少一个值", "{name} needs one value or more")),
    (r"expected (\d+) arguments?", Bilingual("{name} 后面应有 {0} 个值", "{name} needs {0} values")),
    (r"ignored explicit argument (.+)", Bilingual("{name} 不带值，现为 {0}", "{name} takes no value, found {0}")),
    (r"ambiguous option: (\S+) could match (.+)", Bilingual("{0} 可以是 {1}", "{0} could be any of {1}")),
    (r"invalid (\w+) value: (.+)", Bilingual("{name} 应为{kind}，现为 {1}", "{name} should be {kind}, found {1}")),
    (
        r"invalid choice: '?(.+?)'? \(choose from (.+)\)",
        Bilingual("{name} 不能是 {0}，可选：{1}", "{name} cannot be {0}; known: {1}"),
    ),
)  # fmt: skip
_NO_COMMAND = Bilingual("没有命令 {0}，全部命令见 clearway help", "there is no command {0}: clearway help lists them")
_MEANT = Bilingual("；是不是 {meant}？", "; did you mean {meant}?")


def wrong_call(message: str, given: Sequence[str], parser: argparse.ArgumentParser) -> BadUsage:
    """The refusal for what argparse says of ``given``; near words of the parser's own are offered."""
    sentence = _sentence(message)
    meant = " ".join(_meant(message, given, parser))
    if meant:
        offer = _MEANT.fill(meant=meant)
        sentence = Bilingual(sentence.zh + offer.zh, sentence.en + offer.en)
    return BadUsage(zh=sentence.zh, en=sentence.en)


def _sentence(message: str) -> Bilingual:
    """The message in both languages; one that no pattern fits stands as it is (an argument's type wrote it)."""
    named = re.fullmatch(r"argument ([^:]+): (.*)", message, re.DOTALL)
    name, rest = (named[1], named[2]) if named else ("", message)
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, rest, re.DOTALL):
            shown = _NO_COMMAND if name == "COMMAND" else sentence
            return _filled(shown, name, found.groups())
    en, _, zh = rest.partition(" / ")
    before = f"{name}: " if name else ""
    return Bilingual(f"{before}{zh or en}", f"{before}{en}")


def _filled(sentence: Bilingual, name: str, found: tuple[str, ...]) -> Bilingual:
    kind = _KINDS.get(found[0] if found else "", Bilingual("另一种值", "another kind of value"))
    return Bilingual(
        sentence.zh.format(*found, name=name, kind=kind.zh), sentence.en.format(*found, name=name, kind=kind.en)
    )


def _meant(message: str, given: Sequence[str], parser: argparse.ArgumentParser) -> Iterable[str]:
    """Near words: of the choices where a choice was wrong, of the options where an option is none of the parser's."""
    if choice := re.search(r"invalid choice: '(.+?)' \(choose from (.+)\)", message):
        return get_close_matches(choice[1], re.findall(r"'(.+?)'", choice[2]), n=1)
    known = [option for option in parser._option_string_actions if option.startswith("--")]
    words = [word.partition("=")[0] for word in given if word.startswith("--") and word != "--"]
    strange = [word for word in words if not any(option.startswith(word) for option in known)]
    return [near for word in strange for near in get_close_matches(word, known, n=1)]
