"""The stories are lived through: told, joined, looked at, cleared, verified, closed, called back, rated, reopened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from clearway.core.barriers import Service
from clearway.core.cases import CaseState, CheckOutcome
from clearway.core.casework import Grade
from clearway.core.people import Role
from clearway.core.places import Level, Place, PlaceKind, covers, region_at
from clearway.core.service_requests import ServiceRequest
from clearway.core.words import Bilingual
from clearway.loop import follow_report, handle_case
from clearway.loop.call_back import GRADES, record_call
from clearway.loop.demo.happened import CALLED, OVER_OPEN311, STORIES, WAITING, Story
from clearway.loop.demo.seats import seat
from clearway.loop.desk import Desk
from clearway.loop.desk_work import file_report
from clearway.loop.follow_report import follower
from clearway.loop.join_report import join_one
from clearway.loop.take_report import Receipt, Told, take_report
from clearway.record import reading
from clearway.record.models import ReportRow
from clearway.respond.checking import Finding

#: Hours after a story began until its case comes to a state, where it comes so far.
_COURSE = {
    CaseState.ACCEPTED: 2,
    CaseState.FILED: 6,
    CaseState.DISPATCHED: 9,
    CaseState.IN_HANDLING: 12,
    CaseState.REPLIED: 22,
    CaseState.VERIFIED: 26,
    CaseState.CLOSED: 29,
    CaseState.RATED: 40,
}
#: Complaints of the hotline go along with a story where they came so long before it, at most so many.
_ALONG, _MOST_ALONG = timedelta(days=10), 3
_ORDER = Bilingual("请立即清除障碍，恢复通行，并书面说明情况。", "Clear the way at once and explain in writing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """A story at its place: the case's number, what its reporters got, and the complaints that went along."""

    story: Story
    place: str
    case: str
    receipts: tuple[Receipt, ...]
    along: tuple[str, ...]

    def seat(self, role: Role, state: CaseState, desk: Desk) -> Desk:
        """The desk of ``role`` at the hour at which the case comes to ``state``."""
        return seat(role, self.place, desk, hours=self.story.hours - _COURSE[state])


def live_through(places: tuple[Place, ...], focus: str, desk: Desk) -> tuple[str, ...]:
    """Let every story happen, in the busy township (that of ``focus``) and elsewhere by turns; then those who still
    wait, and those who called in this shift. Returns the numbers of the stories' cases."""
    homes = _homes(places, focus)
    cases, place = list[str](), ""
    for story in STORIES:
        place = place if story.same_place and place else next(homes, focus)
        course = _begin(story, place, desk)
        _run(course, desk)
        cases.append(course.case)
    for text, service, hours in WAITING:
        _tell(text, service, next(homes, place), desk, hours)
    for text, code, hours in OVER_OPEN311:
        _request(text, code, next(homes, place), desk, hours)
    for text, channel, hours in CALLED:
        told = Told(text=text, place_code=next(homes, place), channel=channel, phone="13800000000")
        file_report(told, seat(Role.HOTLINE, focus, desk, hours=hours))
    return tuple(cases)


def _homes(places: tuple[Place, ...], focus: str) -> Iterator[str]:
    """Compounds where no case is open, one of the busy township and one of elsewhere by turns."""
    busy = [case.place_code for case in reading.open_cases()]
    free = [
        one.code
        for one in places
        if one.kind is PlaceKind.COMPOUND and not any(covers(one.code, code) or covers(code, one.code) for code in busy)
    ]
    township = region_at(focus, Level.TOWNSHIP)
    near = [code for code in free if covers(township, code)]
    far = [code for code in free if not covers(township, code)][::3]
    return chain.from_iterable(zip(near, far, strict=False))


def _tell(text: str, service: Service, place: str, desk: Desk, hours: float) -> Receipt:
    told = Told(text=text, place_code=place, service=service)
    region = region_at(place, Level.COUNTY)
    return take_report(told, at=desk.at - timedelta(hours=hours), zone=desk.zone, region=region)


def _request(text: str, code: str, place: str, desk: Desk, hours: float) -> None:
    """A report as a neighbour's application sends it."""
    told = Told(text=text, place_code=place, channel="open311", request=ServiceRequest(service_code=code, key="demo"))
    region = region_at(place, Level.COUNTY)
    take_report(told, at=desk.at - timedelta(hours=hours), zone=desk.zone, region=region)


