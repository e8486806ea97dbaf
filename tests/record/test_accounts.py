"""Accounts are opened by an office; signing in is locked after five wrong passwords and changes nobody's role."""

from __future__ import annotations

import pytest
from django.test import Client

from clearway.core.people import Role, machine
from clearway.core.refusals import BadUsage
from clearway.record.accounts import open_account
from clearway.record.models import Account, LedgerLine
from clearway.record.models.kept import OffTheDoor
from tests.examples import AT, COUNTY, TOWNSHIP

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"


@pytest.fixture
def account() -> Account:
    return open_account("li", Role.TOWNSHIP, TOWNSHIP, PASSWORD, by=machine(COUNTY), at=AT)


def test_an_account_acts_in_its_role_and_region(account: Account) -> None:
    actor = Account.objects.get(username="li").actor
    assert (actor.name, actor.role, actor.region) == ("li", Role.TOWNSHIP, TOWNSHIP)


def test_a_password_never_reaches_the_ledger(account: Account) -> None:
    line = LedgerLine.objects.get()
    assert line.kind == "account_opened"
    assert PASSWORD not in line.payload
    assert account.password not in line.payload


def test_nobody_gives_himself_another_role(account: Account) -> None:
    account.role = Role.COUNTY_GOVERNMENT.value
    with pytest.raises(OffTheDoor):
        account.save()
    with pytest.raises(OffTheDoor):
        Account.objects.filter(username="li").update(role="city")
    with pytest.raises(OffTheDoor):
        Account.objects.create_user("x")
    with pytest.raises(OffTheDoor):
        account.delete()


def test_a_new_password_is_signing_in_business(account: Account) -> None:
    read = Account.objects.get(username="li")
    read.set_password("another long sentence")
    read.save()
    assert Account.objects.get(username="li").check_password("another long sentence")


@pytest.mark.parametrize(
    ("name", "role", "region", "password", "says"),
    [
        ("li", Role.TOWNSHIP, TOWNSHIP, PASSWORD, "exists"),
        ("", Role.TOWNSHIP, TOWNSHIP, PASSWORD, "visible characters"),
        ("a\nb", Role.TOWNSHIP, TOWNSHIP, PASSWORD, "visible characters"),
        ("wang", Role.MACHINE, TOWNSHIP, PASSWORD, "cannot sign in"),
        ("wang", Role.TOWNSHIP, "9901", PASSWORD, "12 digits"),
        ("wang", Role.TOWNSHIP, TOWNSHIP, "short", "too short"),
    ],
)
def test_an_account_that_will_not_do_is_refused(
    account: Account, name: str, role: Role, region: str, password: str, says: str
) -> None:
    with pytest.raises(BadUsage, match=says):
        open_account(name, role, region, password, by=machine(COUNTY), at=AT)
    assert Account.objects.count() == 1


def test_a_weak_password_is_refused_in_chinese_too() -> None:
    with pytest.raises(BadUsage) as refused:
        open_account("wang", Role.TOWNSHIP, TOWNSHIP, "short", by=machine(COUNTY), at=AT)
    assert "密码" in refused.value.say("zh").removeprefix("用法有误：密码不合要求：")


def _sign_in(client: Client, password: str) -> int:
    return int(client.post("/accounts/login/", {"login": "li", "password": password}).status_code)


def test_signing_in_works_and_is_locked_after_five_wrong_passwords(account: Account) -> None:
    client = Client()
    assert _sign_in(client, PASSWORD) == 302
    client.post("/accounts/logout/")
    statuses = [_sign_in(client, "wrong") for _ in range(6)]
    assert statuses[-1] in (403, 429)
    client.post("/accounts/login/", {"login": "li", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(account: Account) -> None:
    client = Client()
    client.post("/accounts/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD})
    assert Account.objects.count() == 1
