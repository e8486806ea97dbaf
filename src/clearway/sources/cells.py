"""Reading one cell: numbers, words, moments with zone, local days, coordinates, place codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from clearway.core.places import is_place_code
from clearway.core.words import Bilingual
from clearway.sources.columns import Cell, Unfit

Choice = TypeVar("Choice", bound=StrEnum)

INT32_MAX = 2**31 - 1
_LONGEST_CODE = 100
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

NUMBER = Bilingual("数字", "a number")
MOMENT = Bilingual(
    "带时区的时刻，如 2022-03-07T08:05:00+08:00", "a moment with its offset, like 2022-03-07T08:05:00+08:00"
)
LOCAL_MOMENT = Bilingual(
    "时刻，如 2022-03-07 08:05（按本县时区，或带时区）",
    "a moment like 2022-03-07 08:05 (the county's time, or with its offset)",
)
DAY = Bilingual("日期，如 2022-03-07", "a day like 2022-03-07")
PLACE_CODE = Bilingual("12 位区划代码（可加“-”分段）", "a place code: 12 digits, then - and local parts")


def text(longest: int) -> Callable[[Cell], str]:
    """A reader of text up to ``longest`` characters, trimmed; whole numbers without ``.0``; NUL characters go."""
    expected = Bilingual(f"不超过 {longest} 个字符的文字", f"text of at most {longest} characters")

    def parse(cell: Cell) -> str:
        whole = isinstance(cell, float) and cell.is_integer()
        found = (str(int(cell)) if whole else str(cell)).replace("\0", "").strip()
        if len(found) > longest:
            raise Unfit(expected, "too_long")
        return found

    return parse


#: Names and remarks; ids that a database must index; what somebody told us.
words, identifier, story = text(2_000), text(200), text(20_000)


def _half_width(text: str) -> str:
    """Digits as they are compared; a million cells are plain already, and normalizing each would take a second."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def number(cell: Cell) -> float:
    """A finite number.

    Raises:
        Unfit: not a number.
    """
    try:
        value = float(_half_width(cell).replace("_", "x") if isinstance(cell, str) else cell)
    except (TypeError, ValueError, OverflowError):
        raise Unfit(NUMBER, "not_a_number") from None
    if not isfinite(value) or isinstance(cell, bool):
        raise Unfit(NUMBER, "not_a_number")
    return value


def integer(low: int, high: int = INT32_MAX) -> Callable[[Cell], int]:
    """A reader of whole numbers from ``low`` to ``high``; ``5.0`` is 5, ``5.5`` is refused."""
    expected = Bilingual(f"{low} 至 {high} 的整数", f"a whole number from {low} to {high}")

    def parse(cell: Cell) -> int:
        if isinstance(cell, Decimal | int) and not isinstance(cell, bool):
            value: float | int = int(cell) if cell == int(cell) else 0.5
        else:
            value = number(cell)
        if value < 0 <= low:
            raise Unfit(expected, "negative")
        if value != int(value):
            raise Unfit(expected, "not_whole")
        if not low <= value <= high:
            raise Unfit(expected, "out_of_range")
        return int(value)

    return parse


def moment(cell: Cell) -> datetime:
    """A moment in UTC; ISO 8601 with offset.

    Raises:
        Unfit: not a moment, or one without zone (code ``no_zone``).
    """
    value = cell
    if isinstance(cell, str):
        value = _iso_moment(cell)
    if not isinstance(value, datetime):
        raise Unfit(MOMENT, "no_zone" if isinstance(value, date) else "not_a_moment")
    if value.tzinfo is None:
        raise Unfit(MOMENT, "no_zone")
    try:
        at = value.astimezone(UTC)
    except OverflowError:
        raise Unfit(MOMENT, "out_of_range") from None
    if not _EARLIEST <= at < _LATEST:
        raise Unfit(MOMENT, "out_of_range")
    return at


def local_moment(zone: tzinfo) -> Callable[[Cell], datetime]:
    """Reads a moment as ``moment`` does; one without offset is a moment of ``zone``."""

    def parse(cell: Cell) -> datetime:
        try:
            value = _iso_moment(cell) if isinstance(cell, str) else cell
            return moment(value.replace(tzinfo=zone) if isinstance(value, datetime) and value.tzinfo is None else value)
        except Unfit as fault:
            raise Unfit(LOCAL_MOMENT, fault.code) from None

    return parse


