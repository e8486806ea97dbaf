"""The page of the model: figures counted from checks, "not enough data" below ten, claims of the plan as claims."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clearway.core.cases import CheckOutcome
from clearway.core.decisions import Decision
from clearway.core.events import CaseOpened, WarningChecked
from clearway.core.people import machine
from clearway.core.words import Bilingual
from clearway.record.door import commit
from tests.examples import COMMUNITY, COUNTY, a_warning
from tests.web.pages import Page
from tests.web.town import Town, visitor

pytestmark = pytest.mark.django_db


def checked(town: Town, count: int, right: int, probability: float = 0.9) -> None:
    """Write ``count`` warnings that people looked at, the first ``right`` of them confirmed."""
    for index in range(count):
        at = town.at + timedelta(hours=index)
        number, case = f"W20260101-{index:04}", f"C20260101-{index:04}"
        outcome = CheckOutcome.UNREGISTERED if index < right else CheckOutcome.NOTHING_FOUND
        events = (
            a_warning(number, probability=probability, since=at - timedelta(hours=3), raised_at=at),
            CaseOpened(subject=case, title=Bilingual("案", "case"), place_code=COMMUNITY, warning=number),
            WarningChecked(subject=number, case=case, outcome=outcome, note="看过"),
        )
        commit(Decision(events), by=machine(COUNTY), at=at)


def _text(language: str = "en") -> str:
    answer = visitor(language).get("/model/")
    assert answer.status_code == 200
    return " ".join(Page(answer.content.decode()).text.split())


def test_without_checks_the_page_says_that_there_is_not_enough_data(town: Town) -> None:
    text = _text()
    assert "not enough data" in text
    assert "0 of 1 warnings" in text
    assert "%)" not in text


def test_nine_checks_are_not_enough_and_ten_are(town: Town) -> None:
    checked(town, 9, 9)
    assert "not enough data (9/9)" in _text()


def test_figures_carry_their_interval_and_the_curve_its_table(town: Town) -> None:
    checked(town, 40, 30)
    text = _text()
    assert "75% (60%–86%, 30/40)" in text
    assert "100% (92%–100%, 30/30)" in text
    assert "3.0 h (3.0–3.0)" in text
    assert "Reliability curve" in text
    page = Page(visitor("en").get("/model/").content.decode())
    assert sum(name == "circle" for name, _ in page.tags) == 1


def test_a_precision_the_checks_do_not_show_is_not_promised(town: Town) -> None:
    checked(town, 40, 20)
    assert "40 checked warnings do not yet show a precision of 85% at any threshold" in _text()


def test_the_plans_figures_are_told_as_claims_in_both_languages(town: Town) -> None:
    assert "claimed in its source" in _text()
    assert "来源中的说法" in _text("zh-hans")
