"""Editions to try the formats on: one example, and whatever hypothesis thinks of."""

from __future__ import annotations

import gc
import json
import os
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.publish.characters import clean, one_line
from clearway.publish.published import Change, ChangeKind, Edition, Published, Stretch
from clearway.publish.wording import title_of
from tests.examples import AT, POINT, ZONE, a_measure

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("CLEARWAY_SHARED_DATA", ROOT / ".." / "shared" / "data")).resolve()
STANDARDS = SHARED / "standards"
VALIDATORS = SHARED.parent / "validators"

needs_standards = pytest.mark.skipif(not (STANDARDS.is_dir() and VALIDATORS.is_dir()), reason="no shared data")

_STREET = Stretch(link=17, name="柳林路", line=((113.62, 34.75), (113.621, 34.751), (113.622, 34.751)))
_GATE = Stretch(link=18, name="", line=((113.622, 34.751), (113.6221, 34.7511)))


def an_item(**changes: Any) -> Published:
    """A measure announced yesterday, on two stretches of road."""
    measure = changes.pop("measure", None) or a_measure("M20261122-0001", reason="聚集性疫情", legal_basis="第六十三条")
    announced = Change(key="7", kind=ChangeKind.ANNOUNCED, at=AT - timedelta(days=2), ends_at=measure.ends_at)
    item = Published(
        measure=measure,
        title=title_of(measure),
        place=Bilingual("城关镇柳林社区", "Chengguan · Liulin"),
        changes=(announced,),
        point=POINT,
        stretches=(_STREET, _GATE),
    )
    return replace(item, **changes)


def lifted(item: Published, at: datetime = AT) -> Published:
    """The same, lifted at ``at``."""
    change = Change(key="9", kind=ChangeKind.LIFTED, at=at, ends_at=item.changes[-1].ends_at)
    return replace(item, measure=replace(item.measure, lifted_at=at), changes=(*item.changes, change))


def an_edition(*items: Published, **changes: Any) -> Edition:
    """An edition of the county's site."""
    edition = Edition(
        items=items, at=AT, site="https://county.example", source="clearway-0123456789abcdef", zone=ZONE, language="zh"
    )
    return replace(edition, **changes)


_ZONES = st.sampled_from([UTC, ZONE, ZoneInfo("America/St_Johns"), ZoneInfo("Asia/Kathmandu")])
_MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
_TEXTS = st.text(max_size=40) | st.sampled_from(['<&>"]]>', "\x00\x0b\r\n;,\\:", "😀🚑", "‮柳林\ud800", "=1+1", '","'])
_DEGREES = st.builds(Point, st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
_LINES = st.lists(st.tuples(st.floats(-179.9, 179.9), st.floats(-89.9, 89.9)), min_size=2, max_size=6).map(tuple)


@st.composite
def _measures(draw: Callable[[Any], Any]) -> Measure:
    registered = draw(st.booleans())
    starts_at = draw(_MOMENTS)
    length = draw(st.timedeltas(timedelta(0), timedelta(days=400)))
    long = {name: clean(draw(_TEXTS)) for name in ("scope", "reason", "legal_basis")}
    short = {name: one_line(draw(_TEXTS)) for name in ("place_text", "deciding_organ", "public_notice_id")}
    return Measure(
        number=draw(st.text(min_size=1, max_size=20) | st.from_regex(r"[MC]\d{8}-\d{4}", fullmatch=True)),
        kind=draw(st.sampled_from(MeasureKind)),
        place_code=draw(st.none() | st.just("990102001001-A-1")),
        starts_at=starts_at,
        ends_at=starts_at + length if registered else None,
        level=draw(st.none() | st.sampled_from(RiskLevel)),
        registered=registered,
        barrier=draw(st.none() | st.sampled_from(Barrier)),
        imposed_by=draw(st.sampled_from(ImposedBy)),
        **long,
        **short,
    )


@st.composite
def _items(draw: Callable[[Any], Any]) -> Published:
    measure = draw(_measures())
    first = ChangeKind.ANNOUNCED if measure.registered else ChangeKind.FOUND
    later = draw(
        st.lists(st.sampled_from([ChangeKind.ADJUSTED, ChangeKind.EXTENDED, ChangeKind.CONFIRMED]), max_size=3)
    )
    at, changes = draw(_MOMENTS), list[Change]()
    for seq, kind in enumerate(
        [first, *later, *draw(st.sampled_from([(), (ChangeKind.LIFTED,), (ChangeKind.ENDED,)]))]
    ):
        changes.append(Change(key=str(seq), kind=kind, at=at, ends_at=measure.ends_at))
        at += draw(st.timedeltas(timedelta(0), timedelta(days=3)))
    if changes[-1].kind is ChangeKind.LIFTED:
        measure = replace(measure, lifted_at=changes[-1].at)
    place = one_line(draw(_TEXTS)) or "无名"
    lines = draw(st.lists(_LINES, max_size=2))
    return Published(
        measure=measure,
        title=title_of(measure),
        place=Bilingual(place, place),
        changes=tuple(changes),
        point=draw(st.none() | _DEGREES),
        stretches=tuple(Stretch(link=seq, name=one_line(draw(_TEXTS)), line=line) for seq, line in enumerate(lines)),
    )


@st.composite
def editions(draw: Callable[[Any], Any]) -> Edition:
    """Up to four measures of any shape: any text, time and place."""
    items = draw(st.lists(_items(), max_size=4, unique_by=lambda item: item.measure.number))
    return an_edition(
        *items,
        at=draw(_MOMENTS),
        zone=draw(_ZONES),
        language=draw(st.sampled_from(["zh", "en"])),
        simulated=draw(st.booleans()),
    )


def failures(validator: str, document: bytes) -> list[Any]:
    """What the project's validator finds wrong with a document: ``wzdx`` or ``cap``."""
    module, checks = _validator(f"validate_{validator}")
    found = checks.Checks()
    module.check(json.loads(document) if validator == "wzdx" else document, found)
    assert found.rows
    return [row for row in found.rows if row[1] != "pass"]


@cache
def _validator(name: str) -> tuple[ModuleType, ModuleType]:
    """The validator and what it shares; it leaves the schemas' files open, so it reads them once and is forgiven."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        sys.path.insert(0, str(VALIDATORS))
        sys.dont_write_bytecode, kept = True, sys.dont_write_bytecode
        try:
            module, checks = import_module(name), import_module("checks")
        finally:
            sys.path.remove(str(VALIDATORS))
            sys.dont_write_bytecode = kept
        if hasattr(module, "validator"):
            made = module.validator()
            gc.collect()
            module.validator = lambda: made
    return module, checks
