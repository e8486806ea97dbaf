"""Addresses under ``/api/v1/``."""

from __future__ import annotations

import json
import re

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe

from clearway.web.api.calling import nowhere, view
from clearway.web.api.describing import openapi
from clearway.web.api.endpoint import JSON, Endpoint
from clearway.web.api.table import ENDPOINTS
from clearway.web.pages.passes import pass_file

_PART = re.compile(r"\{(\w+)\}")


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """``openapi.json``."""
    site = request.build_absolute_uri("/").rstrip("/")
    answer = HttpResponse(json.dumps(openapi(site), ensure_ascii=False), content_type=JSON)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _addresses() -> list[URLPattern]:
    by_path: dict[str, dict[str, Endpoint]] = {}
    for one in ENDPOINTS:
        by_path.setdefault(one.path, {})[one.method] = one
    return [path(_PART.sub(r"<str:\1>", written), view(methods)) for written, methods in by_path.items()]


urlpatterns = [
    path("openapi.json", description, name="openapi"),
    *_addresses(),
    path("passes/<str:link>/qr.svg", pass_file, {"name": "qr.svg"}, name="pass_qr"),
    re_path(r"^.*\Z", nowhere),
]
