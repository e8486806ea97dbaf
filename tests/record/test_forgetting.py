"""Texts are forgotten when their term ends; what happened where and when stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clearway.core.people import machine
from clearway.core.rules import Rulebook
from clearway.record import reading
from clearway.record.feeds import store_reports
from clearway.record.models import LedgerLine, ReportRow
from clearway.record.retention import TERMS, forget_texts
from tests.examples import AT, COUNTY, ZONE, a_load, a_report

pytestmark = pytest.mark.django_db
BY = machine(COUNTY)


def test_old_texts_go_and_the_rest_stays() -> None:
    old = a_report(external_id="old", at=AT - timedelta(days=181))
    new = a_report(external_id="new", at=AT - timedelta(days=179))
    store_reports([old, new], load=a_load(), by=BY, at=AT, zone=ZONE)
    assert forget_texts(by=BY, at=AT) == 1
    texts = {report.external_id: report.text for report in reading.reports()}
    assert texts == {"old": "", "new": new.text}
    assert ReportRow.objects.get(external_id="old").topic == "medical"


def test_forgetting_again_writes_nothing() -> None:
    store_reports([a_report(at=AT - timedelta(days=400))], load=a_load(), by=BY, at=AT, zone=ZONE)
    forget_texts(by=BY, at=AT)
    lines = LedgerLine.objects.count()
    assert forget_texts(by=BY, at=AT) == 0
    assert LedgerLine.objects.count() == lines


def test_a_forgotten_text_does_not_come_back_with_the_same_file() -> None:
    told = [a_report(at=AT - timedelta(days=400))]
    store_reports(told, load=a_load(), by=BY, at=AT, zone=ZONE)
    forget_texts(by=BY, at=AT)
    assert store_reports(told, load=a_load(), by=BY, at=AT, zone=ZONE) == (0, 1)
    assert ReportRow.objects.get().text == ""


def test_every_term_names_a_rule_of_the_rulebook(rulebook: Rulebook) -> None:
    for term in TERMS.values():
        assert rulebook.rule(term.rule)
