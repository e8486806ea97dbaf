"""The feeds: complete, readable, without personal data and without any of the truth."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clearway.core.people import NO_OFFICE, Role
from clearway.core.places import Place, is_place_code, parent_code
from clearway.sources.budget import read_budget
from clearway.sources.cases import read_cases
from clearway.sources.complaints import read_complaints
from clearway.sources.days import read_calendar
from clearway.sources.facilities import read_facilities
from clearway.sources.flow import read_flow
from clearway.sources.links import read_links
from clearway.sources.measures import read_measures
from clearway.sources.places import read_places
from clearway.sources.stock import read_stock
from clearway.sources.travel import read_mobility, read_stairs
from clearway.world import WorldSummary
from tests.world.reading import rows

ZONE = ZoneInfo("Asia/Shanghai")
#: Columns that only the truth may have.
TELLING = {
    "sort",
    "about",
    "nature",
    "leak",
    "run",
    "findable",
    "starved",
    "expected_passages",
    "began",
    "reproduction",
    "truth",
}


@pytest.fixture(scope="module")
def places(county: WorldSummary) -> tuple[Place, ...]:
    return read_places(county.feeds / "places.csv").rows


def test_every_feed_is_read_without_a_single_reject(county: WorldSummary, places: tuple[Place, ...]) -> None:
    feeds, at = county.feeds, county.until
    taken = [
        read_facilities(feeds / "facilities.csv"),
        read_links(feeds / "links.csv"),
        read_flow(feeds / "flow.parquet", at=at),
        read_cases(feeds / "cases.csv", zone=ZONE, at=at, places=places),
        read_measures(feeds / "measures.csv", zone=ZONE, at=at, places=places),
        read_calendar(feeds / "calendar.csv"),
        read_stock(feeds / "stock.csv", zone=ZONE, at=at, places=places),
        read_budget(feeds / "budget.csv", zone=ZONE, at=at, places=places),
        read_complaints(feeds / "complaints.csv", zone=ZONE, at=at, places=places),
        read_mobility(feeds / "mobility.csv", zone=ZONE, at=at, places=places),
        read_stairs(feeds / "stairs.csv", zone=ZONE, at=at, places=places),
    ]
    assert [intake.rejects for intake in taken] == [()] * len(taken)
    assert all(len(intake.rows) for intake in taken)


def test_nothing_in_the_feeds_tells_the_truth(county: WorldSummary) -> None:
    for path in county.feeds.glob("*.csv"):
        assert not TELLING & set(rows(path)[0]), path.name
    assert {path.name for path in county.feeds.iterdir()} == {
        "roads.osm.pbf", "places.csv", "facilities.csv", "links.csv", "flow.parquet", "complaints.csv", "cases.csv",
        "measures.csv", "calendar.csv", "offices.csv", "stock.csv", "budget.csv",
        "mobility.csv", "stairs.csv",
    }  # fmt: skip


def test_texts_hold_no_number_that_could_be_a_telephone_and_callers_are_invented(county: WorldSummary) -> None:
    complaints = rows(county.feeds / "complaints.csv")
    assert not [row["text"] for row in complaints if re.search(r"\d{7,}", row["text"])]
    assert all(re.fullmatch(r"c\d{4}", row["caller"]) for row in complaints)
    assert all(row["simulated"] == "true" for row in complaints)


def test_the_hotline_answers_most_calls_within_a_day_and_a_few_never(county: WorldSummary) -> None:
    complaints = rows(county.feeds / "complaints.csv")
    moments = [(datetime.fromisoformat(row["at"]), row["answered_at"]) for row in complaints]
    told = [(at, datetime.fromisoformat(answered)) for at, answered in moments if answered]
    assert all(at < answered for at, answered in told)
    in_time = sum(answered - at <= timedelta(days=1) for at, answered in told)
    assert 0.8 < in_time / len(complaints) < 0.95
    assert len(told) < len(complaints)


def test_the_places_form_a_tree_whose_people_add_up(county: WorldSummary, places: tuple[Place, ...]) -> None:
    by_code = {place.code: place for place in places}
    children: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        assert is_place_code(place.code)
        assert place.parent == parent_code(place.code)
        if place.parent is not None:
            children[place.parent].append(by_code[place.code])
    for code, inside in children.items():
        counted = [child.population for child in inside if child.population is not None]
        if counted and by_code[code].population is not None:
            assert by_code[code].population == sum(counted), code
    assert by_code[county.county_code].population == county.people


def test_one_office_answers_for_each_role_and_region(county: WorldSummary, places: tuple[Place, ...]) -> None:
    offices = rows(county.feeds / "offices.csv")
    assert len({(row["code"], row["role"]) for row in offices}) == len(offices)
    assert {row["role"] for row in offices} == {role.value for role in Role if role not in NO_OFFICE}
    answered = {row["code"] for row in offices}
    assert {place.code for place in places if "-" not in place.code} == answered


def test_about_four_calls_in_five_have_nothing_to_do_with_it(county: WorldSummary) -> None:
    sorts = Counter(row["sort"] for row in rows(county.truth / "complaints.csv"))
    assert 0.7 < sorts["noise"] / sum(sorts.values()) < 0.88
    assert sorts["angry"] == 10
    assert min(sorts["true"], sorts["isolated"], sorts["denial"], sorts["cleared"]) > 0


def test_two_communities_hear_of_blocked_medical_access_three_days_running(county: WorldSummary) -> None:
    runs = {row["id"]: row["place_code"][:12] for row in rows(county.truth / "closures.csv") if row["run"] == "true"}
    medical: dict[str, set[date]] = defaultdict(set)
    at = {row["id"]: datetime.fromisoformat(row["at"]).date() for row in rows(county.feeds / "complaints.csv")}
    for row in rows(county.truth / "complaints.csv"):
        if row["about"] in runs and row["topic"] == "medical":
            medical[runs[row["about"]]].add(at[row["id"]])
    assert len(medical) >= 2
    assert all(longest(days) >= 3 for days in medical.values())


def longest(days: set[date]) -> int:
    """The longest run of days on end."""
    best = run = 0
    for number in range(min(days).toordinal(), max(days).toordinal() + 1):
        run = run + 1 if date.fromordinal(number) in days else 0
        best = max(best, run)
    return best


def test_the_angry_caller_is_one_person(county: WorldSummary) -> None:
    angry = {row["id"] for row in rows(county.truth / "complaints.csv") if row["sort"] == "angry"}
    callers = {row["caller"] for row in rows(county.feeds / "complaints.csv") if row["id"] in angry}
    assert len(callers) == 1


def test_closures_and_soft_barriers_come_in_the_promised_shares(county: WorldSummary) -> None:
    closures, softs = rows(county.truth / "closures.csv"), rows(county.truth / "softs.csv")
    assert 8 <= len(closures) <= 14
    assert len(softs) / (len(softs) + len(closures)) == pytest.approx(0.35, abs=0.03)
    assert any(not row["until"] for row in closures)
    assert any(row["until"] for row in closures)


def test_one_registered_closure_is_in_term_and_one_stands_past_it(county: WorldSummary) -> None:
    today = county.until.astimezone(ZONE).date()
    last = {row["id"]: date.fromisoformat(row["to"]) for row in rows(county.feeds / "measures.csv")}
    standing = [row for row in rows(county.truth / "closures.csv") if row["registered"] and not row["until"]]
    assert {last[row["registered"]] >= today for row in standing} == {True, False}


def test_reports_of_infections_come_after_they_began(county: WorldSummary) -> None:
    began: dict[str, date] = {}
    for row in rows(county.truth / "epidemic.csv"):
        day = date.fromisoformat(row["on"])
        began[row["place_code"]] = min(day, began.get(row["place_code"], day))
    reported = [row for row in rows(county.feeds / "cases.csv") if int(row["infections"])]
    assert sum(int(row["infections"]) for row in reported) > 100
    assert all(date.fromisoformat(row["on"]) > began[row["place_code"]] for row in reported)


def test_the_whole_fits_on_a_small_disk(county: WorldSummary) -> None:
    def size(folder: Path) -> int:
        return sum(path.stat().st_size for path in folder.rglob("*"))

    assert size(county.folder) < 20_000_000
