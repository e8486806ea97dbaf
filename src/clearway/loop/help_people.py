"""Help for people shut in: asked for by anybody, matched to a hand, followed until who asked says it arrived."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from clearway.core.decisions import Outcome
from clearway.core.people import Role, machine
from clearway.core.refusals import Missing, NotFound, Refusal
from clearway.core.rules import Rulebook
from clearway.core.support import Helper, HelperKind, SupportNeed, SupportRequest
from clearway.core.support_events import HelperListed, SupportAsked
from clearway.loop.desk import Desk, write, write_of_resident
from clearway.loop.places_here import place_known
from clearway.loop.take_report import token_hash
from clearway.monitor.masking import mask
from clearway.record import reading
from clearway.record.contacts import open_text, seal_text
from clearway.record.door import commit, session
from clearway.record.numbers import next_number
from clearway.record.reading import support as kept
from clearway.respond.support import deciding

LONGEST = 500
_TOKEN_BYTES = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What somebody asks for. ``phone`` and ``door`` are sealed together and read by whoever takes it on, alone."""

    need: SupportNeed
    urgent: bool
    place_code: str
    text: str
    phone: str
    door: str
    channel: str = "web"
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where and when a resident acts: the county served, its zone, the rules."""

    at: datetime
    zone: ZoneInfo
    region: str
    rulebook: Rulebook


def ask(asking: Asking, site: Site) -> tuple[str, str]:
    """Keep a request and put it into the best hand that fits; returns its number and token.

    Raises:
        Missing: a word, a place that is known, a number to call.
    """
    if not place_known(asking.place_code):
        raise Missing(zh="地点：请选择小区或村", en="where: choose a compound or village")
    token, local = secrets.token_urlsafe(_TOKEN_BYTES), site.at.astimezone(site.zone)
    reach = [asking.phone.strip()[:40], asking.door.strip()[:120]]
    with session():
        number = next_number("S", site.at, site.zone)
        asked = SupportAsked(
            subject=number, need=asking.need, urgent=asking.urgent, place_code=asking.place_code,
            due_at=local + deciding.hours_of(asking.need, asking.urgent, local, site.rulebook), channel=asking.channel,
            text=mask(asking.text.replace("\0", "").strip()[:LONGEST]),
            sealed=seal_text(json.dumps(reach, ensure_ascii=False)) if reach[0] else "",
            token_hash=token_hash(token), report=asking.report,
        )  # fmt: skip
        write_of_resident(deciding.ask(asked), site.region, site.at)
        _match(number, site)
    return number, token


def ask_for_report(report: str, need: SupportNeed, phone: str, door: str, desk: Desk) -> tuple[str, str]:
    """A hotline report becomes a request: its words and place go over, the report stays what it is.

    Raises:
        Refusal: no such report in the desk's region, no place, no number to call.
    """
    found = reading.report(report)
    if found is None or desk.by.role not in deciding.OFFICES or not desk.by.reaches(found.place_code or ""):
        raise NotFound(what="report", number=report[:40])
    asking = Asking(
        need=need, urgent=False, place_code=found.place_code or "", text=found.text, phone=phone, door=door,
        channel=found.channel, report=report,
    )  # fmt: skip
    return ask(asking, Site(at=desk.at, zone=desk.zone, region=desk.by.region, rulebook=desk.rulebook))


def candidates(request: SupportRequest) -> tuple[Helper, ...]:
    """Who could bring it, the best first: those on the list, then duty staff of the place."""
    place = request.place_code
    listed = deciding.ranked(request, kept.helpers(place))
    return (*listed, *deciding.ranked(request, kept.duty_staff(place)))


def offer(number: str, name: str, desk: Desk) -> None:
    """Put a request into somebody's hands.

    Raises:
        Refusal: not this person's to do, no such helper, not while it stands so.
    """

    def decide(request: SupportRequest) -> Outcome:
        helper = next((one for one in candidates(request) if one.name == name), None)
        if helper is None:
            raise NotFound(what="helper", number=name[:40])
        return deciding.offer(request, helper, by=desk.by)

    _act(number, decide, desk)


def accept(number: str, desk: Desk) -> None:
    """Take it on.

    Raises:
        Refusal: not offered to this person.
    """
    _act(number, lambda request: deciding.accept(request, by=desk.by), desk)


def hand_on(number: str, reason: str, desk: Desk) -> None:
    """Give it back; it goes to the next hand that fits, if there is one.

    Raises:
        Refusal: not this person's, no reason.
    """
    with session():
        before = kept.request(number).helper
        _act(number, lambda request: deciding.hand_on(request, mask(reason[:LONGEST]), by=desk.by), desk)
        _match(number, Site(at=desk.at, zone=desk.zone, region=desk.by.region, rulebook=desk.rulebook), but=before)


def finish(number: str, note: str, desk: Desk) -> None:
    """It was brought.

    Raises:
        Refusal: not this person's, or not taken on.
    """
    _act(number, lambda request: deciding.finish(request, mask(note[:LONGEST]), by=desk.by), desk)


def contact(number: str, desk: Desk) -> tuple[str, str]:
    """The number to call and the door, for whoever took it on; the look stands in the ledger.

    Raises:
        Refusal: not this person's.
    """
    _act(number, lambda request: deciding.see_contact(request, by=desk.by), desk)
    sealed = kept.sealed(number)
    phone, door = json.loads(open_text(sealed)) if sealed else ("", "")
    return str(phone), str(door)


def confirm(token: str, arrived: bool, site: Site) -> None:
    """Who asked says whether it arrived.

    Raises:
        Refusal: no such token, or nothing said to be brought.
    """
    with session():
        request = kept.request(kept.request_by_token(token_hash(token)).number, lock=True)
        local = site.at.astimezone(site.zone)
        write_of_resident(deciding.confirm(request, arrived, at=local, rulebook=site.rulebook), site.region, site.at)
        if not arrived:
            _match(request.number, site, but=request.helper)


def withdraw(token: str, site: Site) -> None:
    """Who asked needs it no more.

    Raises:
        Refusal: no such token, or it has ended.
    """
    with session():
        request = kept.request(kept.request_by_token(token_hash(token)).number, lock=True)
        write_of_resident(deciding.withdraw(request), site.region, site.at)


def list_helper(name: str, form: HelperKind, needs: tuple[SupportNeed, ...], most: int, desk: Desk) -> None:
    """Put an account on the list of helpers, or off it (``most`` 0).

    Raises:
        Refusal: not this person, no such account, no helper's.
    """
    with session():
        role, region = kept.account(name)
        listed = HelperListed(subject=name, form=form, region=region, needs=needs, most=most)
        write(deciding.list_helper(name, role, listed, by=desk.by), desk)


def seen_by(desk: Desk) -> tuple[SupportRequest, ...]:
    """What this person may see: an office what its region asks, a helper what is in their hands; emergencies first."""
    shown = kept.held_by(desk.by.name) if desk.by.role is Role.HELPER else kept.requests(desk.by.region)
    return deciding.first_in_line(shown, desk.at)


def _match(number: str, site: Site, *, but: str = "") -> None:
    """Offer it to the best of those on the list; duty staff are asked by a person, not by the machine."""
    request, by = kept.request(number, lock=True), machine(site.region)
    for helper in deciding.ranked(request, kept.helpers(request.place_code)):
        if helper.name != but:
            outcome = deciding.offer(request, helper, by=by)
            if not isinstance(outcome, Refusal):
                commit(outcome, by=by, at=site.at)
            return


def _act(number: str, decide: Callable[[SupportRequest], Any], desk: Desk) -> None:
    with session():
        write(decide(kept.request(number, lock=True)), desk)
