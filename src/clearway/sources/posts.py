"""Public posts about places: read, placed, then masked; who wrote is hashed. Nothing personal goes any further.

A post is a voice, never a report: it opens no case and moves no complaint figure. Posts without an author are told
apart by their words, so that a hundred copies of one post are one voice.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from clearway.core.cases import ClaimType
from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.core.reports import Report
from clearway.core.words import Bilingual
from clearway.monitor.text.lexicon import Word
from clearway.sources.callers import hash_caller, plain_caller
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import identifier, integer, moment, place_code, story, words
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.complaints import shown
from clearway.sources.datum import Datum
from clearway.sources.grids import read_grid
from clearway.sources.intake import Intake
from clearway.sources.locating import Locator
from clearway.sources.points import point_columns, point_of
from clearway.sources.rows import FUTURE, KnownPlaces, RowUnfit, make_rows, settle
from clearway.sources.sheet import Row, as_sheet
from clearway.sources.understanding import understand

CHANNEL = "post"
LAYOUT = Layout(
    feed=Feed.POSTS,
    columns=(
        Column(name="id", parse=identifier, aliases=("编号", "帖子编号"), required=True, filled=True),
        Column(name="at", parse=moment, aliases=("time", "created_at", "时间", "发布时间"), required=True, filled=True),
        Column(
            name="text", parse=story, aliases=("content", "内容", "正文"), required=True, filled=True, personal=True
        ),
        *point_columns(required=False),
        Column(name="place", parse=words, aliases=("address", "地点", "位置", "地址"), personal=True),
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES),
        Column(name="author", parse=plain_caller, aliases=("user", "作者", "用户", "账号"), personal=True),
        Column(name="likes", parse=integer(0), aliases=("点赞", "点赞数", "赞")),
    ),
    one_of=(("lat", "lon"), ("place",), ("place_code",)),
)


def read_posts(
    path: Path,
    *,
    zone: tzinfo = UTC,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
    key: bytes | None = None,
    tick: Callable[[float], None] = lambda share: None,
    words: tuple[Word, ...] = (),
) -> Intake[tuple[Report, ...]]:
    """The posts of a table as reports of channel ``post`` without a number; places as complaints find theirs.

    ``likes`` is checked and not kept: a like is no witness.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known, locator = KnownPlaces(places), Locator(places or ())

    def make(row: Row) -> Row:
        known.check(row["place_code"])
        if at is not None and row["at"] > at:
            raise RowUnfit("at", row["at"].isoformat(), Unfit(FUTURE, "future"))
        row["point"] = point_of(row, datum)
        return row

    sheet = as_sheet(read_grid(path), LAYOUT, shown)
    rows = make_rows(sheet, make)
    understood = understand([row["text"] for _, row in rows], tick, words)
    near = locator.near([row["point"] for _, row in rows])
    secret = key or secrets.token_bytes(32)
    things = [
        (
            index,
            Report(
                number="", at=row["at"], channel=CHANNEL, claim_type=ClaimType.COMPLAINT, text=said.masked,
                reading=said.reading,
                place_code=row["place_code"] or nearest or locator.named(row["place"]) or locator.named(row["text"]),
                point=row["point"], caller=hash_caller(secret, _voice(row)), external_id=row["id"],
            ),
        )
        for (index, row), said, nearest in zip(rows, understood, near, strict=True)
    ]  # fmt: skip
    placeless = sum(report.place_code is None for _, report in things)
    if placeless:
        sheet.notes.append(
            Bilingual(f"{placeless} 条帖子未能对应到已知地点", f"{placeless} posts name no place that is known")
        )
    return settle(sheet, things, lambda report: str(report.external_id), "id")


def _voice(row: Row) -> str:
    """What tells one voice from another: the author, else the words without spaces and marks."""
    if row["author"]:
        return f"post-author\n{row['author']}"
    letters = unicodedata.normalize("NFKC", row["text"]).casefold()
    return "post-words\n" + "".join(letter for letter in letters if letter.isalnum())
