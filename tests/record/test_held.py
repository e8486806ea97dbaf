"""Answers held for a moment are never wrong for longer than that."""

from __future__ import annotations

import itertools

import pytest

from clearway.record import held
from clearway.record.held import Held


def _counting():
    numbers = itertools.count()
    return Held(lambda key: next(numbers))


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_asked_once_and_anew_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(held, "SECONDS", 60)
    asked = _counting()
    assert [asked("a"), asked("a"), asked("b")] == [0, 0, 1]
    monkeypatch.setattr(held, "SECONDS", 0)
    Held.forget()
    assert [asked("a"), asked("a")] == [2, 3]


@pytest.mark.django_db
def test_a_transaction_sees_what_it_wrote_itself():
    asked = _counting()
    assert [asked("a"), asked("a")] == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_what_is_written_here_is_obeyed_at_once(monkeypatch):
    from datetime import UTC, datetime

    from clearway.core.access import Scope
    from clearway.core.people import Actor, Role
    from clearway.record.api_keys import find_key, open_key, revoke_key

    monkeypatch.setattr(held, "SECONDS", 60)
    by, at = Actor(name="admin", role=Role.HOTLINE, region="990102000000"), datetime(2026, 11, 23, 4, tzinfo=UTC)
    key, text = open_key(Scope.OPEN311, "test", by=by, at=at)
    assert find_key(text) is not None
    revoke_key(key.number, by=by, at=at)
    assert find_key(text) is None


@pytest.mark.django_db(transaction=True)
def test_what_is_held_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(held, "MOST", 10)
    asked = Held(str)
    for key in range(100):
        asked(key)
    assert len(asked._answers) <= 10
