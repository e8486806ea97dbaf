"""Counts as Ibis expressions: one meaning, several engines (DuckDB here). ``plain.py`` is the reference they equal.

Tables have the columns of ``shape.STORED``. Sums go through ``decimal(38, 0)``: DuckDB adds BIGINT as HUGEINT, which
would land in Parquet as DOUBLE, and Ibis leaves out a cast to int64 that it thinks it has already.
"""

from __future__ import annotations

from typing import Any

import ibis

SECONDS_AN_HOUR = 3_600
KEY = ("link", "at", "mode")


def latest_wins(table: Any) -> Any:
    """One row for each link, moment and mode: the one loaded last."""
    window = ibis.window(group_by=KEY, order_by=ibis.desc("seq"))
    ranked = table.mutate(place=ibis.row_number().over(window))
    return ranked.filter(ranked.place == 0).drop("place")


def in_order(table: Any) -> Any:
    """``latest_wins``, sorted by link, moment and mode."""
    return latest_wins(table).order_by(KEY)


def hourly(table: Any) -> Any:
    """Sums by link, mode and UTC hour in which an interval begins: ``link, mode, hour, count, reported, silent``.

    ``hour`` is in seconds since 1970. ``count`` is null where no interval of the hour reported; a reported 0 is 0.
    """
    hour = table.at - table.at % SECONDS_AN_HOUR
    return (
        table.mutate(hour=hour)
        .group_by(["link", "mode", "hour"])
        .aggregate(
            count=exact_sum(table["count"]),
            reported=table["count"].count(),
            silent=table["count"].isnull().sum().cast("int32"),
        )
    )


def coverage(table: Any, at: int) -> Any:
    """How each link reports, up to ``at`` (seconds since 1970): ``link, reported, silent, last_end, age_seconds``.

    ``last_end`` is the end of the last interval that reported (null: none ever did); ``age_seconds`` is ``at`` less
    that, never below 0, and null with it (``GREATEST`` would leave the null out and call a silent sensor fresh).
    """
    past = table.filter(table.at <= at)
    ends = past.at + past.minutes.cast("int64") * 60
    by_link = past.mutate(end=ibis.ifelse(past["count"].notnull(), ends, ibis.null("int64"))).group_by("link")
    known = by_link.aggregate(
        reported=past["count"].count(),
        silent=past["count"].isnull().sum().cast("int32"),
        last_end=ibis._["end"].max(),
    )
    age = ibis.literal(at, "int64") - known.last_end
    return known.mutate(age_seconds=ibis.ifelse(age < 0, ibis.literal(0, "int64"), age))


def exact_sum(column: Any) -> Any:
    """The sum of whole numbers as int64, null where there is none to add."""
    return column.cast("decimal(38, 0)").sum().cast("int64")
