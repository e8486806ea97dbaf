"""Complaints of a hotline: read, placed, then masked; callers hashed. Nothing personal goes any further."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from pathlib import Path

from clearway.core.barriers import Service, Topic
from clearway.core.cases import ClaimType
from clearway.core.intake import Feed
from clearway.core.places import Place, is_place_code
from clearway.core.reports import Report
from clearway.core.words import Bilingual
from clearway.monitor.masking import mask
from clearway.monitor.text.lexicon import Word
from clearway.sources.callers import hash_caller, plain_caller
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import choice, identifier, local_moment, moment, place_code, story, truth, words
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.grids import read_grid
from clearway.sources.header import with_header
from clearway.sources.intake import Intake
from clearway.sources.locating import Locator
from clearway.sources.points import point_columns, point_of
from clearway.sources.rows import FUTURE, KnownPlaces, RowUnfit
from clearway.sources.sheet import Row, Sheet, as_sheet
from clearway.sources.streamed import Streamed, fitting, steps, takers
from clearway.sources.understanding import Understood, understand_chunks

_CLAIMS = {
    "咨询": ClaimType.INQUIRY,
    "求助": ClaimType.HELP,
    "投诉": ClaimType.COMPLAINT,
    "举报": ClaimType.TIP_OFF,
    "建议": ClaimType.SUGGESTION,
}
_SERVICES = {
    Topic.MEDICAL: Service.MEDICAL,
    Topic.MEDICINE: Service.MEDICINE,
    Topic.FIRE_LANE: Service.FIRE_LANE,
    Topic.SCHOOL: Service.SCHOOL,
    Topic.FOOD: Service.FOOD,
}
_MOMENT_LIKE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[T \d:+.\-Z时点分秒上下午]{0,24}")
HOTLINE = "hotline"
_AFTER_THE_CALL = Bilingual("不早于来电时刻", "a moment that is not before the call")
_LONG_NUMBER = re.compile(r"\d[\d\s\-]{5,}\d")

LAYOUT = Layout(
    feed=Feed.COMPLAINTS,
    columns=(
        Column(
            name="id",
            parse=identifier,
            aliases=("number", "ticket", "编号", "工单编号", "工单号", "诉求编号", "受理编号"),
            required=True,
            filled=True,
        ),
        Column(
            name="at",
            parse=moment,
            aliases=("time", "created_at", "时间", "时刻", "来电时间", "受理时间", "诉求时间"),
            required=True,
            filled=True,
        ),
        Column(
            name="text",
            parse=story,
            aliases=("content", "description", "内容", "诉求内容", "投诉内容", "问题描述", "描述"),
            required=True,
            filled=True,
            personal=True,
        ),
        *point_columns(required=False),
        Column(name="address", parse=words, aliases=("地址", "详细地址", "事发地址", "诉求地址"), personal=True),
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES),
        Column(
            name="caller",
            parse=plain_caller,
            aliases=("phone", "来电号码", "电话", "手机号", "联系电话", "主叫号码"),
            personal=True,
        ),
        Column(name="channel", parse=identifier, aliases=("渠道", "来源", "诉求渠道")),
        Column(name="category", parse=words, aliases=("类别", "分类", "诉求分类")),
        Column(name="claim_type", parse=choice(ClaimType, _CLAIMS), aliases=("诉求类型", "事项类型")),
        Column(
            name="answered_at",
            parse=moment,
            aliases=(
                "first_answer",
                "first_response",
                "答复时间",
                "首次答复时间",
                "回复时间",
                "首次回复时间",
                "首次响应时间",
                "响应时间",
                "首次联系时间",
                "先行答复时间",
            ),
        ),
        Column(
            name="closed_at",
            parse=moment,
            aliases=("resolved_at", "办结时间", "结案时间", "办理完成时间", "反馈时间", "办结反馈时间", "处置完成时间"),
        ),
        Column(name="simulated", parse=truth, aliases=("模拟",)),
    ),
    one_of=(("lat", "lon"), ("address",), ("place_code",)),
)


def read_complaints(
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
    """All of ``stream_complaints`` at once."""
    streamed = stream_complaints(path, zone=zone, datum=datum, at=at, places=places, key=key, tick=tick, words=words)
    return streamed.whole()


def stream_complaints(
    path: Path,
    *,
    zone: tzinfo = UTC,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
    key: bytes | None = None,
    tick: Callable[[float], None] = lambda share: None,
    words: tuple[Word, ...] = (),
) -> Streamed[Report]:
    """The complaints of a table as reports without a number (``external_id`` is the hotline's own id).

    A report's place is its ``place_code``, else the nearest of ``places`` to its point, else the one its address or
    its words name; None when none does. The place is found first, then names, phones and house numbers are masked.
    ``key`` hashes callers; without one a key of the moment serves, good within this reading alone.
    In a hotline's own table (Chinese headers) a moment without an offset is one of ``zone``; elsewhere it is rejected.
    ``tick`` is called now and then with the share of texts read (0 to 1); ``words`` editors added are read too.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)

    def check(row: Row) -> None:
        known.check(row["place_code"])
        if at is not None and row["at"] > at:
            raise RowUnfit("at", row["at"].isoformat(), Unfit(FUTURE, "future"))
        _check_answers(row, at)
        point_of(row, datum)

    grid = with_header(read_grid(path), LAYOUT)
    local = _written_locally(grid.table.column_names)
    sheet = as_sheet(grid, _layout(zone) if local else LAYOUT, shown)
    good = fitting(sheet, check)
    making = _Making(sheet, good, Locator(places or ()), key or secrets.token_bytes(32), datum, words)
    return Streamed(
        sheet=sheet,
        made=making.reports(tick),
        takers=takers(good, lambda index: (sheet.value("channel", index) or HOTLINE, sheet.value("id", index))),
        name=lambda report: f"{report.channel}:{report.external_id}",
    )


