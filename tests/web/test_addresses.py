"""Addresses for machines and maps: health, metrics, ledger head, tiles, methods."""

from __future__ import annotations

import mapbox_vector_tile
import pytest
from django.test import Client

from clearway.core.people import Role
from clearway.publish.tiles import Tile
from clearway.record.ledger import head
from clearway.web import basefile
from clearway.web.names import TABLES, name_of
from tests.examples import POINT
from tests.web.town import OTHER_COMMUNITY, Town, found_closure, open_case, signed_in, visitor

pytestmark = pytest.mark.django_db


def _tile(client: Client, z: int = 12) -> dict[str, list[dict[str, object]]]:
    """Layer → properties of its features, on the tile the town lies in."""
    tile = _around(z)
    answer = client.get(f"/tiles/live/{tile.z}/{tile.x}/{tile.y}.pbf")
    assert answer.status_code == 200
    if not answer.content:
        return {}
    decoded = mapbox_vector_tile.decode(answer.content)
    return {name: [feature["properties"] for feature in layer["features"]] for name, layer in decoded.items()}


def _around(z: int) -> Tile:
    """The tile of zoom ``z`` that holds the example point."""
    for x in range(1 << z):
        west, _, east, _ = Tile(z, x, 0).degrees
        if west <= POINT.lon < east:
            break
    for y in range(1 << z):
        _, south, _, north = Tile(z, 0, y).degrees
        if south <= POINT.lat < north:
            break
    return Tile(z, x, y)


def test_the_public_map_shows_measures_and_closures_and_no_warning(town: Town) -> None:
    found_closure(town)
    layers = _tile(visitor())
    assert {one["kind"] for one in layers["measures"]} == {"found", "measure"}
    assert "warnings" not in layers
    assert "cases" not in layers


def test_warnings_and_cases_are_on_the_map_of_their_region_only(town: Town) -> None:
    assert [one["url"] for one in _tile(signed_in(Role.TOWNSHIP))["warnings"]] == [f"/warnings/{town.warning}"]
    assert "warnings" not in _tile(signed_in(Role.TOWNSHIP, OTHER_COMMUNITY))
    assert "warnings" not in _tile(signed_in(Role.RESIDENT))
    number = open_case(town)
    assert [one["url"] for one in _tile(signed_in(Role.INSPECTOR))["cases"]] == [f"/cases/{number}"]


def test_an_offices_tile_is_never_kept_by_a_shared_cache(town: Town) -> None:
    tile = _around(12)
    address = f"/tiles/live/{tile.z}/{tile.x}/{tile.y}.pbf"
    assert signed_in(Role.TOWNSHIP).get(address)["Cache-Control"].startswith("private")
    assert "Cookie" in visitor().get(address)["Vary"]


@pytest.mark.parametrize("address", ["/tiles/live/3/9/0.pbf", "/tiles/live/30/0/0.pbf", "/tiles/live/2/0/4.pbf"])
def test_a_tile_outside_the_world_is_not_found(town: Town, address: str) -> None:
    assert visitor().get(address).status_code == 404


def test_the_base_map_is_served_by_ranges(town: Town) -> None:
    file = basefile.base_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.write_bytes(bytes(range(200)))
        part = visitor().get("/tiles/base.pmtiles", headers={"range": "bytes=10-19"})
        assert (part.status_code, part.content, part["Content-Range"]) == (206, bytes(range(10, 20)), "bytes 10-19/200")
        assert visitor().get("/tiles/base.pmtiles", headers={"range": "bytes=190-"}).content == bytes(range(190, 200))
        assert visitor().get("/tiles/base.pmtiles", headers={"range": "bytes=900-999"}).status_code == 416
        assert len(visitor().get("/tiles/base.pmtiles").content) == 200
    finally:
        file.unlink()
    assert visitor().get("/tiles/base.pmtiles").status_code == 404


def test_health_readiness_and_metrics_answer(town: Town) -> None:
    assert visitor().get("/healthz").content == b"ok\n"
    ready = visitor().get("/readyz").json()
    assert (ready["database"], ready["migrations_missing"]) == ("ok", 0)
    metrics = visitor().get("/metrics").content.decode()
    assert "clearway_warnings_open 1.0" in metrics
    assert 'clearway_feed_age_seconds{feed="places"}' in metrics


def test_the_head_of_the_ledger_is_public_and_true(town: Town) -> None:
    told = visitor().get("/ledger/head").json()
    assert (told["count"], told["digest"]) == (head().count, head().digest)


def test_security_txt_names_a_contact_and_an_end(town: Town) -> None:
    text = visitor().get("/.well-known/security.txt").content.decode()
    assert text.startswith("Contact: http")
    assert "Expires: 20" in text


@pytest.mark.parametrize(
    "address", ["/", "/measures/", "/law/", "/healthz", "/metrics", "/ledger/head", "/preferences/"]
)
def test_a_page_that_changes_nothing_takes_no_post(town: Town, address: str) -> None:
    assert visitor().post(address).status_code == 405


@pytest.mark.parametrize(
    "address", ["/docs/../settings", "/docs/..%2f..%2fpyproject", "/law/%00", "/measures/%27%22--"]
)
def test_strange_addresses_are_not_found_and_nothing_fails(town: Town, address: str) -> None:
    assert visitor().get(address).status_code in (404, 400)


def test_pages_forbid_inline_scripts_styles_and_blob_workers(town: Town) -> None:
    policy = visitor().get("/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "blob:" not in policy
    assert "frame-ancestors 'none'" in policy


def test_every_term_of_the_work_plan_has_a_name_in_both_languages() -> None:
    from clearway.core import barriers, cases, evidence, facilities, intake, measures, people, places, rules
    from clearway.core.events import Event
    from clearway.respond.moves import MOVES

    kinds = {
        "barrier": barriers.Barrier, "imposed_by": barriers.ImposedBy, "service": barriers.Service,
        "topic": barriers.Topic, "measure_kind": measures.MeasureKind, "level": measures.RiskLevel,
        "status": measures.MeasureStatus, "role": people.Role, "facility": facilities.FacilityKind,
        "place": places.PlaceKind, "case_state": cases.CaseState, "claim": cases.ClaimType,
        "outcome": cases.CheckOutcome, "task": cases.TaskKind, "source": evidence.EvidenceSource,
        "flow_state": evidence.FlowState, "feed": intake.Feed, "verified": rules.Verified,
    }  # fmt: skip
    terms = {table: [term.value for term in kind] for table, kind in kinds.items()}
    terms["event"] = [kind.kind for kind in Event.__subclasses__()]
    terms["move"] = [move.name for move in MOVES]
    for table, named in terms.items():
        assert set(named) <= set(TABLES[table]), (table, set(named) - set(TABLES[table]))


def test_a_term_nobody_named_is_shown_as_written(town: Town) -> None:
    assert name_of("event", "comet_seen").say("en") == "comet seen"
    assert name_of("event", None).say("zh") == "未说明"


def test_no_other_act_takes_the_name_of_a_move_on_a_case() -> None:
    from clearway.respond.moves import MOVES

    for move in MOVES:
        assert TABLES["move"][move.name] == move.title