def _begin(story: Story, place: str, desk: Desk) -> _Course:
    """The first reporter tells, somebody is sent, the others join; what the hotline heard before goes along."""
    first = _tell(story.texts[0], story.service, place, desk, story.hours)
    hotline = seat(Role.HOTLINE, place, desk, hours=story.hours - _COURSE[CaseState.ACCEPTED])
    case = handle_case.check_report(first.number, hotline)
    later = [_join(text, case, place, desk, story.hours - 2.5 - n / 2) for n, text in enumerate(story.texts[1:])]
    along = _heard_before(place, hotline) if story.grades else ()
    for report in along:
        handle_case.join(report, case, hotline)
    return _Course(story=story, place=place, case=case, receipts=(first, *later), along=along)


def _join(text: str, case: str, place: str, desk: Desk, hours: float) -> Receipt:
    region = region_at(place, Level.COUNTY)
    return join_one(Told(text=text), case, at=desk.at - timedelta(hours=hours), zone=desk.zone, region=region)


def _heard_before(place: str, desk: Desk) -> tuple[str, ...]:
    rows = ReportRow.objects.filter(
        case=None, place_code__startswith=place, at__gte=desk.at - _ALONG, at__lt=desk.at, text_status="standing"
    ).exclude(external_id=None)
    return tuple(rows.order_by("-at").values_list("number", flat=True)[:_MOST_ALONG])


def _run(course: _Course, desk: Desk) -> None:
    """As far as the story goes; a check that finds nothing ends it."""
    for state in (*_COURSE,)[1:]:
        if _COURSE[state] > course.story.hours or state not in _before(course.story.reached):
            break
        _move(course, state, desk)
        if course.story.barrier is None:
            break
    if course.story.again:
        who = _reporter(course, course.receipts[0], desk, hours=course.story.hours - 60)
        follow_report.reopen(course.story.again, who)


def _before(reached: CaseState) -> tuple[CaseState, ...]:
    states = (*_COURSE,)
    return states[: states.index(reached) + 1]


def _move(course: _Course, state: CaseState, desk: Desk) -> None:
    case = course.case
    match state:
        case CaseState.FILED:
            handle_case.record_finding(case, _finding(course.story), course.seat(Role.TOWNSHIP, state, desk))
        case CaseState.DISPATCHED:
            office = course.seat(Role.COUNTY_GOVERNMENT, state, desk)
            handle_case.order(case, _ORDER, ("closing.negative_list",), office, Role.TOWNSHIP)
        case CaseState.IN_HANDLING:
            handle_case.start(case, course.seat(Role.TOWNSHIP, state, desk))
        case CaseState.REPLIED:
            handle_case.cleared(case, "已清除，恢复通行。", course.seat(Role.TOWNSHIP, state, desk))
            _confirm(course, desk)
        case CaseState.VERIFIED:
            handle_case.verify(case, "现场复核，通行正常。", course.seat(Role.INSPECTOR, state, desk))
        case CaseState.CLOSED:
            handle_case.close(case, "整改到位，予以结案。", course.seat(Role.COUNTY_GOVERNMENT, state, desk))
        case CaseState.RATED:
            _rate(course, desk)


def _finding(story: Story) -> Finding:
    if story.barrier is None:
        return Finding(outcome=CheckOutcome.NOTHING_FOUND, note="现场未见障碍，楼道畅通。")
    return Finding(
        outcome=CheckOutcome.UNREGISTERED,
        note="现场确有障碍，未见登记与审批。",
        barrier=story.barrier,
        imposed_by=story.imposed_by,
    )


def _confirm(course: _Course, desk: Desk) -> None:
    """Reporters say from the spot how the way stands: the first that it is open, in the open story another not."""
    hours = course.story.hours - _COURSE[CaseState.REPLIED] - 1
    for receipt, opened in zip(course.receipts, (True, course.story.reached is CaseState.RATED), strict=False):
        follow_report.confirm(opened, _reporter(course, receipt, desk, hours=hours))


def _rate(course: _Course, desk: Desk) -> None:
    """Reporters rate on their page; the hotline calls back who had called it, the last of them in vain."""
    grades = course.story.grades
    for receipt, grade in zip(course.receipts, grades, strict=False):
        note = "拖了两天才来人。" if GRADES[grade].unhappy else ""
        follow_report.grade(Grade(GRADES[grade]), note, _reporter(course, receipt, desk, hours=course.story.hours - 36))
    hotline = course.seat(Role.HOTLINE, CaseState.RATED, desk)
    for n, report in enumerate(course.along):
        reached = n + 1 < len(course.along)
        record_call(report, grades[n % len(grades)] if reached else None, "回访。", hotline, reached=reached)


def _reporter(course: _Course, receipt: Receipt, desk: Desk, *, hours: float) -> follow_report.Follower:
    region = region_at(course.place, Level.COUNTY)
    at = desk.at - timedelta(hours=hours)
    return follower(receipt.token, at=at, rulebook=desk.rulebook, zone=desk.zone, region=region)
