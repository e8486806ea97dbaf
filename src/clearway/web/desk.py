"""The desk a signed-in person works at: who, when, under which rules, in which zone."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from clearway.core.people import Actor
from clearway.law.load import load_rulebook
from clearway.loop.desk import Desk


def desk_of(actor: Actor, at: datetime) -> Desk:
    """The desk at which ``actor`` acts at ``at``."""
    return Desk(by=actor, at=at, rulebook=load_rulebook(), zone=settings.ENVIRONMENT.time_zone)
