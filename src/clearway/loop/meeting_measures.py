"""The measures' part of the joint meeting's pack: orders beyond a policy, what stands, what falls due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.measures import Measure, MeasureStatus
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.loop.document_fields import Making
from clearway.loop.keep_policies import beyond
from clearway.loop.steps_due import StepDue, steps_due
from clearway.loop.unnamed import measure_unnamed
from clearway.publish.documents.paper import Section
from clearway.publish.names import STATUSES
from clearway.publish.wording import title_of
from clearway.record import reading
from clearway.record.reading.naming import place_names
from clearway.warn.add_ons import AddOn

RULE = "duty.joint_meeting_days"
#: A pack is read in a meeting: so many rows of each kind, the rest is counted.
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresPart:
    """What the meeting has before it about measures, read from the record: nothing in it is written by hand.

    ``measures`` stood at some moment since the last meeting; ``add_ons`` go beyond a policy above them; ``steps`` are
    due before the next meeting.
    """

    at: datetime
    measures: tuple[Measure, ...]
    add_ons: tuple[tuple[Measure, AddOn], ...]
    steps: tuple[StepDue, ...]


def gather(region: str, desk: Desk) -> MeasuresPart:
    """Everything of ``region`` between the last meeting and the next, as the rule of the day spaces them."""
    days = timedelta(days=float(desk.rulebook.value(RULE, desk.local.date()) or 7))
    measures, policies = _measures(region, desk.at - days, desk.at), reading.policies()
    standing = [one for one in measures if one.in_force(desk.at)]
    return MeasuresPart(
        at=desk.at,
        measures=measures,
        add_ons=tuple((one, found) for one in standing for found in beyond(one, policies)),
        steps=tuple(one for one in steps_due(desk) if one.due is None or one.due < desk.at + days),
    )


def sections(found: MeasuresPart, making: Making) -> tuple[Section, ...]:
    """The part as tables, for the page and the documents alike."""
    names = place_names([one.place_code for one in found.measures] + [one.place_code for one in found.steps])

    def place(code: str | None, text: str = "") -> str:
        known = names.get(code or "")
        return making.say(known) if known else text or "—"

    return (
        _figures(found, making),
        _beyond(found, making, place),
        _of_measures(found, making, place),
        _of_steps(found, making, place),
    )


_Place = Callable[..., str]


def _figures(found: MeasuresPart, making: Making) -> Section:
    statuses = [one.status(found.at) for one in found.measures]
    gone = statuses.count(MeasureStatus.LIFTED) + statuses.count(MeasureStatus.ENDED)
    figures = (
        (Bilingual("生效中的措施", "measures in force"), statuses.count(MeasureStatus.IN_FORCE)),
        (Bilingual("未登记的封堵", "unregistered closures"), statuses.count(MeasureStatus.UNREGISTERED)),
        (Bilingual("期间内解除或到期", "lifted or ended in the period"), gone),
        (Bilingual("超出上级政策", "beyond a policy above"), len(found.add_ons)),
        (Bilingual("逾期未办的步骤", "steps overdue"), sum(one.late_at(found.at) for one in found.steps)),
    )
    return Section(
        title=making.say(Bilingual("措施概况", "Measures in figures")),
        headers=(making.say(Bilingual("事项", "What")), making.say(Bilingual("数量", "Number"))),
        rows=tuple((making.say(name), str(number)) for name, number in figures),
        widths=(3, 1),
    )


def _beyond(found: MeasuresPart, making: Making, place: _Place) -> Section:
    rows = [
        (one.number, place(one.place_code, one.place_text), making.say(add_on.text), add_on.policy)
        for one, add_on in found.add_ons
    ]
    headers = (_NUMBER, _PLACE, Bilingual("超出之处", "How it goes beyond"), Bilingual("上级政策", "Policy above"))
    title = Bilingual("层层加码：超出上级政策的措施", "Layered add-ons: measures beyond a policy above them")
    return _section(title, headers, rows, making, (3, 3, 5, 2))


def _of_measures(found: MeasuresPart, making: Making, place: _Place) -> Section:
    order = {MeasureStatus.UNREGISTERED: 0, MeasureStatus.IN_FORCE: 1, MeasureStatus.NOT_YET: 2}
    measures = sorted(found.measures, key=lambda one: (order.get(one.status(found.at), 3), one.ends_at or found.at))
    rows = [
        (
            one.number,
            place(one.place_code, one.place_text),
            making.say(title_of(one)),
            making.say(STATUSES[one.status(found.at).value]),
            making.when(one.ends_at) if one.ends_at else "—",
        )
        for one in map(measure_unnamed, measures)
    ]
    headers = (_NUMBER, _PLACE, Bilingual("措施", "Measure"), Bilingual("状态", "Status"), Bilingual("到期", "Ends"))
    return _section(Bilingual("措施", "Measures"), headers, rows, making, (3, 3, 5, 2, 3))


def _of_steps(found: MeasuresPart, making: Making, place: _Place) -> Section:
    rows = [
        (making.say(one.title), one.number, place(one.place_code), _clock(one.due, found, making))
        for one in found.steps
    ]
    headers = (Bilingual("事项", "Step"), _NUMBER, _PLACE, Bilingual("时限", "Due"))
    return _section(
        Bilingual("提案和措施：到期事项", "Proposals and measures: steps due"), headers, rows, making, (4, 3, 4, 4)
    )


_NUMBER, _PLACE = Bilingual("编号", "Number"), Bilingual("地点", "Place")
_NONE = Bilingual("没有。", "None.")


def _section(
    title: Bilingual, headers: tuple[Bilingual, ...], rows: Sequence[tuple[str, ...]], making: Making,
    widths: tuple[int, ...],
) -> Section:  # fmt: skip
    left, note = len(rows) - MOST, None if rows else _NONE
    if left > 0:
        note = Bilingual(f"另有 {left} 项，见系统。", f"{left} more are in the system.")
    return Section(
        title=making.say(title),
        headers=tuple(making.say(one) for one in headers),
        rows=tuple(rows[:MOST]),
        widths=widths,
        note=making.say(note) if note else "",
    )


def _clock(due: datetime | None, found: MeasuresPart, making: Making) -> str:
    if due is None:
        return "—"
    late = making.say(Bilingual("【超时】", "[overdue] ")) if due < found.at else ""
    return f"{late}{making.when(due)}"


def _measures(region: str, since: datetime, at: datetime) -> tuple[Measure, ...]:
    """Closures nobody registered that stand, and measures of the region in force at some moment since ``since``."""
    return (*reading.closures_found(at, within=region), *reading.measures_about(at, at - since, within=region))
