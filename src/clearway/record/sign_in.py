"""Signing in: accounts are opened by an office, never by whoever comes along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import get_language

from clearway.core.people import Role

if TYPE_CHECKING:
    from django.http import HttpRequest


#: Where those land who work for no office: their own page, not a board that is closed to them.
_LANDS = {
    Role.HELPER.value: "/support/",
    Role.SUPERVISOR.value: "/inspections/",
    Role.EVALUATOR.value: "/inspections/",
    Role.RESIDENT.value: "/",
}


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth with its sign-up closed; who signs in lands where they work."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The page of the account's role."""
        landing = _LANDS.get(getattr(request.user, "role", ""))
        return landing or str(super().get_login_redirect_url(request))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class LongEnough(MinimumLengthValidator):
    """Django's, with the sentence its Chinese catalogue lacks."""

    def get_error_message(self) -> str:
        """What is wrong, in the reader's language."""
        if (get_language() or "").startswith("zh"):
            return f"密码太短，至少 {self.min_length} 个字符。"
        return f"This password is too short: it needs at least {self.min_length} characters."


def attempted_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The account somebody tries to sign in to, which lock-out counts by: allauth calls it ``username`` when it checks
    a password and ``login`` in its form."""
    return (credentials or {}).get("username") or request.POST.get("login", "")
