"""Requests for help, those who help, and items of public opinion, as they stand."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.opinion import OpinionItem
from clearway.core.people import Role
from clearway.core.refusals import NotFound
from clearway.core.support import ENDED, HELD, Helper, HelperKind, SupportNeed, SupportRequest, SupportState
from clearway.core.words import Bilingual
from clearway.record.models import Account, HelperRow, OpinionItemRow, SupportRow
from clearway.record.reading.town import code_prefix

_HELD = [state.value for state in HELD]


def request(number: str, *, lock: bool = False) -> SupportRequest:
    """One request.

    Raises:
        NotFound: no such number.
    """
    rows = SupportRow.objects.select_for_update() if lock else SupportRow.objects.all()
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="support", number=number[:40])
    return request_of(row)


def request_by_token(token_hash: str) -> SupportRequest:
    """The request of a token.

    Raises:
        NotFound: none has it.
    """
    row = SupportRow.objects.filter(token_hash=token_hash).exclude(token_hash="").first()
    if row is None:
        raise NotFound(what="support", number="…")
    return request_of(row)


def requests(region: str, *, ended: bool = False) -> tuple[SupportRequest, ...]:
    """Requests at places of a region that have not ended (or those that have), newest first."""
    rows = SupportRow.objects.filter(place_code__startswith=code_prefix(region)).order_by("-asked_at")
    over = [state.value for state in ENDED]
    rows = rows.filter(state__in=over) if ended else rows.exclude(state__in=over)
    return tuple(request_of(row) for row in rows)


def held_by(name: str) -> tuple[SupportRequest, ...]:
    """What an account has in hand or has brought and nobody confirmed yet."""
    states = [*_HELD, SupportState.DONE.value]
    return tuple(request_of(row) for row in SupportRow.objects.filter(helper=name, state__in=states))


def sealed(number: str) -> str:
    """The sealed door and number of a request; empty once it ended."""
    return str(SupportRow.objects.get(number=number).sealed)


def helpers(region: str) -> tuple[Helper, ...]:
    """Volunteers, shops and firms on the list whose region touches this one, with what they have in hand."""
    prefix = code_prefix(region)
    rows = [
        row
        for row in HelperRow.objects.filter(most__gt=0)
        if row.region.startswith(prefix) or region.startswith(code_prefix(row.region))
    ]
    loads = _loads(row.name for row in rows)
    return tuple(_helper(row, loads.get(row.name, 0)) for row in rows)


def duty_staff(place_code: str) -> tuple[Helper, ...]:
    """Accounts of the community and township of a place: they take what nobody on the list does."""
    rows = [
        row
        for row in Account.objects.filter(role__in=[Role.COMMUNITY.value, Role.TOWNSHIP.value], is_active=True)
        if place_code.startswith(code_prefix(row.region))
    ]
    loads = _loads(row.username for row in rows)
    return tuple(
        Helper(
            name=row.username, role=Role(row.role), region=row.region, needs=frozenset(SupportNeed), most=100,
            load=loads.get(row.username, 0),
        )
        for row in rows
    )  # fmt: skip


def account(name: str) -> tuple[Role, str]:
    """Role and region of an account.

    Raises:
        NotFound: no such account.
    """
    row = Account.objects.filter(username=name).first()
    if row is None:
        raise NotFound(what="helper", number=name[:40])
    return Role(row.role), row.region


def opinion_item(number: str) -> OpinionItem:
    """One item.

    Raises:
        NotFound: no such number.
    """
    row = OpinionItemRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="opinion", number=number[:40])
    return item_of(row)


def opinion_items(region: str) -> tuple[OpinionItem, ...]:
    """Items about places of a region, unanswered first, then the newest."""
    rows = OpinionItemRow.objects.filter(place_code__startswith=code_prefix(region)).order_by("-raised_at")
    return tuple(sorted((item_of(row) for row in rows), key=lambda one: one.answered_at is not None))


def answers_about(*, measure: str = "", place_code: str = "") -> tuple[OpinionItem, ...]:
    """Published answers about a measure or about places of a region, newest first."""
    rows = OpinionItemRow.objects.exclude(answered_at=None).order_by("-answered_at")
    rows = rows.filter(measure=measure) if measure else rows.filter(place_code__startswith=code_prefix(place_code))
    return tuple(item_of(row) for row in rows)


def item_of(row: OpinionItemRow) -> OpinionItem:
    """A row as the core knows it."""
    return OpinionItem(
        number=row.number, warning=row.warning, place_code=row.place_code, measure=row.measure, owner=Role(row.owner),
        region=row.region, voices=row.voices, raised_at=row.raised_at, due_at=row.due_at,
        answer=Bilingual(row.answer_zh, row.answer_en) if row.answer_zh else None, answered_at=row.answered_at,
        by=row.by_name,
    )  # fmt: skip


def request_of(row: SupportRow) -> SupportRequest:
    """A row as the core knows it."""
    return SupportRequest(
        number=row.number, need=SupportNeed(row.need), urgent=row.urgent, place_code=row.place_code, text=row.text,
        asked_at=row.asked_at, due_at=row.due_at, state=SupportState(row.state), helper=row.helper,
        helper_role=Role(row.helper_role) if row.helper_role else None, report=row.report, handed_on=row.handed_on,
        turned_back=row.turned_back, done_at=row.done_at,
    )  # fmt: skip


def _helper(row: HelperRow, load: int) -> Helper:
    return Helper(
        name=row.name, role=Role.HELPER, region=row.region, needs=frozenset(SupportNeed(one) for one in row.needs),
        most=row.most, load=load, kind=HelperKind(row.kind),
    )  # fmt: skip


def _loads(names: Iterable[str]) -> dict[str, int]:
    loads: dict[str, int] = {}
    for name in SupportRow.objects.filter(helper__in=list(names), state__in=_HELD).values_list("helper", flat=True):
        loads[name] = loads.get(name, 0) + 1
    return loads
