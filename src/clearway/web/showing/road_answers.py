"""A what-if as JSON and as shapes on a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.loop.ask_roads import Answer, Question
from clearway.roads.network import LinkShape
from clearway.web.names import name_of


def as_document(answer: Answer, seconds: float) -> dict[str, Any]:
    """The answer of ``/roads/whatif``."""
    return {
        "network": answer.network,
        "ways": [_way(answer, shape) for shape in answer.ways],
        "asked": _asked(answer.question),
        "gives_back": answer.question.gives_back,
        "kinds": [
            {
                **asdict(one.loss),
                "cut_off_age60": one.loss.cut_off_age60 if answer.ages_known else None,
                "people": one.people,
                "unreachable_before": one.unreachable_before,
            }
            for one in answer.losses
        ],
        "missing": [kind.value for kind in answer.missing],
        "protected": [
            {**asdict(one), "why": one.why.value, "reason": one.reason.as_json()} for one in answer.protected
        ],
        "protected_checked": answer.checked,
        "people_source": answer.people_source,
        "notes": [note.as_json() for note in answer.notes],
        "map": as_shapes(answer),
        "seconds": round(seconds, 6),
    }


def _asked(question: Question) -> dict[str, Any]:
    """What happens to the ways, as it was understood."""
    return {
        "closed": list(question.closed),
        "closed_then": list(question.closed_then),
        "reopened": list(question.reopened),
        "standing": list(question.standing),
        "slower": [{"link": link, "seconds": seconds} for link, seconds in question.slower.items()],
        "hours": [f"{one:%H:%M}" for one in question.hours] if question.hours else None,
        "shut": [{"kind": one.kind.value, "name": one.name} for one in question.shut],
        "mode": question.mode.value if question.mode else None,
    }


def as_shapes(answer: Answer) -> dict[str, Any]:
    """GeoJSON: ``role`` is closed, slower, reopened, before, after, round, home or shut. Where ways reopen, the way
    before is the one round them."""
    return {"type": "FeatureCollection", "features": list(_features(answer))}


def _features(answer: Answer) -> Iterator[dict[str, Any]]:
    if answer.round is not None:
        yield feature(answer.round.line, role="round", ms=answer.round.ms)
    first, second = ("after", "before") if answer.question.gives_back else ("before", "after")
    for route in answer.routes:
        about = {"kind": route.kind, "mode": route.mode, "people": route.people}
        what = name_of("facility", route.kind)
        yield feature(route.before, role=first, ms=route.before_ms, **about)
        if route.after is not None:
            yield feature(route.after, role=second, ms=route.after_ms, **about)
        said = {"title_zh": what.zh, "title_en": what.en.capitalize()}
        home = np.array([[route.home.lon, route.home.lat]])
        yield feature(home, role="home", cut_off=route.after is None, **said, **about)
    for one in answer.question.shut:
        yield feature(np.array([[one.entrances[0].lon, one.entrances[0].lat]]), role="shut", kind=one.kind.value)
    for shape in answer.ways:
        yield feature(shape.line, role=_role(answer.question, shape.link), link=shape.link)


def _role(question: Question, link: int) -> str:
    if link in question.slower:
        return "slower"
    return "reopened" if link in question.reopened else "closed"


def feature(line: NDArray[np.float64], **says: Any) -> dict[str, Any]:
    """A GeoJSON feature; a line without length is a point."""
    points = line.tolist()
    one = len(points) == 1 or all(point == points[0] for point in points)
    geometry = {"type": "Point" if one else "LineString", "coordinates": points[0] if one else points}
    return {"type": "Feature", "geometry": geometry, "properties": says}


def _way(answer: Answer, shape: LinkShape) -> dict[str, Any]:
    return {
        "link": shape.link,
        "name": shape.name,
        "class": shape.road_class,
        "gate": shape.link in answer.gates,
        "metres": round(shape.length_m, 1),
    }
