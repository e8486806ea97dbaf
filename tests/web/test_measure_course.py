"""A measure on its pages: acts of offices, appeals without an account, the person at the barrier, documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import docx
import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from PIL import Image

from clearway.core.measures import MeasureStatus
from clearway.core.people import Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.publish.documents.qr import png
from clearway.record import feeds, reading
from clearway.record.models import OutboxRow
from tests.examples import COMMUNITY, COUNTY, a_load
from tests.journeys.streets import Streets, laid
from tests.loop.test_handle_measure import a_draft
from tests.loop.test_handle_measure import enacted as taken
from tests.web.pages import HAN, Page
from tests.web.town import Town, found_closure, now, signed_in, visitor

pytestmark = pytest.mark.django_db
COMPOUND = f"{COMMUNITY}-C09"


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


@pytest.fixture
def measure(town: Town, streets: Streets) -> str:
    """A measure that came through every step three days ago and has been in force for one."""
    place = Place(code=COMPOUND, kind=PlaceKind.COMPOUND, name="双门小区", point=Point(33.9995, 113.0065))
    feeds.store_places([place], load=a_load("places"), by=machine(COUNTY), at=now())
    at = now().astimezone(settings.ENVIRONMENT.time_zone) - timedelta(days=3)
    draft = a_draft(streets, at, place_code=COMPOUND, place_text="双门小区", point=place.point)
    return str(reading.proposal(taken(draft, at)).measure)


def act(client: Client, number: str, name: str, **said: str) -> int:
    """Do an act on the measure's page."""
    return client.post(f"/measures/{number}/acts", {"act": name, "note": "理由充分", **said}).status_code


def status(number: str) -> MeasureStatus:
    """How it stands now."""
    found = reading.measure(number)
    assert found is not None
    return found.status(now())


def test_the_public_page_shows_steps_findings_and_history_and_names_nobody(measure: str) -> None:
    html = visitor().get(f"/measures/{measure}").content.decode()
    assert "签署的法律结论" in html
    assert "county_health-1" not in html
    assert "责任与容错" not in html


def test_legal_and_inspectors_see_who_answers_for_it(measure: str) -> None:
    html = signed_in(Role.INSPECTOR).get(f"/measures/{measure}").content.decode()
    assert "责任与容错" in html
    assert "符合容错条件" in html
    assert "closing.authority" in html


def test_a_daily_review_is_recorded_and_its_clock_starts_anew(measure: str) -> None:
    assert act(signed_in(Role.COUNTY_HEALTH), measure, "review", advice="keep") == 302
    assert reading.last_review(measure) is not None
    assert act(signed_in(Role.COMMUNITY), measure, "review", advice="keep") == 403


def test_an_extension_is_decided_and_filed_on_the_page(measure: str) -> None:
    until = (now() + timedelta(days=9)).astimezone(settings.ENVIRONMENT.time_zone)
    assert act(signed_in(Role.COUNTY_GOVERNMENT), measure, "extend", ends_at=f"{until:%Y-%m-%dT%H:%M}") == 302
    extension = reading.extensions(measure)[0]
    html = visitor().get(f"/measures/{measure}").content.decode()
    assert "尚未备案" in html
    assert act(signed_in(Role.PROVINCE), measure, "file", extension=extension.number) == 302
    found = reading.measure(measure)
    assert found is not None
    assert found.filed_with == "省人民政府"


def test_lifting_opens_the_way_at_once(measure: str) -> None:
    assert act(signed_in(Role.COUNTY_GOVERNMENT), measure, "lift") == 302
    assert status(measure) is MeasureStatus.LIFTED


def test_an_appeal_takes_one_step_and_upheld_it_lifts_and_publishes(measure: str) -> None:
    client = visitor()
    answer = client.post(f"/measures/{measure}/appeal", {"text": "两天没有新增，应当解除"})
    assert answer.status_code == 302
    receipt = client.get(answer["Location"]).content.decode()
    appeal = reading.appeals(measure)[0].number
    assert appeal in receipt
    government, seen = signed_in(Role.COUNTY_GOVERNMENT), OutboxRow.objects.count()
    assert "两天没有新增" in government.get(f"/measures/{measure}").content.decode()
    assert "两天没有新增" not in visitor().get(f"/measures/{measure}").content.decode()
    assert act(government, measure, "answer", appeal=appeal, upheld="yes") == 302
    assert status(measure) is MeasureStatus.LIFTED
    kinds = list(OutboxRow.objects.order_by("seq").values_list("kind", flat=True))[seen:]
    assert kinds == ["appeal_decided", "measure_lifted"]
    assert "已解除" in client.get(answer["Location"]).content.decode()


def test_an_appeal_without_words_is_asked_again(measure: str) -> None:
    assert visitor().post(f"/measures/{measure}/appeal", {"text": " "}).status_code == 422


