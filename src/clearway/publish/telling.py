"""A measure and its changes in sentences, in the language of the edition: for readers of Atom, calendars and alerts."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.publish.corrections import corrections
from clearway.publish.names import IMPOSED_BY
from clearway.publish.published import Change, ChangeKind, Edition, Published
from clearway.publish.wording import CHANGES, said_moment

UNKNOWN_END = Bilingual("期限不明", "end not known")
_LABELS = {
    "place": Bilingual("地点", "Place"),
    "from": Bilingual("始于", "From"),
    "until": Bilingual("至", "Until"),
    "scope": Bilingual("范围", "Scope"),
    "reason": Bilingual("理由", "Reason"),
    "organ": Bilingual("决定机关", "Decided by"),
    "basis": Bilingual("法律依据", "Legal basis"),
    "notice": Bilingual("公告", "Public notice"),
    "imposed": Bilingual("设置者", "Put up by"),
    "number": Bilingual("编号", "Number"),
    "corrected": Bilingual("更正", "Corrected"),
}


def headline(item: Published, change: Change) -> Bilingual:
    """What happened, to what, where: one line."""
    did = CHANGES[change.kind]
    if change.kind is ChangeKind.FOUND:
        return Bilingual(f"{item.title.zh} · {item.place.zh}", f"{item.title.en} · {item.place.en}")
    return Bilingual(f"{did.zh}：{item.title.zh} · {item.place.zh}", f"{did.en}: {item.title.en} · {item.place.en}")


def told(item: Published, change: Change, edition: Edition) -> Bilingual:
    """The facts of a measure as a change left them, a line each; what nobody stated is left out."""
    facts = _facts(item, change, edition)
    zh = "\n".join(f"{_LABELS[name].zh}：{fact.zh}" for name, fact in facts)
    return Bilingual(zh, "\n".join(f"{_LABELS[name].en}: {fact.en}" for name, fact in facts))


def _facts(item: Published, change: Change, edition: Edition) -> list[tuple[str, Bilingual]]:
    measure = item.measure
    ends = change.ends_at
    until = UNKNOWN_END if ends is None else _same(said_moment(ends, edition.zone))
    if change.kind is ChangeKind.LIFTED:
        until = _same(said_moment(change.at, edition.zone))
    facts = [
        ("number", _same(item.number)),
        ("place", item.place),
        ("from", _same(said_moment(change.begins(measure), edition.zone))),
        ("until", until),
    ]
    if change.corrected:
        facts.append(("corrected", corrections(change.corrected, edition.zone)))
    if not measure.registered:
        return [*facts, ("imposed", IMPOSED_BY[measure.imposed_by.value])]
    stated = {
        "scope": measure.scope if change.scope is None else change.scope,
        "reason": measure.reason,
        "organ": measure.deciding_organ,
        "basis": measure.legal_basis,
        "notice": measure.public_notice_id,
    }
    return [*facts, *((name, _same(text)) for name, text in stated.items() if text)]


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
