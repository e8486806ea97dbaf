"""A road extract becomes a network in HOME/roads; the facilities in it go into the record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from clearway.core.intake import Feed, LoadResult
from clearway.core.places import Place
from clearway.core.words import Bilingual
from clearway.loop.loading import Loading, loaded
from clearway.record import feeds, reading
from clearway.roads.importing import import_osm
from clearway.roads.network import Network
from clearway.roads.refusals import FarFromRoads
from clearway.sources.bytes import digest_of

#: What the network was made of, kept in its folder.
ORIGIN = "origin.json"
_EXTRACT = Bilingual("OpenStreetMap 的 .osm.pbf", "an .osm.pbf extract")


def load_roads(path: Path, loading: Loading) -> LoadResult:
    """Import ``path``; the same extract with the same places changes nothing. Rows are links.

    Raises:
        BadFile: truncated, or not an OpenStreetMap file.
        NoWays: it holds no road.
    """
    digest = digest_of(path, _EXTRACT)
    places = reading.places()
    folder = loading.environment.home / "roads" / path.name.split(".")[0]
    origin = {"digest": digest, "places": fingerprint(places)}
    if _origin(folder) == origin:
        links = Network.open(folder).links
        loading.progress(100)
        return LoadResult(feed=Feed.ROADS, file=str(path), read=links, kept=0, unchanged=links, rejected=0)
    network = _import(path, places, loading.progress).save(folder)
    notes = (*network.notes, _keep_facilities(path, digest, network, loading))
    (folder / ORIGIN).write_text(json.dumps(origin), encoding="utf-8")
    event = loaded(Feed.ROADS, path.name, digest, read=network.links, kept=network.links)
    feeds.store_load(event, by=loading.by, at=loading.at)
    return LoadResult(
        feed=Feed.ROADS,
        file=str(path),
        read=network.links,
        kept=network.links,
        unchanged=0,
        rejected=0,
        notes=notes,
    )


def _import(path: Path, places: Sequence[Place], progress: Callable[[int], None]) -> Network:
    """With the people of the places loaded; where those lie elsewhere, each residential building counts 1."""
    try:
        return import_osm(path, places=places, progress=progress)
    except FarFromRoads:
        return import_osm(path)


def _keep_facilities(path: Path, digest: str, network: Network, loading: Loading) -> Bilingual:
    found = network.facilities
    if not found:
        return Bilingual(
            "文件中没有设施：请另行载入 facilities", "the file holds no facilities: load them as a table (facilities)"
        )
    event = loaded(Feed.FACILITIES, path.name, digest, read=len(found))
    kept, unchanged = feeds.store_facilities(found, load=event, by=loading.by, at=loading.at)
    return Bilingual(
        f"文件中的设施：新增或更新 {kept}，未变 {unchanged}",
        f"facilities in the file: {kept} kept, {unchanged} unchanged",
    )


def fingerprint(places: Sequence[Place]) -> str:
    """A digest of who lives where."""
    told = [(place.code, place.population, place.age60, str(place.point)) for place in places]
    return hashlib.sha256(json.dumps(sorted(told, key=lambda place: place[0])).encode()).hexdigest()


def _origin(folder: Path) -> object:
    try:
        return json.loads((folder / ORIGIN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
