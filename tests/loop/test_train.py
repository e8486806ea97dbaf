"""Training tied to who may act: told by default, required where a county's rule says so."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from clearway.core.people import Role
from clearway.core.rules import DatedValue, Rulebook
from clearway.loop.desk import Desk
from clearway.loop.train import attend, hold_to_training, lacking_before, standing_of, take
from clearway.respond.training.standing import PASSING, NotTrained
from tests.web.town import Town, desk

pytestmark = pytest.mark.django_db


def requiring(rulebook: Rulebook) -> Rulebook:
    """The rulebook of a county that requires courses."""
    rule = rulebook.rule(PASSING)
    values = tuple(DatedValue(since=one.since, value={**one.value, "enforce": True}) for one in rule.values)
    return Rulebook(MappingProxyType({**rulebook.rules, PASSING: replace(rule, values=values)}))


@pytest.fixture
def untrained(town: object) -> Desk:
    return desk(Role.TOWNSHIP)


@pytest.fixture
def town(db: None) -> Town:
    from tests.web.town import build_town

    return build_town()


def test_by_default_a_missing_course_is_told_and_stops_nobody(untrained: Desk) -> None:
    assert [course.id for course in lacking_before("propose", untrained)] == ["law"]
    hold_to_training("propose", untrained)


def test_where_the_county_requires_it_nobody_acts_untrained(untrained: Desk) -> None:
    strict = replace(untrained, rulebook=requiring(untrained.rulebook))
    with pytest.raises(NotTrained) as refused:
        hold_to_training("propose", strict)
    assert "法律与程序" in refused.value.text.zh
    hold_to_training("send", strict)


def test_who_passed_may_act_and_a_course_ends(untrained: Desk) -> None:
    strict = replace(untrained, rulebook=requiring(untrained.rulebook))
    answers = [frozenset[str]()] * 5
    take("law", 1, answers, strict)
    with pytest.raises(NotTrained):
        hold_to_training("propose", strict)
    attend("risk", strict)
    assert [one.course.id for one in standing_of(strict) if one.valid] == ["risk"]
    later = replace(strict, at=strict.at.replace(year=strict.at.year + 2))
    assert not any(one.valid for one in standing_of(later))
