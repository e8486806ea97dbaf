"""Who is looking: the signed-in office, or nobody."""

from __future__ import annotations

from django.http import HttpRequest

from clearway.core.people import NO_OFFICE, Actor


def actor_of(request: HttpRequest) -> Actor | None:
    """The signed-in person in their role and region; None for a visitor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not getattr(user, "role", ""):
        return None
    actor: Actor = user.actor
    return actor


def is_office(actor: Actor | None) -> bool:
    """Whether this viewer works for an office (residents, supervisors, evaluators, volunteers and visitors do not)."""
    return actor is not None and actor.role not in NO_OFFICE
