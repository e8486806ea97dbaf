"""``/notices/``: what could not be sent (dead letters), and a way to send it again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor
from clearway.core.refusals import NotAllowed
from clearway.record.notices import dead_letters, send_again, subscriptions, waiting
from clearway.respond.moderation import MAY_RESEND
from clearway.web.names import name_of
from clearway.web.offices import for_offices
from clearway.web.refusing import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def notices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list; POST sends one (``number``) or all again."""
    if actor.role not in MAY_RESEND:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="resend"))
    if request.method == "POST":
        number = request.POST.get("number", "")
        known = number.isascii() and number.isdigit() and len(number) < 16
        if known or not number:
            send_again(int(number) if known else None, timezone.now())
        return redirect("/notices/")
    waits, dead = waiting()
    told = [(row, [name_of("event", kind) for kind in row.kinds]) for row in subscriptions()]
    context: dict[str, Any] = {"waits": waits, "dead": dead, "letters": dead_letters(), "told": told}
    return render(request, "clearway/notices.html", context)
