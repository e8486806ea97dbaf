"""Who is told of what happened: ledger lines become notices, notices go out by their connectors.

Run it again at any moment: a line is told once, a notice is sent until it went out, whatever was killed in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from zoneinfo import ZoneInfo

from clearway.core.notices import Channel, Notice
from clearway.core.places import covers
from clearway.core.words import Language
from clearway.environment import Environment
from clearway.publish.connectors import connector
from clearway.publish.connectors.message import Message, NotSent, Outlets
from clearway.publish.notice_words import REPORTER_KINDS, for_office, for_reporter, title
from clearway.record import notices
from clearway.record.contacts import open_contact, open_text
from clearway.record.models import CaseRow, ContactRow, NoticeRow, ReportRow, SubscriptionRow, TaskRow
from clearway.record.notices import Said
from clearway.respond.quiet import RESIDENTS_QUIET, not_before

_BATCH = 500
_LINK = {"R": "reports", "C": "cases", "W": "warnings", "M": "measures"}
#: Kinds that cannot wait till morning.
_URGENT = frozenset({"warning_raised", "task_escalated", "case_escalated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one run did: notices made, sent, not sent."""

    made: int
    sent: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What a line is about: the place and case it belongs to, the state reached, the reports that began it."""

    line: Said
    place_code: str | None
    case: str | None
    state: str
    reports: tuple[ReportRow, ...]


def notify(environment: Environment, *, at: datetime) -> Told:
    """Tell everybody everything that waits, as of ``at``."""
    made = make_notices(environment.time_zone, at=at)
    sent, failed = send_due(outlets_of(environment), environment.site, at=at)
    return Told(made=made, sent=sent, failed=failed)


def make_notices(zone: ZoneInfo, *, at: datetime) -> int:
    """Turn ledger lines nobody was told of into notices; returns how many."""
    subscribed = notices.subscriptions()
    every = any("*" in kind for row in subscribed for kind in row.kinds)
    if not every:
        notices.skip_untold(REPORTER_KINDS | {kind for row in subscribed for kind in row.kinds}, at)
    made = 0
    while lines := notices.lines_untold(_BATCH):
        heard = _heard(lines, subscribed)
        found = [one for line in heard for one in _notices(_about(line), subscribed, zone, at)]
        made += notices.queue(found, [line.seq for line in lines], at)
    return made


def _heard(lines: Sequence[Said], subscribed: Sequence[SubscriptionRow]) -> list[Said]:
    """Lines somebody may want to hear of, by their kind alone or by a contact left with their report: in a bad hour
    most reports leave none and no office subscribed to them, and what they are about need not be looked up."""
    left = {contact.report for contact in notices.contacts_of([line.subject for line in lines])}
    kinds = {kind for row in subscribed for kind in row.kinds}
    return [
        line
        for line in lines
        if (line.kind in REPORTER_KINDS and (line.subject in left or not line.subject.startswith("R")))
        or any(fnmatchcase(line.kind, kind) for kind in kinds)
    ]


def send_due(outlets: Outlets, site: str, *, at: datetime) -> tuple[int, int]:
    """Send what is due; returns (sent, failed)."""
    sent = failed = 0
    while rows := notices.due(at, _BATCH):
        for row in rows:
            done = _send(row, outlets, site, at)
            sent, failed = sent + (done is True), failed + (done is False)
    return sent, failed


def outlets_of(environment: Environment) -> Outlets:
    """The ways out the settings open."""
    return Outlets(
        smtp_url=environment.smtp_url,
        mail_from=environment.mail_from,
        sms_url=environment.sms_url,
        sms_key=environment.sms_key,
    )


def _send(row: NoticeRow, outlets: Outlets, site: str, at: datetime) -> bool | None:
    """Whether it went out; None where this installation cannot send this way."""
    way = connector(Channel(row.channel))
    message = _message(row, site, at)
    if message is None:
        notices.note_failed(row.pk, "recipient gone", at, final=True)
        return False
    if not way.configured(outlets):
        notices.note_not_open(row.pk, at)
        return None
    try:
        way.send(message, outlets)
    except NotSent as fault:
        notices.note_failed(row.pk, fault.reason, at, final=fault.final)
        return False
    notices.note_sent(row.pk, at)
    return True


def _message(row: NoticeRow, site: str, at: datetime) -> Message | None:
    """The message with its address opened; None where the recipient ended or was forgotten."""
    address, secret = _address(row.recipient)
    if not address:
        return None
    content, language = row.content, row.language
    return Message(
        key=row.key,
        address=address,
        secret=secret,
        title=content["title"][language],
        text=content["text"][language],
        link=f"{site}{content['link']}" if site and content["link"] else "",
        facts=content["facts"],
        at=at,
    )


def _address(recipient: str) -> tuple[str, str]:
    kind, _, report = recipient.partition(":")
    if kind == "contact":
        found = notices.contacts_of([report])
        return (open_contact(found[0].sealed).address, "") if found else ("", "")
    row = notices.subscription(recipient)
    return (open_text(row.sealed), open_text(row.secret) if row.secret else "") if row else ("", "")


def _about(line: Said) -> _About:
    case = _case(line)
    row = CaseRow.objects.filter(number=case).first() if case else None
    reports = list(ReportRow.objects.filter(case=case)) if case else []
    if not reports and line.subject.startswith("R"):
        reports = list(ReportRow.objects.filter(number=line.subject))
    place = line.facts.get("place_code") or (row.place_code if row else None)
    place = place or next((report.place_code for report in reports if report.place_code), None)
    return _About(
        line=line, place_code=place, case=case, state=str(line.facts.get("to_state") or ""), reports=tuple(reports)
    )


def _case(line: Said) -> str | None:
    if line.subject.startswith("C"):
        return line.subject
    named = line.facts.get("case")
    if isinstance(named, str) and named:
        return named
    if line.subject.startswith("T"):
        return TaskRow.objects.filter(number=line.subject).values_list("case_id", flat=True).first()
    if line.subject.startswith("R"):
        return ReportRow.objects.filter(number=line.subject).values_list("case", flat=True).first()
    return None


def _notices(
    about: _About, subscribed: Sequence[SubscriptionRow], zone: ZoneInfo, at: datetime
) -> Iterator[tuple[Notice, datetime]]:
    local = at.astimezone(zone)
    for row in subscribed:
        if _wants(row, about):
            quiet = None if row.quiet_from is None or row.quiet_to is None else (row.quiet_from, row.quiet_to)
            notice = _for_subscription(row, about)
            yield notice, not_before(local, quiet, urgent=notice.urgent)
    for contact in _reporters(about):
        notice_ = _for_contact(contact, about)
        if notice_ is not None:
            quiet = RESIDENTS_QUIET if contact.channel == Channel.SMS.value else None
            yield notice_, not_before(local, quiet)


def _reporters(about: _About) -> list[ContactRow]:
    if about.line.kind not in REPORTER_KINDS:
        return []
    own = about.line.subject if about.line.subject.startswith("R") else None
    return notices.contacts_of([own] if own else [report.number for report in about.reports])


def _wants(row: SubscriptionRow, about: _About) -> bool:
    """Whether the kind is asked for, the place lies in the region, and it happened after the subscription began."""
    if about.line.at < row.opened_at:
        return False
    if row.region and not (about.place_code and covers(row.region, about.place_code)):
        return False
    return any(fnmatchcase(about.line.kind, kind) for kind in row.kinds)


def _for_subscription(row: SubscriptionRow, about: _About) -> Notice:
    line = about.line
    return Notice(
        key=f"{line.seq}:{row.number}",
        recipient=row.number,
        channel=Channel(row.channel),
        about=about.case or line.subject,
        title=title(line.kind),
        text=for_office(line.kind, about.case or line.subject, about.state),
        language=_language(row.language),
        link=_link(about.case or line.subject),
        urgent=line.kind in _URGENT,
        facts=_facts(about),
    )


def _for_contact(contact: ContactRow, about: _About) -> Notice | None:
    text = for_reporter(about.line.kind, contact.report, about.case or about.line.subject, about.state)
    if text is None:
        return None
    return Notice(
        key=f"{about.line.seq}:contact:{contact.report}",
        recipient=f"contact:{contact.report}",
        channel=Channel(contact.channel),
        about=contact.report,
        title=text,
        text=text,
        language=_language(contact.language),
        link="/track/",
    )


def _facts(about: _About) -> dict[str, object]:
    """What a machine is told: numbers, states and the ids of its own complaints; no texts, nobody's name."""
    line = about.line
    return {
        "seq": line.seq,
        "kind": line.kind,
        "subject": line.subject,
        "at": line.at.isoformat(),
        "case": about.case,
        "state": about.state or None,
        "place_code": about.place_code,
        "reports": [
            {"number": row.number, "channel": row.channel, "external_id": row.external_id} for row in about.reports
        ],
    }


def _language(written: str) -> Language:
    return "en" if written == "en" else "zh"


def _link(number: str) -> str:
    folder = _LINK.get(number[:1])
    return f"/{folder}/{number}" if folder else ""
