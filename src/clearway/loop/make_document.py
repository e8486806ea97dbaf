"""Documents of a measure, gathered from the record: which there are, and each as a paper ready to be set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from clearway.core.measures import Measure
from clearway.core.people import Role
from clearway.core.proposals import ChainStep, Draft, Proposal, StepDone
from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual
from clearway.loop.document_fields import Making, draft_fields, measure_fields, needs, row
from clearway.loop.organ_names import organ_name
from clearway.publish.documents.names import OFFICES, OPENING, RIGHTS
from clearway.publish.documents.paper import Field, Paper
from clearway.publish.published import quoted
from clearway.record import reading
from clearway.record.models import ExtensionRow, MeasureRow, OrderRow, ProposalRow
from clearway.respond.measures.chain import act_of

_Words = Callable[[Bilingual], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document. ``public``: anybody may have it; else offices only."""

    name: str
    title: Bilingual
    public: bool


DOCUMENTS = (
    Kind(name="assessment", title=Bilingual("卫生健康评估意见", "Health assessment"), public=False),
    Kind(name="review_opinion", title=Bilingual("合法性审查意见书", "Legality review opinion"), public=False),
    Kind(name="decision", title=Bilingual("采取措施决定书", "Decision on a measure"), public=True),
    Kind(name="notice", title=Bilingual("采取措施公告", "Public notice of a measure"), public=True),
    Kind(name="extension_filing", title=Bilingual("措施延长备案报告", "Filing of an extension"), public=False),
    Kind(name="lifting_notice", title=Bilingual("解除措施公告", "Notice of lifting"), public=True),
    Kind(name="rectification_order", title=Bilingual("责令整改通知书", "Rectification order"), public=False),
)
_BY_NAME = {kind.name: kind for kind in DOCUMENTS}
_STEPS = {
    "assessment": ChainStep.ASSESSED,
    "review_opinion": ChainStep.REVIEWED,
    "decision": ChainStep.DECIDED,
}


def documents_of(number: str) -> tuple[Kind, ...]:
    """The documents there are of a proposal, a measure or a case, by its number."""
    return tuple(kind for kind in DOCUMENTS if _there(kind.name, number))


def make(kind: str, number: str, making: Making) -> Paper:
    """One document.

    Raises:
        NotFound: there is no such document (yet).
    """
    if kind not in _BY_NAME or not _there(kind, number):
        raise NotFound(what="document", number=f"{kind} {number}")
    return _MAKERS[kind](number, making)


def _there(kind: str, number: str) -> bool:
    if kind in _STEPS:
        found = _proposal(number)
        return found is not None and found.done(_STEPS[kind]) is not None
    if kind == "rectification_order":
        return OrderRow.objects.filter(case_id=number).exists()
    rows = MeasureRow.objects.filter(number=number, registered=True)
    if kind == "extension_filing":
        return rows.exists() and ExtensionRow.objects.filter(measure=number).exists()
    return rows.exclude(public_notice_id="").exists() if kind == "notice" else rows.exclude(lifted_at=None).exists()


def _proposal(number: str) -> Proposal | None:
    """The proposal of that number, or the one the measure of that number came from."""
    row = ProposalRow.objects.filter(number=number).first() or ProposalRow.objects.filter(measure=number).first()
    return reading.proposal(row.number) if row else None


def _step(kind: str, number: str, making: Making) -> Paper:
    proposal = _proposal(number)
    assert proposal is not None
    done = proposal.done(_STEPS[kind])
    assert done is not None
    office = making.say(OFFICES[kind])
    signed = office if kind == "decision" else f"{office} {done.by_name}"
    return Paper(
        kind=kind,
        title=making.say(_BY_NAME[kind].title),
        number=f"{proposal.number}-{proposal.round}",
        organ=office,
        fields=draft_fields(proposal.draft, making),
        paragraphs=_opinion(done, making),
        rows=tuple(row(one, making) for one in done.findings),
        signed=signed,
        on=making.when(done.at),
        link=_link(proposal.measure or proposal.number, making, proposed=proposal.measure is None),
        language=making.language,
    )


def _opinion(done: StepDone, making: Making) -> tuple[str, ...]:
    said = making.say(
        Bilingual(f"{act_of(done.step).title.zh}：{done.note}", f"{act_of(done.step).title.en}: {done.note}")
    )
    return (said,)


