"""Tables with a place in every row: GeoJSON where the extension says so, else as any other table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clearway.cli.tables import write_table
from clearway.core.refusals import BadUsage


def write_located(
    path: Path, columns: Mapping[str, Sequence[Any]], geometry: Iterable[Mapping[str, Any]] | None = None
) -> None:
    """Write ``columns``; to ``.geojson`` as features, with ``geometry`` or else the point of ``lat`` and ``lon``.

    Raises:
        BadUsage: an extension nobody knows, or a folder that cannot be written.
    """
    if path.suffix.lower() != ".geojson":
        write_table(path, columns)
        return
    rows = zip(*(_plain(values) for values in columns.values()), strict=True)
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    shapes = geometry if geometry is not None else [_point(record) for record in records]
    features = [
        {"type": "Feature", "geometry": shape, "properties": record}
        for record, shape in zip(records, shapes, strict=True)
    ]
    with writing(path):
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), "utf-8")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the system says of a place that cannot be written into a sentence.

    Raises:
        BadUsage: the folder is missing, full or not ours.
    """
    try:
        yield
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise BadUsage(zh=f"不能写入 {path}：{why}", en=f"cannot write {path}: {why}") from None


def _plain(values: Sequence[Any]) -> Sequence[Any]:
    listed = getattr(values, "tolist", None)
    return list(listed()) if listed is not None else values


def _point(record: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": "Point", "coordinates": [record["lon"], record["lat"]]}
