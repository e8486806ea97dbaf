"""Counts of infections kept as the feed keeps them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from clearway.core.epidemic import InfectionCount
from clearway.core.people import machine
from clearway.record.feeds import store_infections, store_places
from tests.examples import COUNTY, a_load, a_place


def kept_counts(counts: Iterable[InfectionCount]) -> None:
    """Store counts, and how many people live in the example community."""
    store_places([a_place()], load=a_load("places"), by=machine(COUNTY), at=timezone.now())
    store_infections(counts, load=a_load(subject="cases"), by=machine(COUNTY), at=timezone.now())
