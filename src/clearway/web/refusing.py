"""How a refusal reaches a reader: as a page, or as the error summary above a form."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clearway.core.cases import CaseState
from clearway.core.refusals import NotAllowed, NotFound, Refusal
from clearway.core.words import Bilingual
from clearway.web.names import TABLES, name_of
from clearway.web.showing.places import place_name

#: Data of refusals that are terms of passes, and the table that names them.
_TERMS = {"standing": "pass_state", "reason": "revocation_reason"}
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
    return FormError(text=in_words(refusal), field=field, code=refusal.code, rule=refusal.rule)


def status_of(refusal: Refusal) -> int:
    """The HTTP status that fits: 404, 403, else 422 (RFC 9110)."""
    return _STATUS.get(refusal.code, 422)


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page that says what cannot be done, and why."""
    status = status_of(refusal)
    context = {"refusal": refusal, "text": in_words(refusal), "status": status}
    return render(request, "clearway/refused.html", context, status=status)


def not_found(request: HttpRequest, what: str, number: str) -> HttpResponse:
    """A page saying that nothing has that number."""
    return refuse(request, NotFound(what=what, number=number[:80]))


def in_words(refusal: Refusal) -> Bilingual:
    """The refusal's sentence with terms, places and states by name instead of by code."""
    zh = {key: _named(key, value).zh for key, value in refusal.data.items()}
    en = {key: _named(key, value).en for key, value in refusal.data.items()}
    template = refusal.template
    return Bilingual(template.zh.format(**zh), template.en.format(**en))


def _named(key: str, value: object) -> Bilingual:
    text = str(value) or "?"
    if key in ("role", "act", "what"):
        return name_of({"role": "role", "act": "move", "what": "thing"}[key], text)
    if key == "place" and text[:1].isdigit():
        return place_name(text)
    if key == "state" and text in set(CaseState):
        return name_of("case_state", text)
    if key == "state" and text in TABLES["proposal_state"]:
        return name_of("proposal_state", text)
    if key == "state" and text in TABLES["standing"]:
        return name_of("standing", text)
    if key in _TERMS and text in TABLES[_TERMS[key]]:
        return name_of(_TERMS[key], text)
    if key == "status" and text in TABLES["status"]:
        return name_of("status", text)
    return Bilingual(text, text)
