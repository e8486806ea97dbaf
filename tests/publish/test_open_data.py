"""GeoJSON (RFC 7946), CSV and its Frictionless descriptor say the same, in forms others read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft7Validator

from clearway.publish.csv_table import csv_table
from clearway.publish.datapackage import datapackage
from clearway.publish.geojson import geojson
from clearway.publish.published import Edition
from tests.publish.editions import an_edition, an_item, editions

_POSITION = {
    "type": "array",
    "items": [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}],
    "minItems": 2,
    "maxItems": 2,
}
_LINE = {"type": "array", "items": _POSITION, "minItems": 2}


def _shape(kind: str, coordinates: dict[str, Any]) -> dict[str, Any]:
    properties = {"type": {"const": kind}, "coordinates": coordinates}
    return {"type": "object", "properties": properties, "required": ["type", "coordinates"]}


_RFC_7946 = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "items": {
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            _shape("Point", _POSITION),
                            _shape("MultiPoint", {"type": "array", "items": _POSITION, "minItems": 2}),
                            _shape("LineString", _LINE),
                            _shape("MultiLineString", {"type": "array", "items": _LINE, "minItems": 2}),
                        ]
                    },
                    "properties": {"type": "object"},
                },
            }
        },
    },
}


def _rows(document: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.decode("utf-8"), newline="")))


@given(edition=editions())
@settings(max_examples=100, deadline=None)
def test_whatever_a_measure_says_the_map_data_are_geojson(edition: Edition) -> None:
    document = json.loads(geojson(edition))
    Draft7Validator(_RFC_7946).validate(document)
    assert [feature["id"] for feature in document["features"]] == [item.number for item in edition.items]


@given(edition=editions())
@settings(max_examples=100, deadline=None)
def test_every_row_of_the_table_fits_its_descriptor(edition: Edition) -> None:
    (table, features) = json.loads(datapackage(edition))["resources"]
    fields = table["schema"]["fields"]
    rows = _rows(csv_table(edition))
    assert len(rows) == len(edition.items)
    for row in rows:
        assert list(row) == [field["name"] for field in fields]
        for field in fields:
            _fits(row[field["name"]], field)
    assert {table["path"], features["path"]} == {"measures.csv", "measures.geojson"}


def _fits(cell: str, field: dict[str, Any]) -> None:
    limits = field.get("constraints", {})
    if not cell:
        assert not limits.get("required"), field
        return
    assert cell in limits.get("enum", [cell])
    if field["type"] == "boolean":
        assert cell in (*field["trueValues"], *field["falseValues"])
    if field["type"] == "number":
        float(cell)
    if field["type"] == "datetime":
        assert datetime.strptime(cell, field["format"]).tzinfo


def test_a_text_stays_as_stated_and_only_the_form_for_spreadsheets_disarms_formulas() -> None:
    edition = an_edition(an_item(measure=replace(an_item().measure, reason='=HYPERLINK("x"),"\n第二行')))
    plain, guarded = csv_table(edition), csv_table(edition, for_spreadsheet=True)
    assert _rows(plain)[0]["reason"] == '=HYPERLINK("x"),"\n第二行'
    assert guarded.startswith(b"\xef\xbb\xbf")
    assert _rows(guarded)[0]["reason"].startswith("'=")
    assert not plain.startswith(b"\xef\xbb\xbf")


def test_closed_roads_are_lines_and_an_unplaced_measure_has_no_geometry() -> None:
    shapes = (
        an_item(),
        an_item(stretches=()),
        an_item(stretches=(), point=None),
        an_item(stretches=an_item().stretches[:1]),
    )
    drawn = [json.loads(geojson(an_edition(item)))["features"][0]["geometry"] for item in shapes]
    assert [shape and shape["type"] for shape in drawn] == ["MultiLineString", "Point", None, "LineString"]
    assert drawn[1]["coordinates"] == [113.62, 34.75]
