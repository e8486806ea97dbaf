"""Place names in a text: linked when certain, asked about when two places share the name, never guessed.

Names, town + name and names without their generic ending are found by one Aho–Corasick automaton; the longest span
wins. A resembling name is only ever suggested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from clearway.core.places import Level, Place, PlaceKind, covers, region_at
from clearway.monitor.text.lexicon import document
from clearway.monitor.text.plain import fold

Action = Literal["link", "ask", "none"]

_ENDING = re.compile(r"(?:小区|社区|居委会|村委会|行政村|自然村|街道办事处|街道|家属院|新村|村|镇|乡)$")
_LONGER = frozenset("大小上下新老前后东西南北中外内")  # 大石桥村 is not 石桥村
_OTHER_THING = re.compile(
    r"路|街(?!道)|桥|河|湖|山|大道|医院|卫生院|学校|小学|中学|大学|幼儿园|超市|药店|药房|公司|市场|大厦|"
    r"广场|公园|车站|站|酒店|宾馆|饭店|银行|派出所|高速|收费|水库|工业|物流|路口|服务区|苑|园|家园|巷|弄|"
    r"里|坊|湾|城|府|"
    r"镇|乡|村|小区|社区|街道|新村|花园|雅居|公馆|名都"
)
_LONGER_NAME = re.compile(
    r"路(?!口)|街(?!道)|大?桥|河|湖|大道|小学|中学|大学|幼儿园|[镇乡村](?![口里民干头委东西南北])|小区|"
    r"社区|新村|花园|家园|雅居|公馆|苑|广场|大厦"
)
_SIMILAR, _CORE_SIMILAR = 75.0, 50.0


class Found(NamedTuple):
    """``place_code`` is given when ``action`` is link; ``words`` are the names seen; ``suggestions`` are codes."""

    place_code: str | None
    action: Action
    words: tuple[str, ...]
    suggestions: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One place of a gazetteer: its code, its name, the name of its town (empty when it has none)."""

    code: str
    name: str
    town: str = ""


class _Seen(NamedTuple):
    start: int
    end: int
    entries: tuple[Entry, ...]
    alias: bool


