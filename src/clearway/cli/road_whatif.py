"""``clearway roads whatif``: before and after, by node, building or cell, and at hours of the day."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import time as clock
from typing import TYPE_CHECKING, Any

from clearway.cli.output import print_json, progress, say
from clearway.cli.road_acts import DONE, LEFT_OUT, layer_asked
from clearway.cli.road_files import Asked, closed_both, read_given_facilities, read_links
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual
from clearway.roads.network import Closed, Network

if TYPE_CHECKING:
    from clearway.roads.layers import Layer
    from clearway.roads.whatif import WhatIf


def whatif_act(args: argparse.Namespace) -> int:
    """``roads whatif``."""
    from clearway.cli.located import write_located
    from clearway.roads.shutting import shut_nodes

    network = Network.open(args.net)
    facilities, bad_facilities = read_given_facilities(args.facilities)
    layer = layer_asked(network, args, facilities)
    asked = read_links(network, args.close, args.slow)
    closed, moments = _with_area(network, layer, asked.closed, args), _moments(args.hours, asked)
    closing, bad_closing = read_given_facilities(args.shut)
    shut = shut_nodes(network, layer, network.facilities if facilities is None else facilities, closing or ())
    start = time.perf_counter()
    answers = []
    with progress(Bilingual("封路推演", "what-if"), len(moments)) as step:
        for moment in moments:
            answers.append(_answered(network, layer, asked, closed, shut, moment))
            step(1)
    seconds = time.perf_counter() - start
    columns = [
        _columns(network, layer, answer, args.by, moment) for moment, (answer, _) in zip(moments, answers, strict=True)
    ]
    write_located(args.out, _stacked(columns))
    document = {
        "closed_links": answers[0][1],
        "shut_facilities": len(closing or ()),
        "slower_links": len({barrier.link for barrier in asked.slower}),
        **_told(network, answers[0][0]),
        "by": args.by,
        "seconds": round(seconds, 6),
        "out": str(args.out),
    }
    if asked.hours:
        document["hours"] = [
            {"at": f"{moment:%H:%M}", "closed_links": count, **_told(network, answer)}
            for moment, (answer, count) in zip(moments, answers, strict=True)
            if moment is not None
        ]
    _print(args, network, document)
    return LEFT_OUT if asked.rejected or bad_facilities or bad_closing else DONE


def _answered(
    network: Network, layer: Layer, asked: Asked, closed: Closed, shut: Sequence[Any], moment: clock | None
) -> tuple[WhatIf, int]:
    """The answer at a time of day, and how many links are closed then."""
    from clearway.roads.changes import change_of
    from clearway.roads.hours import closed_at
    from clearway.roads.whatif import what_if

    then = closed if moment is None else closed_at(closed, asked.hours, moment)
    return what_if(network, layer, change_of(network, then, asked.slower), shut), len(then)


def _with_area(network: Network, layer: Layer, closed: Closed, args: argparse.Namespace) -> Closed:
    from clearway.roads.areas import links_in_area, read_area

    if not args.area:
        return closed
    inside = links_in_area(network, read_area(args.area), layer.mode)
    return closed_both(closed, network.link_ids[inside].tolist())


def _moments(text: str | None, asked: Asked) -> list[clock | None]:
    """The times of day asked for; None alone where no link has hours."""
    if not asked.hours:
        if text:
            raise BadUsage(
                zh="--hours 需要名单中有 open_from、open_to 列",
                en="--hours needs columns open_from and open_to in the list",
            )
        return [None]
    if not text:
        raise BadUsage(zh="名单中有开放时段：请用 --hours 给出时刻", en="the list has hours: give times with --hours")
    try:
        return [clock.fromisoformat(one.strip()) for one in text.split(",")]
    except ValueError:
        raise BadUsage(
            zh=f"时刻应如 07:00,22:30，现为 {text}", en=f"times look like 07:00,22:30, found {text}"
        ) from None


def _columns(network: Network, layer: Layer, answer: WhatIf, by: str, moment: clock | None) -> Mapping[str, Any]:
    import numpy as np

    if by == "node":
        found: Mapping[str, Any] = {
            "node": np.arange(len(answer.lat)),
            "lat": answer.lat,
            "lon": answer.lon,
            "people": answer.people,
            "before_ms": answer.before,
            "after_ms": answer.after,
        }
    else:
        from clearway.roads.by_home import by_building, by_cell

        found = (by_building if by == "building" else by_cell)(network, layer.mode, answer)
    if moment is None:
        return found
    return {"at": np.full(len(next(iter(found.values()))), f"{moment:%H:%M}"), **found}


def _stacked(parts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    import numpy as np

    if len(parts) == 1:
        return parts[0]
    join: Callable[..., Any] = np.ma.concatenate
    return {name: join([part[name] for part in parts]) for name in parts[0]}


def _told(network: Network, answer: WhatIf) -> dict[str, Any]:
    loss = answer.loss
    return {
        "kind": loss.kind,
        "mode": loss.mode,
        "people": float(answer.people.sum()),
        "people_source": network.homes.source,
        "people_cut_off": loss.people_cut_off,
        "cut_off_age60": loss.cut_off_age60 if network.homes.ages_known else None,
        "people_delayed": loss.people_delayed,
        "added_person_minutes": loss.added_person_minutes,
        "worst_added_seconds": loss.worst_added_seconds,
        "unreachable_before": answer.unreachable_before,
        "far_from_roads": answer.far,
    }


def _print(args: argparse.Namespace, network: Network, document: Mapping[str, Any]) -> None:
    from clearway.cli.road_acts import tell

    for hour in document.get("hours", ()):
        cut, late = hour["people_cut_off"], hour["people_delayed"]
        at, shut = hour["at"], hour["closed_links"]
        say(
            Bilingual(
                f"{at}：封闭路段 {shut}，隔断 {cut:,.0f} 人，延误 {late:,.0f} 人",
                f"{at}: closed {shut}, cut off {cut:,.0f}, delayed {late:,.0f}",
            )
        )
    tell({name: value for name, value in document.items() if name != "hours"}, network)
    if args.json:
        print_json({**document, "notes": [note.as_json() for note in network.notes]})
