"""``/healthz``, ``/readyz``, ``/metrics``, ``/ledger/head`` and ``/.well-known/security.txt``: for machines."""

from __future__ import annotations

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clearway.loop.open_early import roads_state
from clearway.record.ledger import head
from clearway.web.metering import exposition

_PLAIN = "text/plain; charset=utf-8"
#: RFC 9116 asks for an end; the page makes it anew, so it never runs out while the site lives.
_SECURITY_LASTS = timedelta(days=180)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers at all."""
    return HttpResponse("ok\n", content_type=_PLAIN)


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the database answers and has all its tables: 200 or 503, with a word for each; and how far the roads are
    opened (``roads``: while ``opening`` pages work, those on roads wait)."""
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    ready = {"database": "ok", "migrations_missing": missing, "roads": roads_state().value}
    return JsonResponse(ready, status=503 if missing else 200)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus."""
    text, content_type = exposition(timezone.now())
    return HttpResponse(text, content_type=content_type)


@require_safe
@never_cache
def ledger_head(request: HttpRequest) -> HttpResponse:
    """How many lines the ledger has and the digest of the last: publish it, and nobody can rewrite what is before."""
    now = head()
    return JsonResponse({"count": now.count, "digest": now.digest, "at": timezone.now().isoformat()})


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to tell of a weakness (RFC 9116)."""
    root = request.build_absolute_uri("/").rstrip("/")
    ends = (timezone.now() + _SECURITY_LASTS).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = (
        f"Contact: {root}/report/",
        f"Expires: {ends}",
        "Preferred-Languages: zh, en",
        f"Canonical: {root}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type=_PLAIN)
