"""What verifiers fetch: keys, the signed trust list, status lists. Open to every page of every site (CORS)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.refusals import Refusal
from clearway.loop.list_gates import signed_trust, trust_list
from clearway.loop.publish_status import ListNow, as_cwt, as_delta, as_jwt, list_now
from clearway.passes.jwk import as_jwks
from clearway.passes.status_delta import DELTA_TYPE
from clearway.passes.status_tokens import CWT_TYPE, JWT_TYPE
from clearway.passes.trust_tokens import TRUST_TYPE
from clearway.web.issuer import gates_now, pass_keys
from clearway.web.refusing import refuse
from clearway.web.sites import site_of

_JWT_MEDIA = f"application/{JWT_TYPE}"
_METHODS = ["GET", "HEAD", "OPTIONS"]


@require_http_methods(_METHODS)
def jwks(request: HttpRequest) -> HttpResponse:
    """``/.well-known/jwks.json``: the keys of the trust list, for everyone else."""
    keys = pass_keys().renewed(int(timezone.now().timestamp()))
    answer = JsonResponse(as_jwks(key.known for key in keys))
    return _open(answer)


@require_http_methods(_METHODS)
def clearway_trust(request: HttpRequest) -> HttpResponse:
    """``/.well-known/clearway-trust``: the signed list (COSE_Sign1)."""
    at = timezone.now()
    try:
        token = signed_trust(pass_keys(), gates_now(at), site_of(request), at)
    except Refusal as refusal:
        return refuse(request, refusal)
    return _open(HttpResponse(token, content_type=TRUST_TYPE))


@require_http_methods(_METHODS)
def gates_csv(request: HttpRequest) -> HttpResponse:
    """``/passes/gates.csv``: what the offline root signs, as ``clearway pass trust build --gates`` takes it."""
    at, keys = timezone.now(), pass_keys()
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(("number", "approval", "end", "iss"))
    gates = trust_list(keys, gates_now(at), site_of(request), at).gates
    lines.writerows((one.number, one.approval, _iso(one.end), one.iss) for one in gates)
    return _open(HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8"))


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


@require_http_methods(_METHODS)
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """``/passes/status/<n>``: the whole list, as CWT or JWT; with ``?since=<iat>`` only what changed."""
    at = timezone.now()
    try:
        now = list_now(number, site_of(request), at)
    except Refusal as refusal:
        return refuse(request, refusal)
    media, since = _wanted(request), request.GET.get("since", "")
    tag = f'W/"{now.tag}-{media.rpartition("+")[2]}{since[:12]}"'
    if request.headers.get("If-None-Match") == tag:
        return _tagged(HttpResponseNotModified(), tag)
    return _tagged(_list(now, media, since), tag)


def _list(now: ListNow, media: str, since: str) -> HttpResponse:
    keys = pass_keys()
    if since.isdecimal() and len(since) < 12 and media == CWT_TYPE and int(since) <= now.iat:
        delta = as_delta(now, int(since), keys, timezone.now())
        return HttpResponse(delta, content_type=DELTA_TYPE)
    if media == _JWT_MEDIA:
        return HttpResponse(as_jwt(now, keys), content_type=media)
    return HttpResponse(as_cwt(now, keys), content_type=media)


def _wanted(request: HttpRequest) -> str:
    """CWT unless JWT is preferred by name."""
    accepted = request.headers.get("Accept", "")
    return _JWT_MEDIA if _JWT_MEDIA in accepted and CWT_TYPE not in accepted else CWT_TYPE


def _tagged(answer: HttpResponse, tag: str) -> HttpResponse:
    answer["ETag"] = tag
    answer["Vary"] = "Accept"
    return _open(answer)


def _open(answer: HttpResponse) -> HttpResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
    answer["Access-Control-Expose-Headers"] = "ETag"
    answer["Cache-Control"] = "no-cache"  # asked again each time, answered 304: a revocation is seen at once
    return answer
