"""What the ways of a draft would do if closed, for the page on which it is written: told and drawn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from clearway.core.refusals import Refusal
from clearway.loop.ask_roads import Question, ask
from clearway.loop.lighter_line import lighter_line
from clearway.web.showing.road_answers import as_shapes
from clearway.web.showing.ways import way_title
from clearway.web.templatetags.clearway import minutes


def closing_told(links: Sequence[str]) -> dict[str, Any] | None:
    """Who loses what, the way round drawn, and the one way better left open; None where no way is chosen or known."""
    home, chosen = settings.ENVIRONMENT.home, tuple(int(link) for link in links if link.isdecimal() and len(link) < 19)
    if not chosen:
        return None
    try:
        answer = ask(home, Question(closed=chosen))
    except Refusal:
        return None
    lighter, shapes = lighter_line(home, chosen), as_shapes(answer)
    for one in shapes["features"]:
        if lighter and one["properties"].get("link") == lighter.link:
            one["properties"]["role"] = "checkpoint"
    open_way = next((way for way in answer.ways if lighter and way.link == lighter.link), None)
    return {
        "losses": [one for one in answer.losses if one.loss.people_cut_off or one.loss.people_delayed],
        "ages_known": answer.ages_known,
        "links": chosen,
        "lighter": lighter,
        "lighter_title": way_title(open_way, gate=open_way.link in answer.gates) if open_way else None,
        "round_metres": f"{answer.round.metres:,.0f}" if answer.round else "",
        "round_time": minutes(answer.round.ms / 1000) if answer.round else "",
        "people_source": answer.people_source,
        "shapes": json.dumps(shapes, ensure_ascii=False),
    }
