"""The word list's page: who may edit, what is offered and sorted, what it changes, and that all of it can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.people import Role, machine
from clearway.core.refusals import NotAllowed
from clearway.core.reports import Reading
from clearway.loop import grow_lexicon
from clearway.record import feeds, reading
from clearway.record.models import CorrectionRow, LedgerLine, LexiconWordRow, ReportRow
from tests.examples import COMMUNITY, COUNTY, ZONE, a_load, a_report
from tests.web.pages import HAN, Page
from tests.web.town import HOSTILE, OTHER_COMMUNITY, Town, desk, now, signed_in, visitor

pytestmark = pytest.mark.django_db
UNSURE = Reading(topic=Topic.OTHER, barrier=BarrierNature.NONE, status=TextStatus.STANDING, confidence=0.3)
TEXTS = [f"{who}要去做璇玑，门口不给过" for who in ("老张家", "楼上", "对门", "隔壁")]


def _load(readings: Reading = UNSURE, texts: list[str] = TEXTS, place: str = COMMUNITY) -> list[str]:
    """Reports of a feed; returns their numbers."""
    reports = [
        replace(a_report(), external_id=f"H-{place}-{i}", text=text, reading=readings, at=now(), place_code=place)
        for i, text in enumerate(texts)
    ]
    feeds.store_reports(reports, load=a_load(), by=machine(COUNTY), at=now(), zone=ZONE)
    return list(ReportRow.objects.filter(place_code=place).order_by("number").values_list("number", flat=True))


def _correct(number: str, topic: str = "medical") -> dict[str, str]:
    return {"act": "correct", "report": number, "topic": topic, "barrier": "physical", "status": "standing"}


@pytest.mark.parametrize("role", [Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT, Role.HOTLINE])
def test_editors_open_the_page_in_both_languages(town: Town, role: Role) -> None:
    _load()
    assert signed_in(role).get("/lexicon/").status_code == 200


@pytest.mark.parametrize("role", [Role.TOWNSHIP, Role.COMMUNITY, Role.INSPECTOR, Role.RESIDENT])
def test_nobody_else_opens_it_or_writes_through_it(town: Town, role: Role) -> None:
    (number, *_) = _load()
    client = signed_in(role)
    lines = LedgerLine.objects.count()
    assert client.get("/lexicon/").status_code == 403
    assert client.post("/lexicon/", _correct(number)).status_code == 403
    assert (
        client.post("/lexicon/", {"act": "add", "word": "璇玑", "label": "medical", "weight": "3"}).status_code == 403
    )
    assert LedgerLine.objects.count() == lines
    with pytest.raises(NotAllowed):
        grow_lexicon.teach("璇玑", "medical", 3.0, desk(role))


def test_a_visitor_is_asked_to_sign_in(town: Town) -> None:
    assert visitor().get("/lexicon/").status_code == 302


def test_a_word_that_is_taught_changes_the_next_reading_and_taken_back_changes_it_back(town: Town) -> None:
    client = signed_in(Role.HOTLINE)
    answer = client.post("/lexicon/", {"act": "add", "word": "璇璣", "label": "medical", "weight": "3"})
    assert (answer.status_code, answer["Location"]) == (302, "/lexicon/#added")
    assert grow_lexicon.read(TEXTS[0]).topic is Topic.MEDICAL
    client.post("/lexicon/", {"act": "remove", "word": "璇玑", "label": "medical"})
    assert grow_lexicon.read(TEXTS[0]).topic is Topic.OTHER
    assert [line.kind for line in LedgerLine.objects.order_by("-seq")[:2]] == [
        "lexicon_word_removed",
        "lexicon_word_added",
    ]


@pytest.mark.parametrize(
    ("word", "label", "weight"),
    [("璇", "medical", "2"), ("13800138000", "medical", "2"), ("璇玑", "", "2"), ("璇玑", "medical", "9"),
     ("璇玑", "medical", "x"), (HOSTILE, "medical", "2"), ("看病", "medical", "2")],
)  # fmt: skip
def test_what_is_no_word_or_known_already_is_refused_with_a_sentence(
    town: Town, word: str, label: str, weight: str
) -> None:
    answer = signed_in(Role.COUNTY_HEALTH).post(
        "/lexicon/", {"act": "add", "word": word, "label": label, "weight": weight}
    )
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert not LexiconWordRow.objects.exists()


def test_unsure_reports_wait_and_a_correction_is_a_label_that_can_be_withdrawn(town: Town) -> None:
    (number, *_) = _load()
    client = signed_in(Role.COUNTY_HEALTH, language="en")
    page = Page(client.get("/lexicon/").content.decode())
    assert "To be sorted by a person" in page.text
    assert any("璇玑" in text for text in page.quoted)
    assert client.post("/lexicon/", _correct(number)).status_code == 302
    report = reading.report(number)
    assert report is not None
    assert (report.reading.topic, report.reading.confidence) == (Topic.MEDICAL, 1.0)
    assert CorrectionRow.objects.get().machine_topic == "other"
    client.post("/lexicon/", {"act": "withdraw", "report": number})
    again = reading.report(number)
    assert again is not None
    assert (again.reading.topic, again.reading.confidence) == (Topic.OTHER, 0.3)
    assert not CorrectionRow.objects.exists()


def test_corrected_a_second_time_the_machines_own_reading_is_still_known(town: Town) -> None:
    (number, *_) = _load()
    client = signed_in(Role.COUNTY_HEALTH)
    client.post("/lexicon/", _correct(number, "medicine"))
    client.post("/lexicon/", _correct(number, "medical"))
    assert (CorrectionRow.objects.get().machine_topic, CorrectionRow.objects.get().topic) == ("other", "medical")


def test_a_correction_outlives_the_same_report_loaded_with_another_reading(town: Town) -> None:
    (number, *_) = _load()
    grow_lexicon.correct(number, Topic.MEDICAL, BarrierNature.PHYSICAL, TextStatus.STANDING, desk(Role.HOTLINE))
    _load(readings=replace(UNSURE, topic=Topic.FOOD, confidence=0.8))
    report = reading.report(number)
    assert report is not None
    assert report.reading.topic is Topic.MEDICAL


def test_how_often_people_agree_is_told_once_there_are_ten_readings(town: Town) -> None:
    numbers = _load(texts=[f"{text}{turn}" for turn in "甲乙丙" for text in TEXTS])
    for index, number in enumerate(numbers):
        topic = Topic.OTHER if index < 9 else Topic.MEDICAL
        grow_lexicon.correct(number, topic, BarrierNature.NONE, TextStatus.STANDING, desk(Role.HOTLINE))
    text = " ".join(Page(signed_in(Role.HOTLINE, language="en").get("/lexicon/").content.decode()).text.split())
    assert "75%" in text
    assert "9/12" in text


def test_words_of_corrected_reports_are_offered_with_their_topic(town: Town) -> None:
    for number in _load():
        grow_lexicon.correct(number, Topic.MEDICAL, BarrierNature.NONE, TextStatus.STANDING, desk(Role.HOTLINE))
    page = Page(signed_in(Role.HOTLINE).get("/lexicon/").content.decode())
    offered = [attrs["value"] for name, attrs in page.tags if name == "input" and attrs.get("name") == "word"]
    assert any("璇玑" in word for word in offered)


def test_a_report_of_another_county_is_neither_shown_nor_corrected(town: Town) -> None:
    elsewhere = OTHER_COMMUNITY.replace("9901", "9902")
    (number, *_) = _load(place=elsewhere)
    client = signed_in(Role.COUNTY_HEALTH)
    assert number not in client.get("/lexicon/").content.decode()
    assert client.post("/lexicon/", _correct(number)).status_code == 403


def test_the_page_leaks_no_markup_and_every_field_has_its_label(town: Town) -> None:
    _load(texts=[f"{text}{HOSTILE}" for text in TEXTS])
    html = signed_in(Role.HOTLINE, language="en").get("/lexicon/").content.decode()
    page = Page(html)
    assert "<script>alert" not in html
    assert not [text for text in page.own if HAN.search(text)]
    labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
    for name, attrs in page.tags:
        if name == "select" or (name == "input" and attrs.get("type") != "hidden"):
            assert attrs.get("id") in labelled
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
