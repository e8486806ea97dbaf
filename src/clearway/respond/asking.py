"""What a check asks, of whom, and on which clock: by what set the warning off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.core.people import Role
from clearway.core.places import Level, region_at, region_level
from clearway.core.words import Bilingual
from clearway.respond.deadlines import VERIFY

_BELOW_COUNTY = frozenset({Level.COMMUNITY, Level.TOWNSHIP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """``rule`` holds the hours; ``title`` has a place for ``{place}``; ``above``: the county's inspectors go, not the
    township of the place (which may be the one the warning is about)."""

    rule: str
    title: Bilingual
    instruction: Bilingual
    above: bool = False

    def office(self, place_code: str) -> tuple[Role, str]:
        """Who goes: the township of the place; above townships, or where ``above``, the inspectors of the county."""
        if not self.above and region_level(place_code) in _BELOW_COUNTY:
            return Role.TOWNSHIP, region_at(place_code, Level.TOWNSHIP)
        return Role.INSPECTOR, region_at(place_code, Level.COUNTY)


LOOK = Ask(
    rule=VERIFY,
    title=Bilingual("{place}疑似通道受阻", "A way may be blocked at {place}"),
    instruction=Bilingual(
        "到现场核查：通道是否受阻、由谁设置、有无登记或批准，拍照并填写结果",
        "Go and look: is the way blocked, by whom, is it registered or approved; take a photo, record the outcome",
    ),
)
_OTHERS = {
    "rising_anger": Ask(
        rule="risk.anger_answer_hours",
        title=Bilingual("{place}：群众不满快速上升，须回应", "Anger is rising fast at {place}: answer it"),
        instruction=Bilingual(
            "弄清群众为何不满并到现场核查，在时限内公开回应；把回应内容写进核查说明",
            "Find out why people are angry, go and look, answer them in public in time; write the answer into the note",
        ),
        above=True,
    ),
    "repeated_offender": Ask(
        rule=VERIFY,
        title=Bilingual("{place}：屡次封堵，由县级核查", "Blocked again and again at {place}: the county looks"),
        instruction=Bilingual(
            "由县级到现场核查：是否又有封堵、同一主体为何屡次设障，已有案件是否整改到位",
            "The county itself looks: is it blocked again, why does it keep happening, were the orders followed",
        ),
        above=True,
    ),
}


def asked_by(triggers: Iterable[str]) -> Ask:
    """What a check on a warning with these triggers asks; anything of the model's own is a plain look."""
    given = set(triggers)
    return next((ask for trigger, ask in _OTHERS.items() if given == {trigger}), LOOK)
