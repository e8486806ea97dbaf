"""The count is a function of the published file, exact where areas are, and cautious where they are not."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.refusals import BadFile, NotFound
from clearway.core.residents import FEWEST, Ballot, Body, OptionKind, Outcome, Poll, RollLine
from clearway.law.load import load_rulebook
from clearway.publish.ballots import read_poll, write_poll
from clearway.respond.residents.counting import as_published, count
from clearway.respond.residents.quorum import Line, exact, lines_of
from clearway.respond.residents.sizes import bounds, merged, size_classes

RULES = load_rulebook()
DAY = "2026-11-23"
KEYS = ("open", "slots", "close")
OPTIONS = tuple(zip(KEYS, (OptionKind.NO_CLOSURE, OptionKind.TIME_SLOTS, OptionKind.FULL_CLOSURE), strict=True))
AREAS = st.lists(st.one_of(st.sampled_from((8950, 12010)), st.integers(3000, 40000)), min_size=1, max_size=60)
#: What each door does: nothing, or an option.
CHOICES = st.sampled_from((None, *KEYS))


def _lines(areas: list[int]) -> tuple[RollLine, ...]:
    return tuple(
        RollLine(line=n, person=str(n), doors=(f"1-1-{n}",), area=area, eligible=True)
        for n, area in enumerate(areas, 1)
    )


@st.composite
def polls(draw: st.DrawFn) -> tuple[Poll, dict[str, int], int]:
    """A poll, the true area behind each option, and the true area of all."""
    areas = draw(AREAS)
    lines = _lines(areas)
    sizes, letters = size_classes(lines)
    ballots, behind = [], Counter[str]()
    for line in lines:
        choice = draw(CHOICES)
        if choice is not None:
            ballots.append(Ballot(receipt=f"R{line.line:04}", option=choice, size=letters[line.line]))
            behind[choice] += line.area or 0
    special = draw(st.booleans())
    poll = Poll(
        number="V1", body=Body.OWNERS, special=special, day=DAY, options=OPTIONS, sizes=sizes, ballots=tuple(ballots)
    )
    return poll, dict(behind), sum(areas)


@given(polls())
def test_the_result_is_the_same_counted_from_the_file_by_anybody(told: tuple[Poll, dict[str, int], int]) -> None:
    poll, _, _ = told
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ballots.csv"
        file.write_bytes(write_poll(as_published(poll)))
        again = read_poll(file)
    assert count(again, RULES) == count(poll, RULES)
    assert write_poll(again) == write_poll(as_published(poll))


@given(polls(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_changes_nothing(told: tuple[Poll, dict[str, int], int], chance: object) -> None:
    poll, _, _ = told
    shuffled = list(poll.ballots)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert count(replace(poll, ballots=tuple(shuffled)), RULES) == count(poll, RULES)
    assert write_poll(as_published(replace(poll, ballots=tuple(shuffled)))) == write_poll(as_published(poll))


@given(polls())
def test_bounds_hold_the_true_areas_and_never_adopt_what_the_true_areas_would_not(
    told: tuple[Poll, dict[str, int], int],
) -> None:
    poll, behind, area = told
    result = count(poll, RULES)
    true_part = Fraction(sum(behind.values()), area)
    for one in result.tests:
        if one.name == "part_area":
            assert one.low <= float(true_part) + 1e-12
            assert float(true_part) <= one.high + 1e-12
    if result.outcome is Outcome.ADOPTED:
        assert result.adopted is not None
        lines = lines_of(Body.OWNERS, poll.special, RULES, date.fromisoformat(DAY))
        agree = Fraction(behind[result.adopted], sum(behind.values()))
        assert lines.part_area is not None
        assert lines.agree_area is not None
        assert lines.part_area.met(true_part, true_part)
        assert lines.agree_area.met(agree, agree)


@given(AREAS)
def test_every_size_class_holds_five_doors_and_all_of_them(areas: list[int]) -> None:
    sizes, letters = size_classes(_lines(areas))
    assert sum(size.doors for size in sizes) == len(areas)
    assert sum(size.total for size in sizes) == sum(areas)
    assert set(letters) == set(range(1, len(areas) + 1))
    assert Counter(letters.values()) == {size.letter: size.doors for size in sizes}
    assert len(sizes) == 1 or min(size.doors for size in sizes) >= FEWEST
    for line, letter in letters.items():
        size = next(one for one in sizes if one.letter == letter)
        assert size.low <= areas[line - 1] <= size.high


@given(polls())
def test_no_size_in_the_file_holds_one_to_four_ballots_unless_the_whole_file_does(
    told: tuple[Poll, dict[str, int], int],
) -> None:
    sizes, ballots = merged(told[0].sizes, told[0].ballots)
    held = Counter(ballot.size for ballot in ballots)
    assert len(ballots) < FEWEST or min(held.values()) >= FEWEST
    assert set(held) <= {size.letter for size in sizes}
    assert sorted(ballot.receipt for ballot in ballots) == [ballot.receipt for ballot in ballots]


@given(polls())
def test_below_five_ballots_the_file_tells_no_choice(told: tuple[Poll, dict[str, int], int]) -> None:
    poll = as_published(replace(told[0], ballots=told[0].ballots[: FEWEST - 1]))
    assert {ballot.option for ballot in poll.ballots} <= {""}
    assert count(poll, RULES).outcome in (Outcome.TOO_FEW, Outcome.QUORUM_FAILED)


@given(st.lists(st.integers(1, 50000), min_size=1, max_size=20), st.data())
def test_bounds_are_those_of_any_choice_of_doors(areas: list[int], data: st.DataObject) -> None:
    sizes, _ = size_classes(_lines(areas[: 2 * FEWEST - 1]))
    areas = areas[: 2 * FEWEST - 1]
    chosen = data.draw(st.lists(st.sampled_from(range(len(areas))), unique=True))
    low, high = bounds(sizes[0], len(chosen))
    assert low <= sum(areas[index] for index in chosen) <= high


def test_two_thirds_is_reached_by_exactly_two_thirds_and_a_majority_not_by_exactly_half() -> None:
    two_thirds, half = Line(exact(0.6666666666666666), passed=False), Line(exact(0.5), passed=True)
    assert two_thirds.met(Fraction(20, 30), Fraction(20, 30))
    assert two_thirds.met(Fraction(19, 30), Fraction(19, 30)) is False
    assert half.met(Fraction(1, 2), Fraction(1, 2)) is False
    assert half.met(Fraction(49, 100), Fraction(51, 100)) is None


def test_before_the_civil_code_owners_have_no_rule_to_count_by() -> None:
    with pytest.raises(NotFound):
        lines_of(Body.OWNERS, False, RULES, date(2020, 12, 31))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text + text.splitlines()[-1] + "\r\n",
        lambda text: text.replace(",close,", ",never,"),
        lambda text: text.replace(",A\r\n", ",Z\r\n"),
        lambda text: text.replace("# size: A,6", "# size: A,1"),
        lambda text: text.replace("receipt,option,size", "receipt,option"),
        lambda text: text.replace("# vote: V1\r\n", ""),
        lambda text: "",
        lambda text: "\x00\xff",
    ],
)
def test_a_file_somebody_changed_carelessly_is_refused(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    sizes, letters = size_classes(_lines([9000] * 6))
    ballots = tuple(Ballot(receipt=f"R{n}", option="close", size=letters[n]) for n in range(1, 7))
    poll = Poll(number="V1", body=Body.OWNERS, special=False, day=DAY, options=OPTIONS, sizes=sizes, ballots=ballots)
    file = tmp_path / "b.csv"
    file.write_bytes(write_poll(poll))
    assert count(read_poll(file), RULES).outcome is Outcome.ADOPTED
    file.write_bytes(damage(file.read_bytes().decode()).encode())
    with pytest.raises(BadFile):
        read_poll(file)
