"""The rulebook as shipped, and the loader's strictness."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from clearway.core.refusals import NotFound
from clearway.core.rules import BadRule, Force, Rulebook, Verified
from clearway.law.load import HERE, load_rulebook, read_rulebook, read_rules

TODAY = date(2026, 11, 23)

#: Rule ids other parts of the house call by name.
PROMISED = (
    "closing.negative_list",
    "closing.authority",
    "closing.ceiling_days",
    "closing.term_days",
    "closing.notice_hours",
    "closing.release_clock",
    "closing.approval_chain",
    "closing.barrier_by_others",
    "duty.first_answer_hours",
    "duty.verify_hours",
    "duty.rectify_hours",
    "duty.recheck_hours",
    "risk.three_days_running",
)

#: Every article the design notes name, by the document's key in ``documents.yaml``.
ARTICLES = {
    "infectious_diseases_2025": "13 17 58 63 65 66 67 68 74",
    "health_emergencies_2025": "8 9 39 40 46 49 50",
    "emergency_response_2024": "9 10 83 84",
    "public_security_2025": "26(4) 61(3)",
    "fire_protection_2021": "28 60",
    "road_traffic_2021": "31 40 104",
    "administrative_coercion_2011": "5 10",
    "civil_code_2020": "278 280 286",
    "village_committees_2025": "26 30 31",
    "residents_committees_2025": "27 29 31",
    "personal_information_2021": "6 13(4) 19 24 28 29 31 34 35 45 47 55 56",
    "accessibility_2023": "29 32 35",
    "electronic_signature_2019": "13 14",
}

#: What only the work plan asks: never to be shown as required by law.
PLAN_POLICY = (
    "closing.ceiling_days",
    "closing.notice_hours",
    "closing.extension_filing",
    "residents.owners_two_thirds",
)


def rule_file() -> dict[str, Any]:
    """A rule that lacks nothing."""
    return {
        "title": {"zh": "上限", "en": "Ceiling"},
        "force": "policy",
        "unit": "days",
        "tighten": "lower",
        "citations": [
            {
                "document": {"zh": "方案", "en": "Plan"},
                "article": "5.1",
                "link": "https://example.org/",
                "checked": date(2026, 11, 23),
                "verified": "unverified",
            }
        ],
        "values": [{"since": date(2020, 1, 1), "value": 14}],
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Writes one rule file into a rulebook folder of its own; returns the folder."""

    def writing(raw: dict[str, Any]) -> Path:
        file = tmp_path / "closing" / "ceiling_days.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
        return tmp_path

    return writing


@pytest.mark.parametrize("rule_id", PROMISED)
def test_a_rule_others_call_by_name_is_in_force_today(rulebook: Rulebook, rule_id: str) -> None:
    assert rulebook.value(rule_id, TODAY) is not None


@pytest.mark.parametrize("document", ARTICLES)
def test_every_article_the_design_names_is_cited_by_some_rule(rulebook: Rulebook, document: str) -> None:
    title = yaml.safe_load((HERE / "cn" / "documents.yaml").read_text(encoding="utf-8"))[document]["document"]["zh"]
    cited = {
        article.strip()
        for rule in rulebook.rules.values()
        for citation in rule.citations
        if citation.document.zh == title
        for article in citation.article.split(",")
    }
    assert set(ARTICLES[document].split()) <= cited


@pytest.mark.parametrize("rule_id", PLAN_POLICY)
def test_what_only_the_plan_asks_is_never_law(rulebook: Rulebook, rule_id: str) -> None:
    assert rulebook.rule(rule_id).force is Force.POLICY


def test_a_law_rule_never_rests_on_the_plan_alone(rulebook: Rulebook) -> None:
    for rule in rulebook.rules.values():
        if rule.force is Force.LAW:
            assert all(citation.verified is not Verified.PLAN for citation in rule.citations), rule.id


def test_no_rule_claims_to_have_been_checked_against_the_gazette(rulebook: Rulebook) -> None:
    assert {c.verified for rule in rulebook.rules.values() for c in rule.citations} == {
        Verified.SECONDARY,
        Verified.PLAN,
        Verified.UNVERIFIED,
    }


def test_every_citation_that_is_not_the_gazette_says_so_in_a_note(rulebook: Rulebook) -> None:
    for rule in rulebook.rules.values():
        assert all(citation.note for citation in rule.citations), rule.id