class Gazetteer:
    """The names of a county's places."""

    def __init__(self, places: Iterable[Place]) -> None:
        known = tuple(places)
        towns = {p.code: p.name for p in known if p.kind is PlaceKind.TOWNSHIP}
        names = {p.code: p.name for p in known}
        self._build(Entry(p.code, p.name, _town_of(p, towns, names)) for p in known if p.name)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Gazetteer:
        """From plain rows (``place_code, name, town``)."""
        gazetteer = cls(())
        gazetteer._build(entries)
        return gazetteer

    def find(self, text: str) -> Found:
        """The place that ``text`` names; ``ask`` when the name, or which of several places, is not certain."""
        folded = fold(text)
        seen = self._spans(folded)
        towns = self._towns_named(folded)
        if not seen:
            return self._suggest(folded)
        words = tuple(dict.fromkeys(folded[span.start : span.end] for span in seen))
        choices = [_narrowed(span, towns) for span in seen]
        codes = _finest({entry.code for choice in choices for entry in choice})
        certain = all(choices) and not any(self._may_be_longer(folded, span, towns) for span in seen)
        if len(codes) == 1 and certain:
            return Found(codes[0], "link", words)
        maybe = codes or tuple(entry.code for span in seen for entry in span.entries)
        return Found(None, "ask", words, maybe)

    def _build(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(dict.fromkeys(Entry(e.code, fold(e.name), fold(e.town)) for e in entries))
        self._towns = tuple({entry.town for entry in self._entries if entry.town})
        self._names: dict[str, tuple[tuple[Entry, ...], bool]] = {
            **{name: (found, True) for name, found in _grouped(self._entries, _aliases).items()},
            **{name: (found, False) for name, found in _grouped(self._entries, _full_names).items()},
        }
        self._patterns = list(self._names)
        self._finder = _automaton(self._patterns)
        self._pairs = _grouped((e for e in self._entries if len(e.name) > 3), lambda e: _pairs(_core(e.name)))

    def _spans(self, text: str) -> list[_Seen]:
        """Names in the text, longest first choice; names of a town give way to the places in it."""
        found = []
        for index, start, end in self._finder.find_matches_as_indexes(text, overlapping=True) if self._finder else ():
            entries, alias = self._names[self._patterns[index]]
            if not alias or _alias_stands(text, start, end, self._towns):
                found.append(_Seen(start, end, entries, alias))
        found.sort(key=lambda span: (span.start - span.end, span.start))
        kept: list[_Seen] = []
        for span in found:
            if not any(span.start < other.end and other.start < span.end for other in kept):
                kept.append(span)
        return _below_towns(sorted(kept), self._towns)

    def _towns_named(self, text: str) -> frozenset[str]:
        return frozenset(town for town in self._towns if town in text)

    def _may_be_longer(self, text: str, span: _Seen, towns: frozenset[str]) -> bool:
        """Whether the name seen may be part of another: 大石桥村 is not 石桥村, 石桥村小学 not surely in it."""
        if _LONGER_NAME.match(text, span.end):
            return True
        before = text[max(0, span.start - 1) : span.start]
        return before in _LONGER and bool(before) and not any(text[: span.start].endswith(town) for town in towns)

    def _resembling(self, text: str) -> list[Entry]:
        """Entries of four characters and more that share two neighbouring ones with the text."""
        close = {entry for pair in _pairs(text) for entry in self._pairs.get(pair, ())}
        return sorted(entry for entry in close if len(entry.name) <= len(text))

    def _suggest(self, text: str) -> Found:
        from rapidfuzz.fuzz import partial_ratio_alignment

        close = []
        for entry in self._resembling(text):
            at = partial_ratio_alignment(entry.name, text, score_cutoff=_SIMILAR)
            if at is not None and _same_core(entry.name, text[at.dest_start : at.dest_end]):
                close.append((at.score, text[at.dest_start : at.dest_end], entry.code))
        if not close:
            return Found(None, "none", ())
        close.sort(key=lambda one: -one[0])
        return Found(None, "ask", (close[0][1],), tuple(code for _, _, code in close[:5]))


def _grouped(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            groups.setdefault(key, []).append(entry)
    return {key: tuple(found) for key, found in groups.items() if len(key) > 1}


def _full_names(entry: Entry) -> tuple[str, ...]:
    if not entry.town or entry.town == entry.name:
        return (entry.name,)
    return (entry.name, entry.town + entry.name, _core(entry.town) + entry.name)


def _aliases(entry: Entry) -> tuple[str, ...]:
    core = _core(entry.name)
    if core == entry.name:
        return ()
    in_town = (entry.town + core, _core(entry.town) + core) if entry.town and entry.town != entry.name else ()
    return (core, *in_town)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _town_of(place: Place, towns: dict[str, str], names: dict[str, str]) -> str:
    if place.kind in (PlaceKind.PROVINCE, PlaceKind.CITY, PlaceKind.COUNTY, PlaceKind.TOWNSHIP):
        return ""
    own = towns.get(region_at(place.code, Level.TOWNSHIP), "")
    return own or (towns.get(place.parent, "") or names.get(place.parent, "") if place.parent else "")


def _core(name: str) -> str:
    core = _ENDING.sub("", name)
    return core if len(core) >= 2 else name


def _automaton(names: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(names) if names else None


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(document("common_places.yaml")["common"])


def _alias_stands(text: str, start: int, end: int, towns: tuple[str, ...]) -> bool:
    """A shortened name counts when nothing after it makes it another thing and, if short, it is no common word."""
    if _OTHER_THING.match(text, end):
        return False
    if end - start > 2:
        return True
    before = text[:start]
    if any(before.endswith(town) for town in towns):
        return True
    return text[start:end] not in _common() and (not before or before[-1] in "在住到去从往进回们是叫,.;:!? 个咱")


def _below_towns(spans: list[_Seen], towns: tuple[str, ...]) -> list[_Seen]:
    finer = [span for span in spans if not all(entry.name in towns for entry in span.entries)]
    return finer or spans


def _narrowed(span: _Seen, towns: frozenset[str]) -> tuple[Entry, ...]:
    """The entries of a name that agree with the towns the text names; empty when the text names another town."""
    if not towns:
        return span.entries
    return tuple(entry for entry in span.entries if not entry.town or entry.town in towns)


def _finest(codes: set[str]) -> tuple[str, ...]:
    """Codes that contain no other of the codes."""
    return tuple(sorted(c for c in codes if not any(c != other and _covers(c, other) for other in codes)))


def _covers(outer: str, inner: str) -> bool:
    return len(outer) >= 12 and len(inner) >= 12 and outer[:12].isdigit() and covers(outer, inner)


def _same_core(name: str, seen: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return float(ratio(_core(name), _core(seen))) >= _CORE_SIMILAR
