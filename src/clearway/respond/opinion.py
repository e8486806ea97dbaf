"""Opinion that rose fast: who owns the item, until when it is answered, and that the answer is public."""

from __future__ import annotations

from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.opinion import OpinionAnswered, OpinionItem, OpinionPassedOn, OpinionRose
from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at
from clearway.core.refusals import Missing, NotAllowed
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.deadlines import due

ANSWER = "risk.anger_answer_hours"
#: Who may own an item, and at which level its region lies.
OWNERS = {
    Role.TOWNSHIP: Level.TOWNSHIP,
    Role.COUNTY_GOVERNMENT: Level.COUNTY,
    Role.COUNTY_HEALTH: Level.COUNTY,
    Role.TRANSPORT: Level.COUNTY,
    Role.CIVIL_AFFAIRS: Level.COUNTY,
    Role.CITY: Level.CITY,
}
#: Who passes items on besides their owner.
ABOVE = frozenset({Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE})


def open_item(
    number: str, warning: str, place_code: str, measure: str | None, voices: int, *, at: datetime, rulebook: Rulebook
) -> Decision:
    """An item for the township of the place; for the county government, where a measure is spoken of (it decided).

    ``at``, in the county's zone, begins the clock of ``risk.anger_answer_hours``.
    """
    owner = Role.COUNTY_GOVERNMENT if measure else Role.TOWNSHIP
    rose = OpinionRose(
        subject=number, warning=warning, place_code=place_code, measure=measure, owner=owner,
        region=region_at(place_code, OWNERS[owner]), voices=voices, due_at=due(ANSWER, at, rulebook),
    )  # fmt: skip
    return Decision((rose,), (Reason(_CLOCK, ANSWER),))


def pass_on(item: OpinionItem, owner: Role, reason: str, *, by: Actor) -> Outcome:
    """Another office owns it; the clock runs on.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (an office, the reason).
    """
    if not (_owns(item, by) or (by.role in ABOVE and by.reaches(item.place_code))):
        return NotAllowed(role=by.role.value, place=item.place_code, act="own_opinion")
    if owner not in OWNERS or owner is item.owner or not reason.strip():
        return Missing(zh="另一个部门和转交理由", en="another office, and the reason")
    region = region_at(item.place_code, OWNERS[owner])
    return Decision((OpinionPassedOn(subject=item.number, owner=owner, region=region, reason=reason.strip()),))


def answer(item: OpinionItem, text: str, *, by: Actor) -> Outcome:
    """The owner answers in public; a later answer takes the place of the first, and both stand in the ledger.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (the words).
    """
    if not _owns(item, by):
        return NotAllowed(role=by.role.value, place=item.place_code, act="answer_opinion")
    if not text.strip():
        return Missing(zh="回应内容", en="the answer", rule=ANSWER)
    said = text.strip()
    return Decision((OpinionAnswered(subject=item.number, text=Bilingual(said, said)),), (Reason(_CLOCK, ANSWER),))


def _owns(item: OpinionItem, by: Actor) -> bool:
    return by.role is item.owner and by.region == item.region


_CLOCK = Bilingual("舆情按时限公开回应", "fast-rising anger is answered in public within its time")
