"""What is public, computed from the ledger and the rows when asked: so it changes in the transaction of the change."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from clearway.core.intake import Feed
from clearway.core.measures import Measure
from clearway.core.places import Point
from clearway.core.words import Bilingual, Language
from clearway.loop.road_lines import Key, networks_key, shape_of
from clearway.loop.tell_changes import changes_of
from clearway.loop.unnamed import unnamed
from clearway.publish.characters import clean, one_line
from clearway.publish.published import Change, Edition, Published, Stretch
from clearway.publish.wording import title_of
from clearway.record.reading.naming import place_names
from clearway.record.reading.public import (
    MeasureLine,
    PublicMeasure,
    first_load,
    installation,
    measure_lines,
    public_measures,
    public_state,
)
from clearway.roads.network import LinkShape

_NO_PLACE = Bilingual("地点未说明", "place not stated")
_LONG = ("scope", "reason", "legal_basis")
_SHORT = ("place_text", "deciding_organ", "public_notice_id", "filed_with")
#: Raised with every change of what the formats say, so that no reader keeps an older form.
_FORM = "3"
_TRIES = 3
#: The last edition by its version: readers of several feeds wait once.
_kept: dict[str, Edition] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an edition is asked for: as of ``at``, with addresses under ``site``, drawn from the roads of ``home``."""

    at: datetime
    site: str
    language: Language
    zone: tzinfo
    home: Path
    simulated: bool


@dataclass(frozen=True, slots=True)
class Version:
    """``tag`` changes whenever an edition would; ``since``: when it last did (None: nothing was ever public)."""

    tag: str
    since: datetime | None


def version(asked: Asked, *more: str) -> Version:
    """The version of what would be published, without making it; ``more`` tells one format or address from another."""
    state = public_state(asked.at)
    said = [_FORM, installation(), asked.site, asked.language, asked.zone, asked.simulated, networks_key(asked.home)]
    said += [state.digest, state.turned_at, asked.at.astimezone(UTC).date(), *more]
    return Version(
        hashlib.sha256("\n".join(map(str, said)).encode(errors="surrogatepass")).hexdigest()[:32], state.since
    )


def edition(asked: Asked, number: str | None = None) -> Edition:
    """Everything public, or all of one measure; without it where there is none of that number.

    Rows and lines are read one after the other without holding up writers: where something was written in between,
    they are read again. The last edition is kept: as long as its version is the same, so is everything in it.
    """
    if number is not None:
        return _edition(asked, number)
    tag = version(asked).tag
    kept = _kept.get(tag)
    return _read(asked, tag) if kept is None else kept


def _read(asked: Asked, tag: str) -> Edition:
    made = _edition(asked, None)
    for _ in range(_TRIES):
        before, tag = tag, version(asked).tag
        if before == tag:
            break
        made = _edition(asked, None)
    _kept.clear()
    _kept[tag] = made
    return made


def _edition(asked: Asked, number: str | None) -> Edition:
    kept = public_measures(asked.zone, number)
    lines: dict[str, list[MeasureLine]] = defaultdict(list)
    for line in measure_lines(number):
        lines[line.measure].append(line)
    names = place_names(one.measure.place_code for one in kept)
    loaded, key = first_load(Feed.MEASURES) or asked.at, networks_key(asked.home)
    items = (_published(one, changes_of(one, lines[one.measure.number], loaded, asked.at), names, key) for one in kept)
    return Edition(
        items=tuple(items),
        at=asked.at,
        site=asked.site,
        source=installation(),
        zone=asked.zone,
        language=asked.language,
        simulated=asked.simulated,
    )


def _published(one: PublicMeasure, changes: tuple[Change, ...], names: Mapping[str, Bilingual], key: Key) -> Published:
    measure, links = _cleaned(one.measure), dict.fromkeys(one.road_links)
    place = names.get(measure.place_code or "") or _said_place(measure)
    stretches = tuple(_stretch(shape) for link in links if (shape := shape_of(link, key)) is not None)
    return Published(
        measure=measure,
        title=title_of(measure),
        place=Bilingual(one_line(place.zh) or _NO_PLACE.zh, one_line(place.en) or _NO_PLACE.en),
        changes=changes,
        point=_gate(stretches) or one.point,
        stretches=stretches,
        exceeds=one.exceeds,
    )


def _gate(stretches: tuple[Stretch, ...]) -> Point | None:
    """Where a closed gate stands: nearer to the truth than the middle of the place behind it."""
    if not stretches or not all(stretch.is_spot for stretch in stretches):
        return None
    lon, lat = stretches[0].line[0]
    return Point(lat, lon)


def _cleaned(measure: Measure) -> Measure:
    """Texts every format can carry, without names of people; who lifted it is left out: an account is a person."""
    texts = {name: unnamed(clean(getattr(measure, name))) for name in _LONG}
    texts |= {name: unnamed(one_line(getattr(measure, name))) for name in _SHORT}
    texts["lifted_by"] = ""
    other: dict[str, Any] = {name: text for name, text in texts.items() if text != getattr(measure, name)}
    return replace(measure, **other) if other else measure


def _said_place(measure: Measure) -> Bilingual:
    said = measure.place_text
    return Bilingual(said, said) if said else _NO_PLACE


def _stretch(shape: LinkShape) -> Stretch:
    line = tuple((float(lon), float(lat)) for lon, lat in shape.line.tolist())
    return Stretch(link=shape.link, name=one_line(shape.name), line=line)
