"""Which county this site serves, as its pages say it; and whether it is the demo's invented one."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache

from clearway.loop.demo.county import MARK
from clearway.record.models import PlaceRow

_KEPT_SECONDS = 60


def county_name() -> str:
    """The county's name: of the one set, else of the only one loaded; empty where that is not clear."""
    name = cache.get("county-name")
    if name is None:
        name = _read()
        cache.set("county-name", name, _KEPT_SECONDS)
    return str(name)


def is_demo() -> bool:
    """Whether everything in this home was invented."""
    home = settings.ENVIRONMENT.home
    return bool((home / MARK).exists())


def _read() -> str:
    counties = PlaceRow.objects.filter(kind="county")
    if settings.ENVIRONMENT.county:
        counties = counties.filter(code=settings.ENVIRONMENT.county)
    names = list(counties.values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""
