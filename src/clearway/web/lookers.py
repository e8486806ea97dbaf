"""Pages for offices and for those outside them who look, or help: each sees what is theirs and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed
from clearway.web.refusing import refuse
from clearway.web.viewer import actor_of, is_office

Given = ParamSpec("Given")
Page = Callable[Concatenate[HttpRequest, Actor, Given], HttpResponse]

#: Who looks without belonging to an office.
OUTSIDE = frozenset({Role.SUPERVISOR, Role.EVALUATOR})


def for_offices_and(*roles: Role) -> Callable[[Page[Given]], Callable[..., HttpResponse]]:
    """As ``for_offices``, and for these roles too."""

    def guard(page: Page[Given]) -> Callable[..., HttpResponse]:
        @never_cache
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor is None:
                return redirect_to_login(request.get_full_path())
            if not is_office(actor) and actor.role not in roles:
                return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="read"))
            return page(request, actor, *args, **kwargs)

        return guarded

    return guard
