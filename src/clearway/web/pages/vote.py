"""``/votes/<number>``: the question, quorum and line to pass, one's ballot by the code on one's slip, the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.people import Actor
from clearway.core.refusals import BadUsage, NotAllowed, NotFound, Refusal
from clearway.core.residents import Vote
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.loop import hold_vote
from clearway.loop.desk import Desk
from clearway.loop.jurisdiction import home_region
from clearway.loop.voting_codes import plain_code, shown_code
from clearway.publish.ballots import MEDIA_TYPE
from clearway.record import reading
from clearway.record.box import check_box
from clearway.record.reading import votes
from clearway.web.desk import desk_of
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.votes import asked, office_acts, shown
from clearway.web.throttle import count
from clearway.web.viewer import actor_of

LONGEST_CODE = 40


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def vote(request: HttpRequest, number: str) -> HttpResponse:
    """One vote; POST does the act its form names."""
    try:
        found = votes.vote(number)
    except NotFound as refusal:
        return refuse(request, refusal)
    if request.method != "POST":
        return _page(request, found)
    act = _ACTS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise BadUsage(zh="没有这一步", en="no such act")
        return act(request, found)
    except Refusal as refusal:
        field = "code" if request.POST.get("act") == "cast" else "note"
        return _page(request, votes.vote(number), as_error(refusal, field), status_of(refusal))


@require_safe
def ballots_csv(request: HttpRequest, number: str) -> HttpResponse:
    """The published file, from the moment the vote is over."""
    try:
        found = votes.vote(number)
        check_box(number)
    except Refusal as refusal:
        return refuse(request, refusal)
    if not found.over_at(timezone.now()):
        return HttpResponseNotFound(b"", content_type=MEDIA_TYPE)
    answer = HttpResponse(hold_vote.published(found, settings.ENVIRONMENT.time_zone), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{found.number}-ballots.csv"'
    return answer


@require_safe
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The ballot as a specimen to print and read beforehand; the real sheets bear a code."""
    try:
        found = votes.vote(number)
    except NotFound as refusal:
        return refuse(request, refusal)
    context = {"vote": found, "sheets": [("", "")], "place": shown(found, timezone.now(), load_rulebook()).place}
    return render(request, "clearway/vote_print.html", context)


def _page(request: HttpRequest, found: Vote, error: FormError | None = None, status: int = 200) -> HttpResponse:
    at, actor = timezone.now(), actor_of(request)
    law, policy = asked(found, load_rulebook())
    told = shown(found, at, load_rulebook())
    context: dict[str, Any] = {
        "shown": told,
        "vote": found,
        "law": law,
        "policy": policy,
        "roll": votes.roll(found.draft.roll),
        "acts": office_acts(found, actor, at),
        "buildings": votes.turnout_by_building(found) if told.result else (),
        "errors": [error] if error else [],
        "form": request.POST,
    }
    return render(request, "clearway/vote.html", context, status=status)


def _cast(request: HttpRequest, found: Vote) -> HttpResponse:
    count(request)
    environment = settings.ENVIRONMENT
    region = home_region(environment.county, reading.places() if not environment.county else ())
    code, option = request.POST.get("code", "")[:LONGEST_CODE], request.POST.get("option", "")
    receipt = hold_vote.cast(found.number, code, option, region, at=timezone.now(), zone=environment.time_zone)
    return render(request, "clearway/vote_receipt.html", {"vote": found, "receipt": receipt})


def _check(request: HttpRequest, found: Vote) -> HttpResponse:
    count(request)
    receipt = shown_code(plain_code(request.POST.get("receipt", "")[:LONGEST_CODE]))
    context = {"vote": found, "checked": receipt, "held": votes.in_box(found.number, receipt), "over": False}
    if found.over_at(timezone.now()):
        ballots = votes.poll(found, settings.ENVIRONMENT.time_zone).ballots
        option = next((one.option for one in ballots if one.receipt == receipt), "")
        context |= {"over": True, "option": found.draft.option(option)}
    return render(request, "clearway/vote_receipt.html", context)


def _review(request: HttpRequest, found: Vote) -> HttpResponse:
    passed, note = request.POST.get("passed") == "yes", request.POST.get("note", "")
    hold_vote.review_question(found.number, passed, note[:2000], settings.ENVIRONMENT.home, _desk(request, found))
    return redirect(f"/votes/{found.number}")


def _issue(request: HttpRequest, found: Vote) -> HttpResponse:
    printed = hold_vote.issue_ballots(found.number, _desk(request, found))
    lines = {line.line: line for line in votes.roll(found.draft.roll).eligible}
    context = {
        "vote": found,
        "place": shown(found, timezone.now(), load_rulebook()).place,
        "slips": [(" · ".join(lines[line].doors), code) for line, code in printed.codes.items()],
        "sheets": [(size, code) for size, held in printed.sheets.items() for code in held],
        "address": request.build_absolute_uri(f"/votes/{found.number}"),
    }
    return render(request, "clearway/vote_print.html", context)


def _hand_out(request: HttpRequest, found: Vote) -> HttpResponse:
    size = hold_vote.hand_out_paper(found.number, request.POST.get("code", "")[:LONGEST_CODE], _desk(request, found))
    said = Bilingual(f"已登记：请从“{size}”类选票中任取一张", f"Recorded: let them draw any sheet from pile {size}")
    return render(request, "clearway/vote_receipt.html", {"vote": found, "said": said})


def _read_sheet(request: HttpRequest, found: Vote) -> HttpResponse:
    code, option = request.POST.get("code", "")[:LONGEST_CODE], request.POST.get("option", "")
    hold_vote.read_sheet(found.number, code, option, _desk(request, found))
    return redirect(f"/votes/{found.number}")


def _announce(request: HttpRequest, found: Vote) -> HttpResponse:
    hold_vote.announce(found.number, _desk(request, found))
    return redirect(f"/votes/{found.number}")


def _desk(request: HttpRequest, found: Vote) -> Desk:
    actor: Actor | None = actor_of(request)
    if actor is None:
        raise NotAllowed(role="resident", place=found.draft.place_code, act=request.POST.get("act", ""))
    return desk_of(actor, timezone.now())


_ACTS: Mapping[str, Callable[[HttpRequest, Vote], HttpResponse]] = {
    "cast": _cast,
    "check": _check,
    "review": _review,
    "issue": _issue,
    "hand_out": _hand_out,
    "read_sheet": _read_sheet,
    "announce": _announce,
}
