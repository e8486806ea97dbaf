"""Counts of infections kept as the feed keeps them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from clearway.core.epidemic import InfectionCount
from clearway.core.people import machine
from clearway.record.feeds import store_infections
from tests.examples import COUNTY, a_load


def kept_counts(counts: Iterable[InfectionCount]) -> None:
    """Store counts."""
    store_infections(counts, load=a_load(subject="cases"), by=machine(COUNTY), at=timezone.now())