def test_at_the_barrier_one_reads_lawful_by_whom_until_when_and_the_open_gate(measure: str, streets: Streets) -> None:
    html = visitor().get(f"/here/{measure}").content.decode()
    assert "依法登记的措施，正在生效" in html
    assert "出入口" in html
    assert "/law/closing.emergency_vehicles" in html
    assert f"/measures/{measure}/appeal" in html


def test_at_a_closure_nobody_registered_one_reads_that_nobody_approved_it(town: Town) -> None:
    assert "没有任何机关批准" in visitor().get(f"/here/{found_closure(town)}").content.decode()


def test_a_gate_without_any_measure_says_so(measure: str) -> None:
    assert "依法登记" in visitor().get(f"/here/{COMPOUND}").content.decode()
    assert "没有登记任何措施" in visitor().get("/here/990102002001").content.decode()
    assert visitor().get("/here/nothing").status_code == 404


def test_the_code_leads_to_the_page_at_the_barrier(measure: str) -> None:
    assert visitor().get(f"/here/{measure}/qr.svg").content.startswith(b"<svg")
    text = f"http://testserver/here/{measure}"
    read = zxingcpp.read_barcode(Image.open(BytesIO(png(text))))
    assert read is not None
    assert read.text == text


def test_one_may_follow_an_opening_without_an_account(measure: str) -> None:
    client = visitor()
    answer = client.post(f"/measures/{measure}/opening")
    html = client.get(answer["Location"]).content.decode()
    assert f"/feeds/measures/{measure}.atom" in html
    assert client.get("/opening/forged").status_code == 404


def test_the_notice_states_what_article_67_asks_in_word_and_pdf(measure: str) -> None:
    answer = visitor().get(f"/measures/{measure}/documents/notice.docx")
    read = docx.Document(BytesIO(answer.content))
    table = {row.cells[0].text: row.cells[1].text for row in read.tables[0].rows}
    assert {"措施内容", "范围", "期限", "理由", "法律依据", "决定机关"} <= set(table)
    assert (table["范围"], table["决定机关"]) == ("南门", "柳河县人民政府")
    assert "第74条" in "".join(paragraph.text for paragraph in read.paragraphs)
    assert any("image" in part.content_type for part in read.part.package.iter_parts())
    assert visitor().get(f"/measures/{measure}/documents/notice.pdf").content.startswith(b"%PDF-")


def test_documents_of_offices_are_theirs_and_mark_policy_as_policy(measure: str) -> None:
    address = f"/measures/{measure}/documents/review_opinion.docx"
    assert visitor().get(address).status_code == 302
    read = docx.Document(BytesIO(signed_in(Role.LEGAL_REVIEW).get(address).content))
    rows = [[cell.text for cell in row.cells] for row in read.tables[1].rows]
    notice = next(row for row in rows if row[0] == "提前公告")
    assert "方案政策" in notice[3]
    assert next(row for row in rows if row[0] == "决定权限")[3].endswith("（法律）")


def test_a_document_that_does_not_exist_yet_is_not_found(measure: str) -> None:
    assert visitor().get(f"/measures/{measure}/documents/lifting_notice.pdf").status_code == 404
    assert visitor().get(f"/measures/{measure}/documents/notice.exe").status_code == 404


def test_every_kind_of_document_is_made_in_both_languages(measure: str, town: Town) -> None:
    from tests.web.town import open_case

    case = open_case(town, until="dispatched")
    until = (now() + timedelta(days=9)).astimezone(settings.ENVIRONMENT.time_zone)
    government = signed_in(Role.COUNTY_GOVERNMENT)
    act(government, measure, "extend", ends_at=f"{until:%Y-%m-%dT%H:%M}")
    act(government, measure, "lift")
    wanted = ("assessment", "review_opinion", "decision", "notice", "extension_filing", "lifting_notice")
    addresses = [f"/measures/{measure}/documents/{kind}" for kind in wanted]
    for address in (*addresses, f"/cases/{case}/documents/rectification_order"):
        for language in ("zh-hans", "en"):
            government.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            assert government.get(f"{address}.docx").content.startswith(b"PK"), address
            assert government.get(f"{address}.pdf").content.startswith(b"%PDF-"), address


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_speak_one_language_and_label_every_field(measure: str, language: str) -> None:
    client = signed_in(Role.COUNTY_GOVERNMENT, language=language)
    client.post(f"/measures/{measure}/appeal", {"text": "不合理"})
    proposal = reading.standing(measure).proposal
    opening = client.post(f"/measures/{measure}/opening")["Location"]
    for address in (
        f"/measures/{measure}", f"/measures/{measure}/appeal", f"/here/{measure}", opening, f"/proposals/{proposal}",
    ):  # fmt: skip
        answer = client.get(address)
        page = Page(answer.content.decode())
        assert answer.status_code == 200
        assert sum(name == "h1" for name, _ in page.tags) == 1, address
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids)), address
        labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
        for name, attrs in page.tags:
            if name in ("select", "textarea") or (name == "input" and attrs.get("type") != "hidden"):
                assert attrs.get("id") in labelled, (address, attrs)
        if language == "en":
            assert not [text for text in page.own if HAN.search(text)], address
