"""``/api/v1/readings`` and ``/api/v1/mobility``: readings for the grades, as a file of the same columns would bring."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.conf import settings
from pydantic import AwareDatetime, Field

from clearway.core.access import Scope
from clearway.core.intake import Feed
from clearway.core.people import Role
from clearway.core.words import Bilingual
from clearway.loop.push import push_rows, push_table
from clearway.web.api.endpoint import JSON, Call, Document, Endpoint
from clearway.web.api.feeds import CSV, MOST_ROWS, PushTold, actor_of_key, told_of, written
from clearway.web.api.reports import Words

_BYTES = 16_000_000
_SHARE = Field(default=None, ge=0, le=1)


class SentReading(Document):
    """A reading of one of the twelve indicators. Pushed again with the same place, indicator and moment it is
    unchanged, or corrected; value null: there is none, which is not zero."""

    place_code: Annotated[Words, Field(min_length=12, max_length=40)]
    indicator: Annotated[int, Field(ge=1, le=12)]
    as_of: AwareDatetime
    value: float | None = None
    low: float | None = None
    high: float | None = None
    source: Annotated[Words, Field(max_length=200)] | None = None
    quality: Annotated[Words, Field(max_length=40)] | None = Field(default=None, description="doubtful widens it")
    infections: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = Field(default=None, description="confirmed inside")
    held_by: Annotated[Words, Field(max_length=20)] | None = Field(default=None, description="household … compound")
    protected: bool | None = Field(default=None, description="on the negative list")


class Travelled(Document):
    """People who came from an origin on a day: how many, never who."""

    origin: Annotated[Words, Field(min_length=12, max_length=40)]
    place_code: Annotated[Words, Field(min_length=12, max_length=40)]
    on: date
    travellers: Annotated[int, Field(ge=0, le=2**31 - 1)]
    prevalence: float | None = _SHARE
    prevalence_low: float | None = _SHARE
    prevalence_high: float | None = _SHARE


def _pushed(feed: Feed, call: Call, columns: tuple[str, ...]) -> PushTold:
    by, environment = actor_of_key(call.key, Role.MACHINE), settings.ENVIRONMENT
    if call.document is None:
        return told_of(push_table(feed, call.raw, by=by, at=call.at, home=environment))
    rows = [written(one) for one in call.document]
    return told_of(push_rows(feed, rows, columns, by=by, at=call.at, home=environment))


def _readings(call: Call) -> PushTold:
    return _pushed(Feed.INDICATORS, call, tuple(SentReading.model_fields))


def _mobility(call: Call) -> PushTold:
    return _pushed(Feed.MOBILITY, call, tuple(Travelled.model_fields))


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="readings",
        name="pushReadings",
        what=Bilingual("推送评级读数（JSON 数组或 CSV）", "push readings for the grades: a JSON array, or CSV"),
        act=_readings,
        gives=PushTold,
        takes=Annotated[list[SentReading], Field(min_length=1, max_length=MOST_ROWS)],
        media=(JSON, CSV),
        scopes=frozenset({Scope.FLOW}),
        most_bytes=_BYTES,
    ),
    Endpoint(
        method="POST",
        path="mobility",
        name="pushMobility",
        what=Bilingual("推送流入人数（JSON 数组或 CSV）", "push travellers by origin and day: a JSON array, or CSV"),
        act=_mobility,
        gives=PushTold,
        takes=Annotated[list[Travelled], Field(min_length=1, max_length=MOST_ROWS)],
        media=(JSON, CSV),
        scopes=frozenset({Scope.FLOW}),
        most_bytes=_BYTES,
    ),
)
