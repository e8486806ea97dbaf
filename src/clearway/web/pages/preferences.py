"""``/preferences/``: language and size of text, remembered in this browser alone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

_LANGUAGES = {"zh": "zh-hans", "en": "en"}
_YEAR = 365 * 24 * 3600


@require_safe
def preferences(request: HttpRequest) -> HttpResponse:
    """Set ``lang=zh|en`` and ``text=normal|larger``, then go back to ``next`` (this site only)."""
    where = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(where, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = redirect(where if safe else "/")
    language = _LANGUAGES.get(request.GET.get("lang", ""))
    if language:
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, language)
    if request.GET.get("text") in ("normal", "larger"):
        _keep(answer, "clearway_larger", "1" if request.GET["text"] == "larger" else "0")
    return answer


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE)
