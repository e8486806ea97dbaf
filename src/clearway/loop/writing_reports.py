"""Reports on their way into the record: those that come at once share a transaction, a chain of lines and a flush."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from clearway.core.barriers import Topic
from clearway.core.decisions import Decision
from clearway.core.events import Event, ReportTaken
from clearway.core.intake_events import ContactLeft, CopyNoticed, RequestReceived
from clearway.core.notices import Contact
from clearway.core.people import Actor
from clearway.core.photos import Photo
from clearway.core.reports import Report
from clearway.core.service_requests import ServiceRequest
from clearway.loop.keep_photo import attach
from clearway.monitor.duplicates import WITHIN, is_copy
from clearway.monitor.masking import mask
from clearway.record.answers import Answer, Asked, KeyReused, given_before, one_process_at_a_time, remember
from clearway.record.contacts import seal_contact
from clearway.record.door import commit, session
from clearway.record.numbers import next_numbers
from clearway.record.pipelining import without_waiting
from clearway.record.reading.copies import texts_lately
from clearway.record.together import Together

_TAKEN = 201
#: Number and text of reports of late by place and topic, asked once for reports written together.
Lately = Mapping[tuple[str | None, Topic], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A report, masked and read, on its way; ``asked`` is its idempotency key."""

    report: Report
    token: str
    by: Actor
    zone: ZoneInfo
    photos: tuple[Photo, ...] = ()
    contact: Contact | None = None
    request: ServiceRequest | None = None
    asked: Asked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What whoever told gets; ``again``: the same request had come before."""

    number: str
    token: str
    at: datetime
    again: bool = False


def write_report(sent: Sent) -> Acknowledged:
    """Write one report, with others that come at once; on the disk when this returns.

    Raises:
        KeyReused: its idempotency key came with another request.
    """
    if connection.in_atomic_block:  # whoever holds a transaction must not wait for another's
        (done,) = _write_all([sent])
    else:
        done = _TOGETHER.do(sent)
    if isinstance(done, KeyReused):
        raise done
    return done


def _write_all(batch: Sequence[Sent]) -> list[Acknowledged | KeyReused]:
    with session(), without_waiting():
        one_process_at_a_time()
        before = given_before([sent.asked for sent in batch if sent.asked])
        new = _first_of_each(batch, before)
        done = _write_new(new) if new else {}
        return [_answer(sent, before, done) for sent in batch]


def _first_of_each(batch: Sequence[Sent], before: Mapping[str, Answer | KeyReused]) -> list[Sent]:
    """Those not answered before; of several with one key that came at once, the first."""
    new: dict[str, Sent] = {}
    for sent in batch:
        key = sent.asked.key_hash if sent.asked else sent.token
        if key not in before:
            new.setdefault(key, sent)
    return list(new.values())


def _answer(
    sent: Sent, before: Mapping[str, Answer | KeyReused], done: Mapping[str, Acknowledged]
) -> Acknowledged | KeyReused:
    if sent.token in done:
        return done[sent.token]
    assert sent.asked is not None  # without a key it is always new
    earlier = before.get(sent.asked.key_hash)
    if earlier is None:  # its twin came in this very batch
        return given_now(sent.asked)
    return earlier if isinstance(earlier, KeyReused) else _again(earlier)


def given_now(asked: Asked) -> Acknowledged | KeyReused:
    """The answer another request with the same key has just got."""
    answer = given_before([asked])[asked.key_hash]
    return answer if isinstance(answer, KeyReused) else _again(answer)


def _again(answer: Answer) -> Acknowledged:
    said = answer[1]
    return Acknowledged(number=said["number"], token=said["token"], at=datetime.fromisoformat(said["at"]), again=True)


def _write_new(new: Sequence[Sent]) -> dict[str, Acknowledged]:
    last = new[-1]
    numbers = next_numbers("R", len(new), last.report.at, last.zone)
    events: list[Event] = []
    done: dict[str, Acknowledged] = {}
    since = last.report.at.replace(minute=0, second=0, microsecond=0) - WITHIN
    lately = texts_lately(((sent.report.place_code, sent.report.reading.topic) for sent in new), since)
    for sent, number in zip(new, numbers, strict=True):
        events += _events(sent, number, lately)
        done[sent.token] = Acknowledged(number=number, token=sent.token, at=sent.report.at)
    commit(Decision(tuple(events)), by=last.by, at=last.report.at)
    asked = [(sent.asked, (_TAKEN, _said(done[sent.token]))) for sent in new if sent.asked]
    remember(asked, last.report.at)
    return done


def _said(done: Acknowledged) -> dict[str, str]:
    return {"number": done.number, "token": done.token, "at": done.at.isoformat()}


def _events(sent: Sent, number: str, lately: Lately) -> Iterator[Event]:
    report = replace(sent.report, number=number)
    yield ReportTaken(subject=number, report=report, token_hash=hashlib.sha256(sent.token.encode()).hexdigest())
    copied = _copied(report, lately)
    if copied is not None:
        yield CopyNoticed(subject=number, of=copied)
    yield from attach(number, sent.photos, report.place_code)
    if sent.contact is not None:
        sealed = seal_contact(sent.contact)
        channel, language = sent.contact.channel.value, sent.contact.language
        yield ContactLeft(subject=number, channel=channel, language=language, sealed=sealed)
    if sent.request is not None:
        yield _request(sent.request, number)


def _request(said: ServiceRequest, number: str) -> RequestReceived:
    return RequestReceived(
        subject=number,
        service_code=said.service_code,
        key=said.key,
        address=mask(said.address),
        address_id=said.address_id,
        media_url=said.media_url,
        attributes={code: mask(value) if isinstance(value, str) else value for code, value in said.attributes.items()},
    )


def _copied(report: Report, lately: Lately) -> str | None:
    told = lately.get((report.place_code, report.reading.topic), ())
    return next((number for number, text in told if is_copy(report.text, text)), None)


_TOGETHER: Together[Sent, Acknowledged | KeyReused] = Together(_write_all)
