"""``/signatures/<number>``: who signed what, verified again; ``/.well-known/signers.json``: the public keys."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from clearway.core.refusals import NotFound
from clearway.loop.signing import Checked, check, is_public, public_keys
from clearway.passes.jwk import as_jwks
from clearway.record import reading
from clearway.web.refusing import not_found, refuse
from clearway.web.viewer import actor_of, is_office


@require_safe
def signatures(request: HttpRequest, number: str) -> HttpResponse:
    """Signatures under a proposal (or the measure it became) or a question to experts; visitors see those of organs."""
    found = _signed(request, number)
    if not found:
        return not_found(request, "signature", number)
    shown = [(one, json.dumps(one.statement, ensure_ascii=False, indent=2)) for one in found]
    return render(request, "clearway/signatures.html", {"number": number, "signed": shown})


@require_safe
def signature_file(request: HttpRequest, number: str, line: int) -> HttpResponse:
    """One signature as COSE_Sign1, with what was signed in it."""
    found = next((one for one in _signed(request, number) if one.line == line), None)
    if found is None:
        return refuse(request, NotFound(what="signature", number=f"{number[:40]} {line}"))
    answer = HttpResponse(found.token, content_type='application/cose; cose-type="cose-sign1"')
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.subject}-{found.what}.cose") or ""
    return answer


@require_safe
def signers(request: HttpRequest) -> HttpResponse:
    """Public keys as JWK Set (offices see those of accounts too); with ``?kid=`` that key alone."""
    known = [key for key in public_keys(settings.ENVIRONMENT.home) if _may_see(request, key.iss)]
    keys = [key for key in known if request.GET.get("kid", "") in ("", key.kid.hex())]
    told = as_jwks(keys)
    listed = told["keys"]
    one = listed[0] if "kid" in request.GET and isinstance(listed, list) and len(listed) == 1 else told
    return JsonResponse(one, json_dumps_params={"ensure_ascii": False})


def _signed(request: HttpRequest, number: str) -> tuple[Checked, ...]:
    found = check(settings.ENVIRONMENT.home, reading.course(number))
    return tuple(one for one in found if _may_see(request, one.signer))


def _may_see(request: HttpRequest, signer: str) -> bool:
    return is_public(signer) or is_office(actor_of(request))
