"""Issuing records whose time is over are deleted, with a signed report; so are keys nothing of which is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from clearway.core.decisions import Decision
from clearway.core.pass_events import PassesForgotten
from clearway.loop.desk import Desk
from clearway.loop.list_gates import list_gates
from clearway.loop.pass_keys import PassKeys, issuer_of, issuing_county
from clearway.passes import cbor
from clearway.passes.cose import sign1
from clearway.passes.keys import Use
from clearway.record.door import commit, session
from clearway.record.ledger import head
from clearway.record.models import PassAppealRow, PassRevocationRow, PassRow
from clearway.record.numbers import next_number
from clearway.respond.passes.keeping import delete_before, report_of

REPORT_TYPE = "application/clearway-deletion+cwt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A deletion: its report's number (None: nothing was due) and how many passes it took."""

    report: str | None
    passes: int


def keep_passes(home: Path, desk: Desk) -> None:
    """What the loop does about passes: gates of new measures get numbers, keys are renewed, old records go."""
    list_gates(home, desk)
    keys = PassKeys(home, issuer_of(issuing_county(desk.by.region)))
    if PassRow.objects.exists():
        keys.renewed(int(desk.at.timestamp()))
        forget_passes(keys, desk)


def forget_passes(keys: PassKeys, desk: Desk) -> Forgotten:
    """Delete what is past its term; again, it finds nothing. The report is signed with the key of status lists."""
    before = delete_before(desk.at, desk.rulebook)
    with session():
        over = PassRow.objects.filter(ends_at__lt=before)
        numbers = over.values("number")
        counts = {
            "passes": over.count(),
            "revocations": PassRevocationRow.objects.filter(pass_number__in=numbers).count(),
            "appeals": PassAppealRow.objects.filter(pass_number__in=numbers).count(),
        }
        if not counts["passes"]:
            return Forgotten(report=None, passes=0)
        counts["keys"] = keys.drop_over(int(desk.at.timestamp()))
        number = next_number("Z", desk.at, desk.zone)
        plain = report_of(number, before, desk.at, counts, head().digest)
        text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
        key = keys.signing(Use.STATUS, int(desk.at.timestamp()))
        signed = sign1(cbor.encode(text), key, typ=REPORT_TYPE).hex()
        event = PassesForgotten(subject=number, before=before, report=signed, **counts)
        commit(Decision((event,)), by=desk.by, at=desk.at)
    return Forgotten(report=number, passes=counts["passes"])
