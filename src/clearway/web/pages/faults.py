"""Pages for what went wrong: never a traceback, always a sentence. CSRF refusals are told likewise."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clearway.core.words import Bilingual

_TOLD = {
    400: ("bad_request", Bilingual("请求无法理解。", "The request could not be understood.")),
    403: (
        "not_allowed",
        Bilingual(
            "不能这样做，或者页面已过期：请刷新后再试。",
            "Not allowed, or the page is too old: reload it and try again.",
        ),
    ),
    404: ("not_found", Bilingual("这里没有您要找的页面。", "There is no such page here.")),
    429: (
        "locked_out",
        Bilingual(
            "密码连续输错，账号已锁定一刻钟。",
            "Too many wrong passwords: the account is locked for a quarter of an hour.",
        ),
    ),
    500: (
        "internal",
        Bilingual("程序内部出错，已记录，请稍后再试。", "An internal fault. It was noted; please try again later."),
    ),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _told(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403, also for a missing CSRF token."""
    return _told(request, 403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _told(request, 404)


def locked_out(request: HttpRequest, *refused: object) -> HttpResponse:
    """429: too many wrong passwords."""
    return _told(request, 429)


def fault(request: HttpRequest) -> HttpResponse:
    """500: told without touching the database."""
    code, text = _TOLD[500]
    body = f"<!doctype html><meta charset=utf-8><title>Clearway</title><h1>{text.zh}</h1><p>{text.en}</p><p>{code}</p>"
    return HttpResponse(body, status=500)


def _told(request: HttpRequest, status: int) -> HttpResponse:
    code, text = _TOLD[status]
    return render(request, "clearway/fault.html", {"text": text, "code": code, "status": status}, status=status)
