"""Plain values and back, and one text for one content."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.events import WarningRaised
from clearway.core.evidence import Evidence, EvidenceSource
from clearway.core.measures import Measure
from clearway.core.reports import Report
from clearway.core.words import Bilingual
from clearway.record.plain import canonical, from_plain, to_plain
from tests.examples import AT, a_measure, a_report, a_warning

moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=timezone(timedelta(hours=8)))
)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("form", "value"), [(WarningRaised, a_warning()), (Measure, a_measure()), (Report, a_report("R1"))]
)
def test_what_went_in_comes_out(form: type, value: object) -> None:
    assert from_plain(form, json.loads(canonical(to_plain(value)))) == value


@given(
    st.builds(
        Evidence,
        source=st.sampled_from(EvidenceSource),
        summary=st.builds(Bilingual, words, words),
        since=moments,
        last_at=moments,
        weight=st.floats(allow_nan=False, allow_infinity=False),
        references=st.lists(words).map(tuple),
        figures=st.dictionaries(words, st.floats(allow_nan=False, allow_infinity=False)),
    )
)
def test_any_evidence_survives_the_ledger(evidence: Evidence) -> None:
    text = canonical(to_plain(evidence))
    assert from_plain(Evidence, json.loads(text)) == evidence
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(words, st.integers()))
def test_the_order_of_keys_does_not_matter(values: dict[str, int]) -> None:
    turned = dict(reversed(list(values.items())))
    assert canonical(values) == canonical(turned)


def test_moments_are_written_in_utc_and_days_as_days() -> None:
    assert to_plain(AT) == "2026-11-23T01:00:00+00:00"
    assert to_plain(date(2026, 11, 23)) == "2026-11-23"


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x"])
def test_what_has_no_plain_form_is_an_error(value: object) -> None:
    with pytest.raises(TypeError):
        to_plain(value)


def test_no_number_is_written_for_what_is_not_a_number() -> None:
    with pytest.raises(ValueError):
        canonical(float("nan"))
