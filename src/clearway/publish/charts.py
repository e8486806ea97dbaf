"""Charts as SVG, drawn here: the same picture stands on a page, in a PDF and in a DOCX.

Colours are told apart by lightness and by pattern of the legend, never by hue alone; every chart has a title and a
description, and every caller prints its figures as a table beside it. Only presentation attributes are used: pages
allow no inline styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, log10

WIDTH = 640
_HAN = 0x2E80
INK, SOFT, GRID = "#1b1f24", "#4a5360", "#d3d8de"
DEEP, STOP, PALE = "#123a5a", "#b3261e", "#9db8cf"
_FONTS = "Noto Sans SC, Noto Sans CJK SC, Noto Serif CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
_SERIES = (PALE, DEEP)
_ROW, _LABEL, _RIGHT = 26, 200, 64
_PLOT = WIDTH - _LABEL - _RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of a bar chart: its parts from left to right, and what stands at its end."""

    label: str
    parts: tuple[float, ...]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A row of shares: value with its interval, 0–1 (value None: not measured); ``goal``: a mark to reach."""

    label: str
    value: float | None
    low: float
    high: float
    told: str
    goal: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A week or month: one column a series."""

    label: str
    values: tuple[float, ...]


def bars(title: str, about: str, rows: Sequence[Bar], legend: Sequence[str]) -> str:
    """Horizontal bars, stacked; parts in the order of the legend."""
    if not rows:
        return ""
    most = max((sum(row.parts) for row in rows), default=0.0) or 1.0
    top = 34 if len(legend) > 1 else 8
    drawn = [_legend(legend, _colours(len(legend)))] if len(legend) > 1 else []
    for at, row in enumerate(rows):
        y = top + at * _ROW
        drawn += [_text(_LABEL - 8, y + 16, _short(row.label), anchor="end")]
        x = float(_LABEL)
        for part, colour in zip(row.parts, _colours(len(row.parts)), strict=True):
            width = part / most * _PLOT
            drawn.append(f'<rect x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="{_ROW - 8}" fill="{colour}"/>')
            x += width
        drawn.append(_text(x + 6, y + 16, row.told, colour=SOFT))
    return _svg(title, about, top + len(rows) * _ROW + 8, drawn)


def shares(title: str, about: str, rows: Sequence[Dot]) -> str:
    """Shares from 0 to 100% with their intervals; what was not measured is an empty row that says so."""
    if not rows:
        return ""
    top, drawn = 26, []
    foot = top + len(rows) * (_ROW + 4)
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _at(tick)
        drawn += [_line(x, top - 6, x, foot, GRID), _text(x, top - 10, f"{tick:.0%}", anchor="middle", colour=SOFT)]
    for at, row in enumerate(rows):
        y = top + at * (_ROW + 4) + 14
        drawn.append(_text(_LABEL - 8, y + 5, _short(row.label), anchor="end"))
        if row.goal is not None:
            drawn.append(_line(_at(row.goal), y - 11, _at(row.goal), y + 11, STOP, width=3))
        if row.value is None:
            drawn.append(_text(_LABEL + 6, y + 5, row.told, colour=SOFT))
            continue
        drawn.append(_line(_at(row.low), y, _at(row.high), y, PALE, width=8))
        drawn.append(f'<circle cx="{_at(row.value):.1f}" cy="{y}" r="6" fill="{DEEP}"/>')
        drawn.append(_text(WIDTH - _RIGHT + 12, y + 5, row.told))
    return _svg(title, about, foot + 8, drawn)


def columns(title: str, about: str, rows: Sequence[Column], legend: Sequence[str]) -> str:
    """Columns side by side over time."""
    if not rows:
        return ""
    top, foot, left = 40, 210, 44
    most = _round_up(max((value for row in rows for value in row.values), default=0.0))
    step = (WIDTH - left - 12) / max(len(rows), 1)
    wide = min(34.0, step * 0.8 / max(len(legend), 1))
    drawn = [_legend(legend, _SERIES)]
    for tick in (0.0, most / 2, most):
        y = foot - tick / most * (foot - top)
        drawn += [_line(left, y, WIDTH - 12, y, GRID), _text(left - 6, y + 4, f"{tick:g}", anchor="end", colour=SOFT)]
    every = ceil(len(rows) / 8)
    for at, row in enumerate(rows):
        start = left + at * step + (step - wide * len(row.values)) / 2
        for series, (value, colour) in enumerate(zip(row.values, _SERIES, strict=False)):
            tall = value / most * (foot - top)
            drawn.append(_column(start + series * wide, foot - tall, wide - 2, tall, colour))
            if value:
                drawn.append(
                    _text(start + series * wide + wide / 2 - 1, foot - tall - 4, f"{value:g}", anchor="middle")
                )
        if at % every == 0:
            drawn.append(_text(left + at * step + step / 2, foot + 18, row.label, anchor="middle", colour=SOFT))
    return _svg(title, about, foot + 28, drawn)


def _column(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _svg(title: str, about: str, height: float, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'font-family="{_FONTS}" font-size="13"><title>{escape(title)}</title><desc>{escape(about)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def _legend(names: Sequence[str], colours: Sequence[str]) -> str:
    drawn, x = [], float(44)
    for name, colour in zip(names, colours, strict=False):
        drawn += [_column(x, 6, 14, 14, colour), _text(x + 20, 18, name)]
        x += 44 + sum(14 if ord(letter) > _HAN else 7.5 for letter in name)
    return "".join(drawn)


def _colours(count: int) -> tuple[str, ...]:
    """Of stacked parts: what is as it should be pale, what should not be red."""
    return (DEEP,) if count == 1 else (PALE, STOP, DEEP)[:count]


def _text(x: float, y: float, text: str, *, anchor: str = "start", colour: str = INK) -> str:
    lang = ' lang="zh-CN"' if any(ord(letter) > _HAN for letter in text) else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{lang}>{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, *, width: int = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"'
        ' stroke-linecap="round"/>'
    )


def _at(share: float) -> float:
    return _LABEL + min(1.0, max(0.0, share)) * (_PLOT - 8)


def _short(label: str) -> str:
    """What fits beside a bar: Chinese letters are twice as wide, and a Chinese place is told apart by its end."""
    room, kept, place = 184.0, "", any(ord(letter) > _HAN for letter in label)
    for letter in reversed(label) if place else label:
        room -= 13 if ord(letter) > _HAN else 7.2
        if room < 0:
            return f"…{kept[::-1]}" if place else f"{kept}…"
        kept += letter
    return label


def _round_up(value: float) -> float:
    """The next even round number, so that half of it is one too."""
    if value <= 2:
        return 2.0
    size = 10 ** int(log10(value))
    return next(float(step * size) for step in (1, 2, 4, 6, 8, 10) if step * size >= value)
