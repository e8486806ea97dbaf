"""WZDx 4.2: the official schemas and rules, real road geometry, and what is over is gone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from clearway.core.barriers import Barrier
from clearway.core.measures import MeasureKind
from clearway.publish.published import Edition, Published
from clearway.publish.wzdx import wzdx
from tests.examples import AT
from tests.publish.editions import an_edition, an_item, editions, failures, lifted, needs_standards


def _events(*items: Published) -> list[dict[str, Any]]:
    return list(json.loads(wzdx(an_edition(*items)))["features"])


@pytest.mark.shared
@needs_standards
@given(edition=editions())
@settings(max_examples=40, deadline=None)
def test_whatever_a_measure_says_the_feed_is_valid(edition: Edition) -> None:
    assert failures("wzdx", wzdx(edition)) == []


@given(edition=editions())
@settings(max_examples=80, deadline=None)
def test_times_are_utc_positions_lon_lat_and_ids_unique(edition: Edition) -> None:
    document = json.loads(wzdx(edition))
    ids = [event["id"] for event in document["features"]]
    assert len(ids) == len(set(ids))
    for event in document["features"]:
        properties = event["properties"]
        assert properties["start_date"].endswith("Z")
        assert properties["start_date"] <= properties["end_date"]
        assert all(abs(lat) <= 90 for _, lat in event["geometry"]["coordinates"])


def test_every_closed_stretch_is_a_road_event_along_its_road() -> None:
    street, gate = _events(an_item())
    assert street["geometry"] == {
        "type": "LineString",
        "coordinates": [[113.62, 34.75], [113.621, 34.751], [113.622, 34.751]],
    }
    assert street["properties"]["core_details"]["road_names"] == ["柳林路"]
    assert street["properties"]["vehicle_impact"] == "all-lanes-closed"
    assert gate["properties"]["core_details"]["related_road_events"] == [
        {"type": "related-work-zone", "id": street["id"]}
    ]


def test_a_closed_gate_is_a_spot_of_its_own() -> None:
    item = an_item()
    gate = replace(item.stretches[1], line=((113.62, 34.75),) * 2)
    (event,) = _events(an_item(stretches=(gate,)))
    assert event["geometry"] == {"type": "MultiPoint", "coordinates": [[113.62, 34.75]] * 2}
    assert event["id"] == "M20261122-0001.18"


def test_a_closure_without_known_roads_is_told_at_its_point_and_one_without_a_point_not_at_all() -> None:
    (spot,) = _events(an_item(stretches=()))
    assert spot["geometry"] == {"type": "MultiPoint", "coordinates": [[113.62, 34.75]] * 2}
    assert _events(an_item(stretches=(), point=None)) == []


def test_what_was_lifted_or_has_ended_is_gone_and_what_is_to_come_is_there() -> None:
    item = an_item()
    assert _events(lifted(item)) == []
    assert _events(an_item(measure=replace(item.measure, ends_at=AT))) == []
    assert len(_events(an_item(measure=replace(item.measure, starts_at=AT.replace(day=24))))) == 2


def test_a_listing_is_no_locked_gate_and_a_form_no_wall() -> None:
    listing = replace(an_item().measure, kind=MeasureKind.LISTING)
    form = replace(an_item().measure, barrier=Barrier.FORM)
    ban = replace(an_item().measure, barrier=Barrier.VEHICLE_BAN)
    told = [_events(an_item(measure=measure, stretches=()))[0] for measure in (listing, form, ban)]
    assert [event["properties"]["vehicle_impact"] for event in told] == ["unknown", "unknown", "all-lanes-closed"]


def test_a_found_closure_stands_on_without_an_end() -> None:
    found = replace(an_item().measure, registered=False, ends_at=None, barrier=Barrier.CHAINED_GATE)
    (event, _) = _events(an_item(measure=found))
    assert event["properties"]["end_date"] == "2026-11-30T00:00:00Z"
    assert event["properties"]["is_end_date_verified"] is False
