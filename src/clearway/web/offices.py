"""Pages for offices: visitors are asked to sign in, residents are told that it is not for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from clearway.core.people import Actor
from clearway.core.refusals import NotAllowed
from clearway.web.refusing import refuse
from clearway.web.viewer import actor_of, is_office

Given = ParamSpec("Given")


def for_offices(
    page: Callable[Concatenate[HttpRequest, Actor, Given], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Call ``page`` with the signed-in actor; never kept in a shared cache."""

    @never_cache
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = actor_of(request)
        if actor is None:
            return redirect_to_login(request.get_full_path())
        if not is_office(actor):
            return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="read"))
        return page(request, actor, *args, **kwargs)

    return guarded


def outside(request: HttpRequest, actor: Actor, place_code: str) -> HttpResponse | None:
    """A refusal where the place lies outside the actor's region; None where it lies inside."""
    if actor.reaches(place_code):
        return None
    return refuse(request, NotAllowed(role=actor.role.value, place=place_code, act="read"))
