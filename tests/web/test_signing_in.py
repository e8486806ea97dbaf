"""Signing in: through our own page, locked after five wrong passwords, with a second factor for who wants it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from clearway.core.people import Role
from tests.web.town import PASSWORD, Town, actor_for, signed_in, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(town: Town) -> str:
    """The name of an account that exists."""
    signed_in(Role.INSPECTOR)
    return actor_for(Role.INSPECTOR).name


def _try(account: str, password: str, language: str = "zh-hans") -> tuple[Client, int, str]:
    client = visitor(language)
    answer = client.post("/accounts/login/", {"login": account, "password": password})
    return client, answer.status_code, answer.content.decode()


def test_the_right_password_leads_to_the_board(account: str) -> None:
    client, status, _ = _try(account, PASSWORD)
    assert status == 302
    assert "督查员" in client.get("/board/").content.decode()


def test_a_wrong_password_is_told_in_the_error_summary_without_saying_which_part_is_wrong(account: str) -> None:
    _, status, page = _try(account, "wrong-password-1")
    _, _, nobody = _try("nobody-at-all", "wrong-password-1")
    assert status == 200
    assert "error-summary" in page
    assert page.count('<li><a href="#id_login">') == nobody.count('<li><a href="#id_login">') == 1


def test_five_wrong_passwords_lock_the_account_and_say_so(account: str) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        _, status, page = _try(account, "wrong-password-1", "en")
    assert status == 429
    assert "locked for a quarter of an hour" in page
    assert _try(account, PASSWORD)[1] == 429


def test_signing_in_leads_back_to_the_page_asked_for_but_never_off_the_site(account: str) -> None:
    client = visitor()
    form = {"login": account, "password": PASSWORD}
    assert client.post("/accounts/login/?next=/law/", form | {"next": "/law/"})["Location"] == "/law/"
    away = visitor().post("/accounts/login/", form | {"next": "https://elsewhere.example/"})
    assert away["Location"] == "/board/"


def test_signing_out_takes_a_post(account: str) -> None:
    client, _, _ = _try(account, PASSWORD)
    client.get("/accounts/logout/")
    assert client.get("/board/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/board/").status_code == 302


def test_nobody_can_sign_up(town: Town) -> None:
    form = {"username": "intruder", "password1": PASSWORD, "password2": PASSWORD}
    page = visitor().post("/accounts/signup/", form).content.decode()
    assert "不开放注册" in page


def test_a_second_factor_can_be_set_up(account: str) -> None:
    client, _, _ = _try(account, PASSWORD)
    address = "/accounts/2fa/totp/activate/"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": address})
    page = client.get(address).content.decode()
    assert 'src="data:image/svg+xml' in page
    assert "clearway/tokens.css" in page


@pytest.mark.parametrize("address", ["/accounts/password/reset/", "/accounts/email/", "/accounts/confirm-email/"])
def test_nothing_is_ever_sent_by_post(account: str, address: str) -> None:
    client, _, _ = _try(account, PASSWORD)
    answer = client.post(address, {"email": "somebody@example.org", "action_add": ""})
    assert answer.status_code == 200
    assert "不发送邮件" in answer.content.decode()


def test_a_page_grown_old_is_refused_in_the_readers_language(account: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/report/", {"step": "send"})
    assert answer.status_code == 403
    assert "请刷新后再试" in answer.content.decode()