def _iso_moment(cell: str) -> datetime:
    try:
        return datetime.fromisoformat(cell.strip())
    except ValueError:
        text = unicodedata.normalize("NFKC", cell).strip()
    try:
        return _chinese_moment(text) or datetime.fromisoformat(_padded(text.replace("/", "-")))
    except ValueError:
        raise Unfit(MOMENT, "not_a_moment") from None


#: 2026年11月1日 下午3时05分, 2026.11.1 8:05, 20261101080500; the year comes first: 1/11/2026 might be two days.
_CHINESE = re.compile(
    r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*(上午|下午|凌晨|早上|中午|晚上)?\s*"
    r"(?:(\d{1,2})\s*[时点:]\s*(?:(\d{1,2})\s*分?)?\s*(?::?\s*(\d{1,2})\s*秒?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)()(\d\d)(\d\d)(\d\d)?")
_AFTERNOON = frozenset({"下午", "晚上", "中午"})


def _chinese_moment(text: str) -> datetime | None:
    """A moment without zone in a notation of Chinese offices; None: it is in another.

    Raises:
        ValueError: there is no such day or hour.
    """
    found = _CHINESE.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day, half, *clock = found.groups()
    hour, minute, second = (int(part or 0) for part in clock)
    if half in _AFTERNOON and 1 <= hour < 12 and not (half == "中午" and hour == 11):
        hour += 12
    return datetime(int(year), int(month), int(day), hour, minute, second)  # noqa: DTZ001 (the caller has the zone)


def _padded(text: str) -> str:
    """``2022-3-7 8:05`` as ``2022-03-07 08:05``: spreadsheets drop the zeros."""
    return re.sub(r"(?<![\d.+:])(\d)(?=[-:T ])", r"0\1", re.sub(r"-(\d)(?=\D|\Z)(?!:)", r"-0\1", text))


def day(cell: Cell) -> date:
    """A local calendar day; a moment at midnight without zone is that day.

    Raises:
        Unfit: anything else.
    """
    if isinstance(cell, datetime):
        if cell.tzinfo is None and cell == datetime.combine(cell.date(), datetime.min.time()):
            return _sane(cell.date())
    elif isinstance(cell, date):
        return _sane(cell)
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    found = re.fullmatch(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ]00?:00(?::00(?:\.0+)?)?)?", text)
    if found is None:
        raise Unfit(DAY, "not_a_day")
    try:
        return _sane(date(*(int(part) for part in found.groups())))
    except ValueError:
        raise Unfit(DAY, "not_a_day") from None


def _sane(value: date) -> date:
    if not _EARLIEST.date() <= value < _LATEST.date():
        raise Unfit(DAY, "out_of_range")
    return value


def truth(cell: Cell) -> bool:
    """True, False, 是, 否 and the like.

    Raises:
        Unfit: none of them.
    """
    word = words(cell).casefold()
    if word in {"true", "1", "yes", "是"}:
        return True
    if word in {"false", "0", "no", "否"}:
        return False
    raise Unfit(Bilingual("true 或 false", "true or false"), "unknown_value")


def place_code(cell: Cell) -> str:
    """A place code of the region tree, full width.

    Raises:
        Unfit: it has not that form.
    """
    code = unicodedata.normalize("NFKC", words(cell)).strip()
    if not is_place_code(code) or len(code) > _LONGEST_CODE:
        raise Unfit(PLACE_CODE, "not_a_place_code")
    return code


def choice(kinds: type[Choice], synonyms: Mapping[str, Choice]) -> Callable[[Cell], Choice]:
    """A reader of one of ``kinds``, by its own name or a synonym (Chinese names go here)."""
    table = {kind.value: kind for kind in kinds} | {name.casefold(): kind for name, kind in synonyms.items()}
    names = "、".join(kind.value for kind in kinds)
    expected = Bilingual(f"以下之一：{names}", f"one of {names.replace('、', ', ')}")

    def parse(cell: Cell) -> Choice:
        found = table.get(unicodedata.normalize("NFKC", words(cell)).strip().casefold())
        if found is None:
            raise Unfit(expected, "unknown_value")
        return found

    return parse
