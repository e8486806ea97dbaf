"""Where a report is: the county this site serves, and the place an address names."""

from __future__ import annotations

from django.core.cache import cache

from clearway.core.places import Place
from clearway.loop.jurisdiction import home_region
from clearway.record import reading
from clearway.record.reading.town import place_exists, places_version
from clearway.sources.locating import Locator

_REGION, _KEPT_SECONDS = "home-region", 60


class _Kept:
    """Places read once, until they change."""

    def __init__(self) -> None:
        self.version: tuple[object, ...] = ()
        self.places: tuple[Place, ...] = ()
        self.locator: Locator | None = None

    def fresh(self) -> tuple[Place, ...]:
        """The places as they are now."""
        version = places_version()
        if version != self.version:
            self.version, self.places, self.locator = version, reading.places(), None
        return self.places


_KEPT = _Kept()


def served_region(county: str) -> str:
    """The region of this installation: ``county`` if set, else the topmost place loaded, read again every minute."""
    if county:
        return county
    region = cache.get(_REGION)
    if region is None:
        region = home_region(county, _KEPT.fresh())
        cache.set(_REGION, region, _KEPT_SECONDS)
    return str(region)


def place_named(address: str) -> str | None:
    """The code of the place an address names without doubt, else None."""
    places = _KEPT.fresh()
    if _KEPT.locator is None:
        _KEPT.locator = Locator(places)
    return _KEPT.locator.named(address)


def place_known(code: str) -> bool:
    """Whether a place with this code is loaded; where none is loaded at all, any code may be right."""
    return place_exists(code)
