"""What the checks say of the warning engine: read from the ledger, counted when somebody asks, kept until it grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.record.models import LedgerLine, WarningRow
from clearway.record.reading.checks import KINDS, labels
from clearway.warn.learning.calibration import Bin, foretold, reliability
from clearway.warn.learning.drift import Drift, drift
from clearway.warn.learning.figures import Figures, by_county, by_trigger, figures
from clearway.warn.learning.labels import Label, modelled
from clearway.warn.learning.threshold import Threshold, choose
from clearway.web.showing.places import place_names

#: The precision the work plan speaks of; a threshold for it has to be earned.
ASKED = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Figures of one trigger or county."""

    key: str
    name: Bilingual | None
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Everything the page of the model shows. ``refused``: why no threshold can be promised."""

    raised: int
    checked: int
    judged: int
    figures: Figures
    triggers: tuple[Row, ...]
    counties: tuple[Row, ...]
    points: tuple[Bin, ...]
    scores: tuple[float, float] | None
    drift: Drift
    threshold: Threshold | None
    refused: Refusal | None


def learned() -> Learned:
    """As the ledger stands now."""
    known = _labels()
    threshold, refused = _threshold(known)
    return Learned(
        raised=WarningRow.objects.count(),
        checked=len(known),
        judged=len(modelled(known)),
        figures=figures(known),
        triggers=_rows(by_trigger(known), {}),
        counties=_rows(by_county(known), place_names(one.county for one in known)),
        points=reliability(known),
        scores=foretold(known),
        drift=drift(known, settings.ENVIRONMENT.time_zone),
        threshold=threshold,
        refused=refused,
    )


def _labels() -> tuple[Label, ...]:
    """Kept as long as no line that makes a label is added."""
    newest = LedgerLine.objects.filter(kind__in=KINDS).order_by("-seq").values_list("seq", "digest").first()
    if newest is None:
        return ()
    key = f"labels-{newest[0]}-{newest[1][:16]}"
    known: tuple[Label, ...] | None = cache.get_or_set(key, labels, 3_600)
    return known or ()


def _threshold(known: tuple[Label, ...]) -> tuple[Threshold | None, Refusal | None]:
    try:
        return choose(known, ASKED), None
    except Refusal as refusal:
        return None, refusal


def _rows(found: Mapping[str, Figures], names: Mapping[str, Bilingual]) -> tuple[Row, ...]:
    return tuple(Row(key=key, name=names.get(key), figures=one) for key, one in found.items())
