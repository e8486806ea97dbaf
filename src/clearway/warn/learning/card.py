"""The numbers of the model card, taken from the code: ``python -m clearway.warn.learning.card`` prints them."""

from __future__ import annotations

from datetime import timedelta
from math import exp

from clearway.warn.flow.settings import DEFAULT
from clearway.warn.learning.calibration import LOOSE, SUREST
from clearway.warn.learning.drift import ALARM, GUARD, ODDS, WEEKS
from clearway.warn.learning.figures import EARLY
from clearway.warn.learning.intervals import LEAST, LEVEL
from clearway.warn.learning.threshold import ERROR, LEAST_LABELS
from clearway.warn.opinion import QUIET, SIGMAS, USUAL
from clearway.warn.ruled import BESIDE
from clearway.warn.surveillance.farrington import Settings

BEGIN, END = "<!-- numbers: begin -->", "<!-- numbers: end -->"


def numbers() -> str:
    """The table of numbers as the card shows it, between its marks."""
    rows = [f"| {name} | {value} |" for name, value in _rows()]
    return "\n".join([BEGIN, "| number | value |", "|---|---|", *rows, END])


def _rows() -> list[tuple[str, str]]:
    return [
        ("a closure lets through, of usual flow", f"{DEFAULT.closed_share:g}"),
        ("robust null: a fall to this share is no alarm", f"{DEFAULT.open_share:g}"),
        ("evidence at which a link is looked at (nats)", f"{DEFAULT.alarm:g}"),
        ("triggers of rules that the model is not judged by", ", ".join(sorted(BESIDE))),
        ("fewest checks for any share or median", str(LEAST)),
        ("level of the intervals shown", f"{LEVEL:g}"),
        ("surest claim", f"{SUREST:g}"),
        ("prior of calibration: deviation of intercept and slope", f"{LOOSE[0]:g}, {LOOSE[1]:g}"),
        ("drift: odds looked for, up and down", f"{ODDS:g}"),
        ("drift: labels a false alarm takes, at least", f"{exp(ALARM):.0f}"),
        ("drift: weeks of EARS, and weeks left out", f"{WEEKS}, {GUARD}"),
        ("fewest checks for a threshold, and its error", f"{LEAST_LABELS}, {ERROR:g}"),
        ("early intervention: check asked for within (hours)", f"{EARLY / timedelta(hours=1):g}"),
        (
            "rising anger: days of usual, deviations above, days until told again",
            f"{USUAL.days}, {SIGMAS:g}, {QUIET.days}",
        ),
        ("Farrington flexible: years, parts of a year, weeks left out", _farrington()),
    ]


def _farrington() -> str:
    chosen = Settings()
    return f"{chosen.years}, {chosen.parts}, {chosen.left_out}"


if __name__ == "__main__":
    print(numbers())