def _notice(number: str, making: Making) -> Paper:
    measure, draft = _measure(number), _draft(number)
    assured = tuple(needs(draft, making)) if draft and draft.guarantees else ()
    text = (making.say(OPENING), *assured, making.say(RIGHTS))
    return _of_measure("notice", measure, making, text, _notice_at(number))


def _lifting(number: str, making: Making) -> Paper:
    measure, row = _measure(number), MeasureRow.objects.get(number=number)
    assert measure.lifted_at is not None
    text = Bilingual(
        f"上述措施自{making.when(measure.lifted_at)}起解除，恢复通行。理由：{row.lifted_reason}",
        f"Lifted from {making.when(measure.lifted_at)}; the ways are open. Reason: {row.lifted_reason}",
    )
    return _of_measure("lifting_notice", measure, making, (making.say(text),), measure.lifted_at)


def _extension(number: str, making: Making) -> Paper:
    measure = _measure(number)
    row = ExtensionRow.objects.filter(measure=number).order_by("-decided_at")[0]
    filed = Bilingual("尚未备案，不发生效力", "not on file yet: without effect")
    if row.filed_at is not None:
        filed = Bilingual(f"已于{making.when(row.filed_at)}备案", f"on file since {making.when(row.filed_at)}")
    text = Bilingual(
        f"拟将措施延长至{making.when(row.ends_at)}。须延长的紧急情况：{row.reason}。备案情况：{filed.zh}。"
        "省级备案出自工作方案，不是法律要求。",
        f"The measure is to run on to {making.when(row.ends_at)}. The emergency: {row.reason}. Filing: {filed.en}. "
        "Filing with the province is policy of the work plan, not a requirement of law.",
    )
    return _of_measure("extension_filing", measure, making, (making.say(text),), row.decided_at)


def _order(number: str, making: Making) -> Paper:
    row = OrderRow.objects.filter(case_id=number).order_by("-issued_at")[0]
    case = reading.case(number)
    place, organ = reading.place_name(case.place_code), organ_name(Role.COUNTY_GOVERNMENT, case.place_code)
    fields = (
        (Bilingual("案件", "Case"), number),
        (Bilingual("地点", "Place"), making.say(place)),
        (Bilingual("依据", "Basis"), ", ".join(row.rules)),
        (Bilingual("完成时限", "Due"), making.when(row.due_at)),
    )
    return Paper(
        kind="rectification_order",
        title=making.say(_BY_NAME["rectification_order"].title),
        number=row.number,
        organ=organ,
        fields=tuple(Field(making.say(name), value) for name, value in fields),
        paragraphs=(making.say(Bilingual(row.text_zh, row.text_en)),),
        rows=(),
        signed=organ,
        on=making.when(row.issued_at),
        link=_link(case.closure, making) if case.closure else f"{making.site}/measures/",
        language=making.language,
    )


_MAKERS: Mapping[str, Callable[[str, Making], Paper]] = {
    **{kind: (lambda number, making, kind=kind: _step(kind, number, making)) for kind in _STEPS},  # type: ignore[misc]
    "notice": _notice,
    "lifting_notice": _lifting,
    "extension_filing": _extension,
    "rectification_order": _order,
}


def _of_measure(kind: str, measure: Measure, making: Making, paragraphs: tuple[str, ...], on: datetime) -> Paper:
    return Paper(
        kind=kind,
        title=making.say(_BY_NAME[kind].title),
        number=measure.public_notice_id or measure.number,
        organ=measure.deciding_organ,
        fields=measure_fields(measure, making),
        paragraphs=paragraphs,
        rows=(),
        signed=measure.deciding_organ,
        on=making.when(on),
        link=_link(measure.number, making),
        language=making.language,
    )


def _measure(number: str) -> Measure:
    found = reading.measure(number)
    assert found is not None
    return found


def _draft(number: str) -> Draft | None:
    proposal = _proposal(number)
    return proposal.draft if proposal else None


def _notice_at(number: str) -> datetime:
    """When notice was given; the measure's start where it came by a feed."""
    proposal = _proposal(number)
    done = proposal.done(ChainStep.NOTICED) if proposal else None
    return done.at if done else _measure(number).starts_at


def _link(number: str, making: Making, *, proposed: bool = False) -> str:
    return f"{making.site}/proposals/{number}" if proposed else f"{making.site}/here/{quoted(number)}"
