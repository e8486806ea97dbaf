"""Notices: told once a line, sent until they went out, by real servers; quiet at night; dead letters in sight."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_string, policy

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.decisions import Decision
from clearway.core.events import CaseOpened, ReportJoined
from clearway.core.notices import Channel, Contact
from clearway.core.people import machine
from clearway.core.refusals import BadUsage, NotFound
from clearway.core.words import Bilingual
from clearway.environment import Environment
from clearway.loop.notify import Told as Ran
from clearway.loop.notify import notify
from clearway.loop.subscribe import Opened, Wanted, subscribe, unsubscribe
from clearway.loop.take_report import Told, take_report
from clearway.record.door import commit
from clearway.record.models import LedgerLine, NoticeRow, OutboxRow
from clearway.record.notices import TRIES, dead_letters, send_again, waiting
from clearway.respond.quiet import not_before
from tests.examples import AT, COMMUNITY, COUNTY, OTHER_COUNTY, ZONE
from tests.publish.receivers import mail_server, web_server

BY = machine(COUNTY)
SECONDS = timedelta(seconds=1)


def environment(**changes: str) -> Environment:
    """The tests' settings with some ways out."""
    return replace(
        settings.ENVIRONMENT, **{"mail_from": "notice@county.example", "site": "https://c.example", **changes}
    )


def run(at: datetime = AT + SECONDS, **changes: str) -> Ran:
    """One run of the worker."""
    return notify(environment(**changes), at=at)


def wants(channel: Channel, address: str, *kinds: str, **changes: object) -> Opened:
    """A subscription that began a minute before."""
    wanted = Wanted(**({"channel": channel, "address": address, "kinds": kinds} | changes))  # type: ignore[arg-type]
    return subscribe(wanted, by=BY, at=AT - timedelta(minutes=1))


def report(address: str = "reader@example.org", channel: Channel = Channel.EMAIL, language: str = "en") -> str:
    """A report whose teller wants to hear of it, made part of a case."""
    contact = Contact(channel=channel, address=address, language="en" if language == "en" else "zh")
    told = Told(text="南门锁了", place_code=COMMUNITY, contact=contact)
    number = take_report(told, at=AT, zone=ZONE, region=COUNTY).number
    join(number)
    return number


def join(number: str, case: str = "C20261123-0001", at: datetime = AT) -> None:
    """A case, and the report in it."""
    title = Bilingual("南门被锁", "South gate locked")
    opened = CaseOpened(subject=case, title=title, place_code=COMMUNITY, report=number)
    commit(Decision((opened, ReportJoined(subject=number, case=case))), by=BY, at=at)


@pytest.mark.django_db
def test_a_reporter_is_mailed_in_the_language_asked_for_and_once() -> None:
    with mail_server() as mail:
        number = report()
        assert run(smtp_url=mail.url).sent == 1
        assert run(smtp_url=mail.url).sent == 0
        (letter,) = (message_from_string(one, policy=policy.default) for one in mail.letters)
    assert letter["To"] == "reader@example.org"
    assert letter["From"] == "notice@county.example"
    assert letter["Subject"] == f"Your report {number} is now case C20261123-0001."
    assert "https://c.example/track/" in letter.get_content()


@pytest.mark.django_db
def test_a_webhook_is_signed_over_id_time_and_body() -> None:
    with web_server() as web:
        opened = wants(Channel.WEBHOOK, web.url, "report_*", "case_*")
        number = report()
        ran = run()
        assert ran.sent == len(web.posts) == 3
    for headers, body in web.posts:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        secret = base64.b64decode(opened.secret.removeprefix("whsec_"))
        expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{expected}"
    kinds = {json.loads(body)["kind"] for _, body in web.posts}
    assert kinds == {"report_taken", "report_joined", "case_opened"}
    assert json.loads(web.posts[-1][1])["reports"][0]["number"] == number


@pytest.mark.django_db
def test_what_did_not_go_out_is_tried_again_later_and_not_lost() -> None:
    with web_server(500, 503) as web:
        wants(Channel.WEBHOOK, web.url, "case_opened")
        report()
        assert (run().failed, len(web.posts)) == (1, 0)
        assert run(AT + 2 * SECONDS).failed == 0
        assert run(AT + 60 * SECONDS).failed == 1
        assert run(AT + 600 * SECONDS).sent == 1
    row = NoticeRow.objects.get(channel="webhook")
    assert (row.attempts, row.error, row.dead_at) == (3, "", None)


@pytest.mark.django_db
def test_after_the_last_try_it_is_a_dead_letter_that_can_be_sent_again() -> None:
    with web_server(*[500] * TRIES) as web:
        wants(Channel.WEBHOOK, web.url, "case_opened")
        report()
        for hour in range(0, 20 * TRIES, 10):
            run(AT + timedelta(hours=hour, seconds=1))
        (row,) = dead_letters()
        assert (row.attempts, row.error) == (TRIES, "HTTP 500")
        assert send_again(row.pk, AT + timedelta(days=20)) == 1
        assert run(AT + timedelta(days=21)).sent == 1
    assert waiting() == (1, 0)  # the reporter's mail: no way out was open


