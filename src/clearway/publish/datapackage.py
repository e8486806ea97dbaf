"""``datapackage.json``: what the open data holds, for machines (Frictionless Data Package 1, Table Schema)."""

from __future__ import annotations

import json
from typing import Any

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.measures import MeasureKind, MeasureStatus, RiskLevel
from clearway.publish.atom import instant
from clearway.publish.published import Edition
from clearway.publish.rows import COLUMNS, Column

MEDIA_TYPE = "application/json"
LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
_TERMS = {
    "kind": MeasureKind,
    "status": MeasureStatus,
    "level": RiskLevel,
    "barrier": Barrier,
    "imposed_by": ImposedBy,
}
_ALWAYS = {"number", "kind", "status", "registered", "title_zh", "title_en", "place", "starts_at", "updated_at", "url"}


def datapackage(edition: Edition) -> bytes:
    """The descriptor; paths are relative to it, so it holds for a mirror too."""
    document = {
        "profile": "data-package",
        "name": "clearway-measures",
        "id": f"{edition.source}-measures",
        "title": "管控措施 · Measures",
        "description": "登记的措施与现场核实的未登记封堵。Registered measures, and closures confirmed on the spot.",
        "homepage": edition.feed(""),
        "created": instant(edition.updated),
        "licenses": [{"name": "CC0-1.0", "path": LICENSE, "title": "CC0 1.0"}],
        "resources": [_table(), _features()],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _table() -> dict[str, Any]:
    return {
        "name": "measures",
        "path": "measures.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [_field(column) for column in COLUMNS],
            "primaryKey": "number",
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.holds.zh,
        "description": column.holds.en,
    }
    if column.type == "datetime":
        field["format"] = "%Y-%m-%dT%H:%M:%S%z"
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {"required": True} if column.name in _ALWAYS else {}
    if column.name in _TERMS:
        constraints["enum"] = [term.value for term in _TERMS[column.name]]
    return field | ({"constraints": constraints} if constraints else {})


def _features() -> dict[str, Any]:
    return {
        "name": "measures-map",
        "path": "measures.geojson",
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
    }
