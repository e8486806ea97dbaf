"""Bulk intake: one function a feed, taking core objects; a whole load is one transaction and one ledger line.

Every function returns ``(kept, unchanged)``. A row whose key and content are known already is unchanged; a new one,
or one whose content differs, is kept. ``load`` is the ``FeedLoaded`` event of the file; its ``kept`` and ``unchanged``
are filled in here.
"""

from clearway.record.feeds.baseline import store_baseline
from clearway.record.feeds.budget import store_budget
from clearway.record.feeds.days import store_calendar
from clearway.record.feeds.elsewhere import store_load
from clearway.record.feeds.infections import store_infections
from clearway.record.feeds.measures import store_measures
from clearway.record.feeds.reports import store_reports
from clearway.record.feeds.sent_readings import store_mobility, store_sent_readings, store_stairs
from clearway.record.feeds.stock import store_stock
from clearway.record.feeds.town import store_facilities, store_places, store_sensors

__all__ = [
    "store_baseline",
    "store_budget",
    "store_calendar",
    "store_facilities",
    "store_infections",
    "store_load",
    "store_measures",
    "store_mobility",
    "store_places",
    "store_reports",
    "store_sensors",
    "store_sent_readings",
    "store_stairs",
    "store_stock",
]
