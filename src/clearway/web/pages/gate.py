"""``/gate/``: the page of a gatekeeper's phone, which works without a network; and what it fetches when it has one."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clearway.core.refusals import Refusal
from clearway.loop.gate_help import GateShown, gates_shown
from clearway.loop.list_gates import signed_trust
from clearway.loop.pass_keys import PassKeys
from clearway.loop.short_codes import ITERATIONS, entries
from clearway.passes.jwk import as_jwk
from clearway.record.reading.passes import lists_in_use
from clearway.respond.passes.gates import listed
from clearway.web.issuer import gates_now, pass_keys
from clearway.web.refusing import refuse
from clearway.web.sites import site_of


@require_safe
@csp_update({"script-src": ["'wasm-unsafe-eval'"]})
def gate(request: HttpRequest) -> HttpResponse:
    """The page itself; everything on it is done by its script, offline too."""
    return render(request, "clearway/gate.html", {})


@require_safe
@never_cache
def gate_worker(request: HttpRequest) -> HttpResponse:
    """The service worker: it must come from below ``/gate/`` to keep that page."""
    found = finders.find("built/gate-worker.js") or settings.STATIC_ROOT / "built" / "gate-worker.js"
    path = Path(str(found))
    if not path.exists():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="text/javascript")


@require_safe
def gate_manifest(request: HttpRequest) -> HttpResponse:
    """So that the page can be put on a phone's home screen."""
    return JsonResponse(
        {
            "name": "通途 · 出入口 Clearway gate",
            "short_name": "出入口 Gate",
            "start_url": "/gate/",
            "scope": "/gate/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0f4c46",
            "icons": [{"src": "/static/clearway/mark.svg", "sizes": "any", "type": "image/svg+xml"}],
        }
    )


@require_safe
@never_cache
def gate_data(request: HttpRequest) -> HttpResponse:
    """Trust list, root, gates with their phones and ways out: all a phone needs until it is online again."""
    at, site, keys = timezone.now(), site_of(request), pass_keys()
    gates = listed(gates_now(at), at)
    try:
        trust = signed_trust(keys, gates, site, at)
    except Refusal as refusal:
        return refuse(request, refusal)
    first = sorted(gates, key=lambda one: (not one.controlled(at), one.number))
    shown = gates_shown(settings.ENVIRONMENT.home, first, at)
    return JsonResponse(
        {
            "iss": keys.iss,
            "root": _root(keys),
            "trust": base64.b64encode(trust).decode(),
            "lists": list(lists_in_use()),
            "gates": [_told(one) for one in shown],
        }
    )


@require_safe
@never_cache
def gate_codes(request: HttpRequest, number: int) -> HttpResponse:
    """Short codes of one gate: entries only a code opens."""
    keys = pass_keys()
    return JsonResponse(
        {"iss": keys.iss, "iterations": ITERATIONS, "entries": entries(keys.iss, number, timezone.now())}
    )


def _root(keys: PassKeys) -> dict[str, object] | None:
    root = keys.root_known()
    return as_jwk(root) if root else None


def _told(one: GateShown) -> dict[str, Any]:
    gate, near = one.gate, one.nearest
    return {
        "number": gate.number,
        "zh": one.name.zh,
        "en": one.name.en,
        "approval": gate.approval,
        "starts": int(gate.starts_at.timestamp()),
        "ends": int(gate.ends_at.timestamp()),
        "phone": one.phone,
        "nearest": {
            "metres": round(near.metres),
            "minutes": near.minutes,
            "bearing": round(near.bearing),
            "line": [[round(lon, 6), round(lat, 6)] for lon, lat in near.line],
        }
        if near
        else None,
    }
