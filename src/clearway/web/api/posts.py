"""``/api/v1/posts``: public posts pushed by whoever collects them, as a file of the same columns would bring."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from pydantic import AwareDatetime, Field

from clearway.core.access import Scope
from clearway.core.intake import Feed
from clearway.core.people import Role
from clearway.core.words import Bilingual
from clearway.loop.push import push_rows, push_table
from clearway.web.api.endpoint import JSON, Call, Document, Endpoint
from clearway.web.api.feeds import CSV, MOST_ROWS, PushTold, actor_of_key, told_of, written
from clearway.web.api.reports import Words

_BYTES = 16_000_000
_COLUMNS = ("id", "at", "text", "place", "lat", "lon", "place_code", "author", "likes")


class Post(Document):
    """A public post about a place. Pushed again with the same id it is unchanged; names and numbers are masked."""

    id: Annotated[Words, Field(min_length=1, max_length=100)]
    at: AwareDatetime
    text: Annotated[Words, Field(min_length=1, max_length=20_000)]
    place: Annotated[Words, Field(max_length=300)] | None = Field(default=None, description="the place in words")
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    place_code: Annotated[Words, Field(max_length=40)] | None = None
    author: Annotated[Words, Field(max_length=100)] | None = Field(default=None, description="hashed at the door")
    likes: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = Field(default=None, description="checked, not kept")


def _posts(call: Call) -> PushTold:
    by, environment = actor_of_key(call.key, Role.HOTLINE), settings.ENVIRONMENT
    if call.document is None:
        return told_of(push_table(Feed.POSTS, call.raw, by=by, at=call.at, home=environment))
    rows = [written(one) for one in call.document]
    return told_of(push_rows(Feed.POSTS, rows, _COLUMNS, by=by, at=call.at, home=environment))


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="posts",
        name="pushPosts",
        what=Bilingual("推送公开发帖（JSON 数组或 CSV）", "push public posts: a JSON array, or CSV"),
        act=_posts,
        gives=PushTold,
        takes=Annotated[list[Post], Field(min_length=1, max_length=MOST_ROWS)],
        media=(JSON, CSV),
        scopes=frozenset({Scope.HOTLINE}),
        most_bytes=_BYTES,
    ),
)
