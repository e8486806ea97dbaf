"""Help for people shut in: what they need, who brings it, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clearway.core.people import Role


class SupportNeed(StrEnum):
    """What somebody asks for."""

    MEDICINE = "medicine"
    DIALYSIS = "dialysis"
    BIRTH = "birth"
    SCHOOL = "school"
    FOOD = "food"
    FARM = "farm"
    MIND = "mind"


class SupportState(StrEnum):
    """Waiting for a hand, offered to one, taken on, brought, confirmed by who asked, or withdrawn."""

    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DONE = "done"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class HelperKind(StrEnum):
    """Who helps: a person, a shop, a firm."""

    VOLUNTEER = "volunteer"
    SHOP = "shop"
    FIRM = "firm"


#: What nobody has to wait for any more.
ENDED = frozenset({SupportState.CONFIRMED, SupportState.WITHDRAWN})
#: What somebody has in hand.
HELD = frozenset({SupportState.OFFERED, SupportState.ACCEPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who takes requests on: ``name`` is the account, ``load`` how many they have in hand of ``most``."""

    name: str
    role: Role
    region: str
    needs: frozenset[SupportNeed]
    most: int
    load: int = 0
    kind: HelperKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRequest:
    """One request. ``text`` is masked; who asked and at which door stays sealed. ``late``: the clock of the rule."""

    number: str
    need: SupportNeed
    urgent: bool
    place_code: str
    text: str
    asked_at: datetime
    due_at: datetime
    state: SupportState
    helper: str = ""
    helper_role: Role | None = None
    report: str = ""
    handed_on: int = 0
    turned_back: int = 0
    done_at: datetime | None = None

    def overdue(self, at: datetime) -> bool:
        """Whether it should have been there by now."""
        return (self.done_at or at) > self.due_at if self.state not in ENDED else False
