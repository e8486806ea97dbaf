"""The numbers of the card of the grades, taken from the code: ``python -m clearway.loop.grade_card`` prints them."""

from __future__ import annotations

from datetime import date

from clearway.evaluate.audit import drift, groups
from clearway.evaluate.effect import identifying, panel
from clearway.evaluate.effect.trials import Design, tally
from clearway.evaluate.verdict import COST_SHARE, EXIT_BELOW, KEEP_FROM, KEPT_BENEFIT
from clearway.law.load import load_rulebook
from clearway.warn.grading.ahp import ACCEPTABLE
from clearway.warn.grading.settings import Pillar, rules_on

BEGIN, END = "<!-- numbers: begin -->", "<!-- numbers: end -->"
_DAY, _COUNTIES = date(2026, 11, 23), 40


def numbers() -> str:
    """The table of numbers as the card shows it, between its marks."""
    rows = [f"| {name} | {value} |" for name, value in (*_rules(), *_settings(), *_trials())]
    return "\n".join([BEGIN, "| number | value |", "|---|---|", *rows, END])


def _rules() -> list[tuple[str, str]]:
    rules = rules_on(load_rulebook(), _DAY)
    weights = {
        pillar: ", ".join(f"{one.id}: {one.weight:g}" for one in rules.indicators if one.pillar is pillar)
        for pillar in (Pillar.PROBABILITY, Pillar.IMPACT)
    }
    return [
        ("weights of probability", weights[Pillar.PROBABILITY]),
        ("weights of impact", weights[Pillar.IMPACT]),
        ("missing at most; needed", f"{rules.missing_at_most}; {', '.join(map(str, rules.needed))}"),
        ("days without infection inside: never high", f"{rules.infection_days}"),
        ("a doubtful reading is widened by", f"{rules.doubtful_widening:g}"),
        ("livelihood points from which the measure is lighter", f"{rules.burden_lighter_from:g}"),
    ]


def _settings() -> list[tuple[str, str]]:
    return [
        ("comparisons usable below a ratio of", f"{ACCEPTABLE:g}"),
        ("exit below, keep from (probability of net benefit)", f"{EXIT_BELOW:g}, {KEEP_FROM:g}"),
        ("lighter measure: benefit kept, share of cost", f"{KEPT_BENEFIT:g}, {COST_SHARE:g}"),
        ("expected infections below which a day says nothing of R", f"{panel.LEAST_PRESSURE:g}"),
        ("places closed and open at least; level of the tests", f"{identifying.LEAST_PLACES}; {identifying.LEVEL:g}"),
        ("audit: margin between groups", f"{groups.MARGIN:g}"),
        ("drift: index, level, readings at least", f"{drift.MOVED:g}, {drift.LEVEL:g}, {drift.LEAST}"),
    ]


def _trials() -> list[tuple[str, str]]:
    """A few counties of each design, the same each time; ``clearway bench grade`` runs a thousand."""
    found = []
    for design in Design:
        one = tally(design, _COUNTIES)
        held = f"coverage {one.coverage:.0%}, " if one.identified else ""
        value = f"{held}identified {one.identified:.0%}, wrong sign {one.wrong_sign:.0%}"
        found.append((f"{_COUNTIES} counties, {design.value}", value))
    return found


if __name__ == "__main__":
    print(numbers())
