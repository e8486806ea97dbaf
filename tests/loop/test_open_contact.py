"""A sealed contact: for the hotline with a reason, in the ledger each time, and gone with the report's text."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clearway.core.notices import Channel, Contact
from clearway.core.people import Role, machine
from clearway.core.refusals import Missing, NotAllowed, NotFound
from clearway.loop.open_contact import look_at_contact
from clearway.loop.take_report import Told, take_report
from clearway.record.models import ContactRow, LedgerLine
from clearway.record.retention import forget_texts
from tests.examples import AT, COMMUNITY, COUNTY, ZONE
from tests.residents import desk_of

pytestmark = pytest.mark.django_db


def _report() -> str:
    contact = Contact(channel=Channel.SMS, address="+10000000")
    told = Told(text="南门锁了", place_code=COMMUNITY, contact=contact)
    return take_report(told, at=AT, zone=ZONE, region=COUNTY).number


def test_the_hotline_looks_with_a_reason_and_it_is_written_down() -> None:
    number = _report()
    assert look_at_contact(number, "回访核实", desk_of(Role.HOTLINE)).address == "+10000000"
    line = LedgerLine.objects.get(kind="contact_opened")
    assert (line.by_role, line.subject) == ("hotline", number)
    with pytest.raises(Missing):
        look_at_contact(number, " ", desk_of(Role.HOTLINE))
    for role in (Role.TOWNSHIP, Role.COUNTY_GOVERNMENT, Role.COMMUNITY):
        with pytest.raises(NotAllowed):
            look_at_contact(number, "看看", desk_of(role))


def test_it_is_forgotten_with_the_text() -> None:
    number = _report()
    assert ContactRow.objects.filter(report=number).exists()
    forget_texts(by=machine(COUNTY), at=AT + timedelta(days=181))
    assert not ContactRow.objects.exists()
    with pytest.raises(NotFound):
        look_at_contact(number, "回访核实", desk_of(Role.HOTLINE))