def _check_answers(row: Row, at: datetime | None) -> None:
    for name in ("answered_at", "closed_at"):
        if row[name] is None:
            continue
        if row[name] < row["at"].replace(second=0, microsecond=0):  # tables tell answers to the minute
            raise RowUnfit(name, row[name].isoformat(), Unfit(_AFTER_THE_CALL, "before_the_call"))
        if at is not None and row[name] > at:
            raise RowUnfit(name, row[name].isoformat(), Unfit(FUTURE, "future"))


def _first_answer(row: Row) -> datetime | None:
    """What the hotline answered first; a result is an answer too."""
    told = [row[name] for name in ("answered_at", "closed_at") if row[name] is not None]
    return min(told, default=None)


def _written_locally(headers: Sequence[str]) -> bool:
    """Whether the column of moments has a Chinese header: a hotline's own table, whose clock is the county's."""
    column = next(column for column in LAYOUT.columns if column.name == "at")
    return any(header.strip() in column.aliases and not header.isascii() for header in headers)


@lru_cache(maxsize=4)
def _layout(zone: tzinfo) -> Layout:
    columns = [
        replace(column, parse=local_moment(zone)) if column.parse is moment else column for column in LAYOUT.columns
    ]
    return replace(LAYOUT, columns=tuple(columns))


def shown(found: str) -> str:
    """What a rejects file may repeat of a complaint's cell: codes and moments whole, else masked, long numbers out.

    A shifted row may hold a phone number under any header.
    """
    if is_place_code(found) or _MOMENT_LIKE.fullmatch(found):
        return found
    return _LONG_NUMBER.sub("〔…〕", mask(found))


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes reports of the rows that fit, a thousand at once."""

    sheet: Sheet
    good: Sequence[int]
    locator: Locator
    key: bytes
    datum: Datum
    words: tuple[Word, ...]

    def reports(self, tick: Callable[[float], None]) -> Iterator[tuple[int, Report]]:
        done = placeless = 0
        parts = steps(self.good)
        texts = ([self.sheet.value("text", index) for index in part] for part in parts)
        for part, read in zip(parts, understand_chunks(texts, len(self.good), self.words), strict=True):
            for index, report in zip(part, self._made(part, read), strict=True):
                placeless += report.place_code is None
                yield index, report
            done += len(part)
            tick(done / len(self.good))
        if placeless:
            self.sheet.notes.append(
                Bilingual(
                    f"{placeless} 条投诉未能对应到已知地点", f"{placeless} complaints name no place that is known"
                )
            )

    def _made(self, part: Sequence[int], read: Sequence[Understood]) -> Iterator[Report]:
        rows = [self.sheet.row(index) for index in part]
        points = [point_of(row, self.datum) for row in rows]
        near = self.locator.near(points)
        for row, point, nearest, (reading, masked) in zip(rows, points, near, read, strict=True):
            yield Report(
                number="",
                at=row["at"],
                channel=row["channel"] or HOTLINE,
                claim_type=row["claim_type"] or ClaimType.COMPLAINT,
                text=masked,
                reading=reading,
                place_code=_place(row, nearest, self.locator),
                point=point,
                caller=hash_caller(self.key, row["caller"]) if row["caller"] else None,
                external_id=row["id"],
                service=_SERVICES.get(reading.topic),
                simulated=bool(row["simulated"]),
                answered_at=_first_answer(row),
            )


def _place(row: Row, nearest: str | None, locator: Locator) -> str | None:
    return row["place_code"] or nearest or locator.named(row["address"]) or locator.named(row["text"])