def test_the_release_clock_follows_the_five_packs_by_date(rulebook: Rulebook) -> None:
    days = (date(2022, 6, 27), date(2022, 6, 28), date(2022, 11, 11), date(2022, 12, 7), date(2023, 1, 8))
    found = [rulebook.value("closing.release_clock", day) for day in days]
    assert [(clock["pack"], clock["high"], clock["medium"]) for clock in found] == [
        ("ed8", 14, 14),
        ("ed9", 7, 7),
        ("rules20", 5, 0),
        ("rules10", 5, 0),
        ("class_b", 0, 0),
    ]


def test_a_rulebook_is_read_in_less_than_150_ms() -> None:
    read_rulebook(HERE / "cn")
    begun = time.perf_counter()
    read_rulebook(HERE / "cn")
    assert time.perf_counter() - begun < 0.15


def test_a_rulebook_is_parsed_once_a_process() -> None:
    assert load_rulebook() is load_rulebook("cn", [])


def test_a_jurisdiction_nobody_knows_is_refused() -> None:
    with pytest.raises(NotFound):
        load_rulebook("atlantis")


def test_a_complete_file_becomes_a_rule_named_by_its_path(write: Callable[[dict[str, Any]], Path]) -> None:
    rule = read_rulebook(write(rule_file())).rule("closing.ceiling_days")
    assert (rule.on(date(2019, 12, 31)), rule.on(date(2020, 1, 1))) == (None, 14)


def test_a_rule_is_repealed_by_null(write: Callable[[dict[str, Any]], Path]) -> None:
    raw = rule_file()
    raw["values"].append({"since": date(2023, 1, 8), "value": None})
    rule = read_rulebook(write(raw)).rule("closing.ceiling_days")
    assert (rule.on(date(2023, 1, 7)), rule.on(date(2023, 1, 8))) == (14, None)


def _without(*path: str | int) -> dict[str, Any]:
    raw: Any = rule_file()
    at = raw
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return raw


def _with(value: object, *path: str | int) -> dict[str, Any]:
    raw: Any = rule_file()
    at = raw
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return raw


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (_without("title"), "title"),
        (_without("title", "zh"), "title"),
        (_with("", "title", "en"), "title.en"),
        (_without("force"), "force"),
        (_with("custom", "force"), "force"),
        (_without("unit"), "unit"),
        (_without("citations"), "citations"),
        (_with([], "citations"), "citations"),
        (_without("citations", 0, "article"), "citations[0].article"),
        (_without("citations", 0, "link"), "citations[0].link"),
        (_without("citations", 0, "checked"), "citations[0].checked"),
        (_with("last week", "citations", 0, "checked"), "citations[0].checked"),
        (_with("somewhere", "citations", 0, "document"), "citations[0].document"),
        (_with("certainly", "citations", 0, "verified"), "citations[0].verified"),
        (_without("values"), "values"),
        (_without("values", 0, "since"), "values[0]"),
        (_with("2020", "values", 0, "since"), "values[0].since"),
        (_with(14, "values"), "values"),
        (
            _with([{"since": date(2021, 1, 1), "value": 1}, {"since": date(2020, 1, 1), "value": 2}], "values"),
            "values[1].since",
        ),
        (_with("sideways", "tighten"), "tighten"),
        (_with("days", "units"), "units"),
        (_with({"zh": "只有中文"}, "explanation"), "explanation"),
    ],
)
def test_a_file_that_lacks_something_is_refused_with_file_and_key(
    write: Callable[[dict[str, Any]], Path], raw: dict[str, Any], key: str
) -> None:
    folder = write(raw)
    with pytest.raises(BadRule) as refused:
        read_rulebook(folder)
    file = str(folder / "closing" / "ceiling_days.yaml")
    assert (refused.value.data["file"], refused.value.data["key"]) == (file, key)
    assert all(file in refused.value.say(language) and key in refused.value.say(language) for language in ("zh", "en"))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"title: a: b", "line 1"),
        ("title: 上限".encode("gbk"), "(file)"),
        (b"- a\n- list\n", "(file)"),
        (b"", "(file)"),
        (b"!!python/object/apply:os.system ['true']", "line 1"),
    ],
)
def test_a_file_that_is_no_rule_at_all_is_refused_with_its_name(tmp_path: Path, content: bytes, key: str) -> None:
    (tmp_path / "rule.yaml").write_bytes(content)
    with pytest.raises(BadRule) as refused:
        read_rulebook(tmp_path)
    assert refused.value.data["key"] == key


def test_every_bad_file_is_named_not_only_the_first(write: Callable[[dict[str, Any]], Path]) -> None:
    folder = write(_without("unit"))
    (folder / "another.yaml").write_text("title: 1", encoding="utf-8")
    rules, problems = read_rules(folder)
    assert (rules, len(problems)) == ({}, 2)
