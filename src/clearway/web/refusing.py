"""How a refusal reaches a reader: as a page, or as the error summary above a form."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clearway.core.refusals import NotAllowed, NotFound, Refusal
from clearway.core.words import Bilingual

_STATUS = {NotFound.code: 404, NotAllowed.code: 403}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormError:
    """One entry of an error summary; ``field`` is the id it leads to."""

    text: Bilingual
    field: str = ""
    code: str = ""
    rule: str | None = None


def as_error(refusal: Refusal, field: str = "") -> FormError:
    """A refusal as an entry of the summary."""
    return FormError(text=refusal.text, field=field, code=refusal.code, rule=refusal.rule)


def status_of(refusal: Refusal) -> int:
    """The HTTP status that fits: 404, 403, else 422 (RFC 9110)."""
    return _STATUS.get(refusal.code, 422)


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page that says what cannot be done, and why."""
    status = status_of(refusal)
    return render(request, "clearway/refused.html", {"refusal": refusal, "status": status}, status=status)


def not_found(request: HttpRequest, what: str, number: str) -> HttpResponse:
    """A page saying that nothing has that number."""
    return refuse(request, NotFound(what=what, number=number[:80]))
