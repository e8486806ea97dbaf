"""What many tests need: an actor a role, a moment, the rulebook, and a database that can be emptied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import TransactionTestCase

from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at
from clearway.core.rules import Rulebook
from clearway.law.load import load_rulebook
from tests.examples import AT, COMMUNITY, ZONE

_LEVELS = {
    Role.RESIDENT: Level.COMMUNITY,
    Role.COMMUNITY: Level.COMMUNITY,
    Role.TOWNSHIP: Level.TOWNSHIP,
    Role.CITY: Level.CITY,
    Role.PROVINCE: Level.PROVINCE,
}


@pytest.fixture
def at() -> datetime:
    """Monday 23 November 2026, 09:00 in the county."""
    return AT


@pytest.fixture
def zone() -> ZoneInfo:
    """The county's zone."""
    return ZONE


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The real one."""
    return load_rulebook()


@pytest.fixture
def actors() -> Mapping[Role, Actor]:
    """A named person a role, each over the example community."""
    return {
        role: Actor(name=f"{role.value}-1", role=role, region=region_at(COMMUNITY, _LEVELS.get(role, Level.COUNTY)))
        for role in Role
    }


def _emptied_behind_the_triggers(flush: Callable[[TransactionTestCase], None]) -> Callable[[TransactionTestCase], None]:
    """Tests that commit are cleaned up by emptying every table, which the ledger's triggers refuse, as they should."""

    def teardown(case: TransactionTestCase) -> None:
        from django.db import connection

        from clearway.record import guards

        guards.remove(connection)
        try:
            flush(case)
        finally:
            guards.install(connection)

    return teardown


TransactionTestCase._fixture_teardown = _emptied_behind_the_triggers(TransactionTestCase._fixture_teardown)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes are named by their place: signatures differ each time, and parallel runners must collect one list."""
    return argname if isinstance(val, bytes) else None
