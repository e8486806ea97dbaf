"""Doors of like area, five at least together: what a ballot says of its area instead of the area itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from clearway.core.residents import FEWEST, Ballot, RollLine, SizeClass


def size_classes(lines: Sequence[RollLine]) -> tuple[tuple[SizeClass, ...], Mapping[int, str]]:
    """Classes of at least ``FEWEST`` lines each, with the least spread of areas in all; and each line's letter.

    Flats of one type share their exact area, so most classes are one area and a count by area is exact. Bodies
    without areas have one class. Fewer lines than ``FEWEST``: one class.
    """
    order = sorted(lines, key=lambda line: (line.area or 0, line.line))
    areas = [line.area or 0 for line in order]
    groups = _joined(areas, _cuts(areas))
    classes = tuple(
        SizeClass(
            letter=_letter(number),
            doors=end - start,
            low=areas[start],
            high=areas[end - 1],
            total=sum(areas[start:end]),
        )
        for number, (start, end) in enumerate(groups)
    )
    letters = {
        order[at].line: classes[number].letter for number, (start, end) in enumerate(groups) for at in range(start, end)
    }
    return classes, letters


def merged(sizes: Sequence[SizeClass], ballots: Sequence[Ballot]) -> tuple[tuple[SizeClass, ...], tuple[Ballot, ...]]:
    """Classes as published: neighbours joined until each holds at least ``FEWEST`` ballots or none, ballots relabelled.

    A class with two ballots in it would tell the neighbours of two doors what those chose.
    """
    held = [[size] for size in sizes]
    counts = [sum(ballot.size == size.letter for ballot in ballots) for size in sizes]
    while len(held) > 1 and any(0 < count < FEWEST for count in counts):
        at = next(index for index, count in enumerate(counts) if 0 < count < FEWEST)
        near = [other for other in (at - 1, at + 1) if 0 <= other < len(held)]
        other = max(near, key=lambda index: (counts[index] > 0, -counts[index]))
        low, high = sorted((at, other))
        held[low : high + 1] = [held[low] + held[high]]
        counts[low : high + 1] = [counts[low] + counts[high]]
    joined = [_one(group) for group in held]
    names = {size.letter: one.letter for group, one in zip(held, joined, strict=True) for size in group}
    relabelled = (Ballot(receipt=b.receipt, option=b.option, size=names[b.size]) for b in ballots)
    return tuple(joined), tuple(sorted(relabelled, key=lambda ballot: ballot.receipt))


def bounds(size: SizeClass, ballots: int) -> tuple[int, int]:
    """The least and most area that ``ballots`` doors of the class can have together."""
    rest = size.doors - ballots
    low = max(ballots * size.low, size.total - rest * size.high)
    high = min(ballots * size.high, size.total - rest * size.low)
    return low, high


def _cuts(areas: Sequence[int]) -> list[tuple[int, int]]:
    """Groups of ``FEWEST`` to twice that, by least total spread (dynamic programming over the sorted areas)."""
    count = len(areas)
    if count < 2 * FEWEST:
        return [(0, count)] if count else []
    best: list[tuple[int, int]] = [(0, 0)] + [(-1, 0)] * count
    for end in range(FEWEST, count + 1):
        choices = [
            (best[start][0] + (areas[end - 1] - areas[start]) * (end - start), start)
            for start in range(max(0, end - 2 * FEWEST + 1), end - FEWEST + 1)
            if best[start][0] >= 0
        ]
        if choices:
            best[end] = min(choices)
    groups, end = [], count
    while end:
        groups.append((best[end][1], end))
        end = best[end][1]
    return groups[::-1]


def _joined(areas: Sequence[int], groups: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Groups of one and the same area become one group."""

    def area_alone(group: tuple[int, int]) -> tuple[int, int]:
        start, end = group
        return (areas[start], -1) if areas[start] == areas[end - 1] else (start, end)

    runs = [list(run) for _, run in groupby(groups, area_alone)]
    return [(run[0][0], run[-1][1]) for run in runs]


def _one(group: Sequence[SizeClass]) -> SizeClass:
    if len(group) == 1:
        return group[0]
    return SizeClass(
        letter=f"{group[0].letter.split('-')[0]}-{group[-1].letter.split('-')[-1]}",
        doors=sum(size.doors for size in group),
        low=min(size.low for size in group),
        high=max(size.high for size in group),
        total=sum(size.total for size in group),
    )


def _letter(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    high, low = divmod(number, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)