@pytest.mark.django_db
def test_a_receiver_that_is_gone_is_not_asked_again() -> None:
    with web_server(410) as web:
        wants(Channel.WEBHOOK, web.url, "case_opened")
        report()
        run()
    assert [row.error for row in dead_letters()] == ["HTTP 410"]


@pytest.mark.django_db
def test_a_refused_recipient_is_a_dead_letter_and_a_full_mailbox_is_not() -> None:
    report()
    with mail_server(550) as mail:
        run(smtp_url=mail.url)
    (row,) = dead_letters()
    assert "example.org" not in row.error


@pytest.mark.django_db
def test_killed_between_sending_and_noting_it_is_sent_again_with_the_same_name() -> None:
    with web_server() as web:
        wants(Channel.WEBHOOK, web.url, "case_opened")
        report()
        run()
        from clearway.record.models.kept import door_open

        with door_open():  # as if the note of it had never reached the disk
            NoticeRow.objects.filter(channel="webhook").update(sent_at=None)
        run()
    assert len({headers["webhook-id"] for headers, _ in web.posts}) == 1
    assert len(web.posts) == 2


@pytest.mark.django_db
def test_only_those_are_told_who_asked_for_the_kind_and_the_place() -> None:
    with web_server() as web:
        wants(Channel.WEBHOOK, web.url, "case_opened", region=OTHER_COUNTY)
        ended = wants(Channel.WEBHOOK, web.url, "case_opened", region=COUNTY)
        wants(Channel.WEBHOOK, web.url, "measure_lifted")
        unsubscribe(ended.number, by=BY, at=AT)
        report()
        run()
        assert web.posts == []
        with pytest.raises(NotFound):
            unsubscribe(ended.number, by=BY, at=AT)


@pytest.mark.django_db
def test_every_line_is_told_or_passed_over_and_none_holds_up_the_rest() -> None:
    report()
    run()
    assert not OutboxRow.objects.filter(sent_at=None).exists()
    assert OutboxRow.objects.count() == LedgerLine.objects.count()


@pytest.mark.django_db
def test_a_telephone_rings_in_the_morning_and_a_chat_at_once() -> None:
    night = AT.replace(hour=23)
    with web_server() as gateway, web_server() as chat:
        wants(Channel.CHAT, chat.url, "case_opened")
        told = Told(text="南门锁了", place_code=COMMUNITY, contact=Contact(channel=Channel.SMS, address="+10000000"))
        number = take_report(told, at=night, zone=ZONE, region=COUNTY).number
        join(number, at=night)
        run(night + SECONDS, sms_url=gateway.url, sms_key="k")
        assert (len(gateway.posts), len(chat.posts)) == (0, 1)
        run(night + timedelta(hours=9), sms_url=gateway.url, sms_key="k")
        assert len(gateway.posts) == 1
    headers, body = gateway.posts[0]
    assert headers["authorization"] == "Bearer k"
    assert json.loads(body)["to"] == "+10000000"
    assert "南门被锁" not in chat.posts[0][1].decode()


@pytest.mark.django_db
def test_a_way_that_is_not_open_here_waits_and_costs_no_try() -> None:
    report()
    assert run() == Ran(made=1, sent=0, failed=0)
    row = NoticeRow.objects.get()
    assert (row.attempts, row.error, row.dead_at) == (0, "not configured", None)


@pytest.mark.django_db
def test_no_address_stands_in_the_ledger_or_in_a_notice() -> None:
    wants(Channel.EMAIL, "office@example.org", "case_opened")
    report()
    run()
    for row in LedgerLine.objects.all():
        assert "example.org" not in row.payload
    for notice in NoticeRow.objects.all():
        assert "example.org" not in json.dumps(notice.content) + notice.recipient


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": Channel.WEBHOOK, "address": "ftp://x"},
        {"channel": Channel.EMAIL, "address": "nobody"},
        {"kinds": ()},
        {"region": "99"},
        {"quiet": (25, 7)},
    ],
)
@pytest.mark.django_db
def test_a_subscription_that_cannot_work_is_refused(changes: dict[str, object]) -> None:
    wanted = {"channel": Channel.EMAIL, "address": "a@b.example", "kinds": ("case_*",)} | changes
    with pytest.raises(BadUsage):
        subscribe(Wanted(**wanted), by=BY, at=AT)  # type: ignore[arg-type]


@given(st.integers(0, 23), st.integers(0, 23), st.integers(0, 24 * 60 - 1))
def test_quiet_hours_end_and_never_delay_by_a_day(begins: int, ends: int, minute: int) -> None:
    at = AT.replace(hour=0) + timedelta(minutes=minute)
    later = not_before(at, (begins, ends))
    assert at <= later < at + timedelta(days=1)
    assert not_before(later, (begins, ends)) == later
    assert not_before(at, (begins, ends), urgent=True) == at
