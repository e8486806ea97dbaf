"""What makes the site installable and lets it open without signal: manifest and service worker."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from clearway.core.words import Bilingual
from clearway.web.language import current, said

#: What the pages that open without signal are made of; their addresses are kept beforehand.
SHELL = (
    "clearway/tokens.css",
    "clearway/text.css",
    "clearway/layout.css",
    "clearway/parts.css",
    "clearway/forms.css",
    "clearway/map.css",
    "clearway/print.css",
    "clearway/mark.svg",
    "built/page.js",
    "built/map.css",
    "built/report-app.js",
    "built/inspect-app.js",
)


@require_safe
@cache_control(max_age=300)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest (W3C), in the page's language."""
    icon = static("clearway/mark.svg")
    answer = JsonResponse(
        {
            "id": "/report/",
            "name": said(Bilingual("通途 随手拍", "Clearway reports")),
            "short_name": said(Bilingual("通途", "Clearway")),
            "description": said(
                Bilingual("道路被堵，拍照反映；没有信号也能写", "Report a blocked way, also without signal")
            ),
            "lang": "zh-CN" if current() == "zh" else "en",
            "start_url": "/report/",
            "scope": "/",
            "display": "standalone",
            "theme_color": "#123a5a",
            "background_color": "#ffffff",
            "icons": [
                {"src": icon, "sizes": size, "type": "image/svg+xml", "purpose": purpose}
                for size, purpose in (("any", "any"), ("192x192", "any"), ("512x512", "maskable"))
            ],
            "shortcuts": [
                {"name": said(Bilingual("我要反映", "Report")), "url": "/report/"},
                {"name": said(Bilingual("查进度", "Follow a report")), "url": "/track/"},
            ],
        }
    )
    answer["Content-Type"] = "application/manifest+json"
    return answer


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, for the whole site; with it the addresses it keeps, and a version that changes with them."""
    path = finders.find("built/sw.js")
    if path is None:
        return HttpResponse("// not built", content_type="text/javascript", status=404)
    kept = [static(name) for name in SHELL]
    head = f'self.SHELL = {_listed(kept)};\nself.VERSION = "{_version(path)}";\n'
    return HttpResponse(head + Path(path).read_text(encoding="utf-8"), content_type="text/javascript")


def _listed(addresses: list[str]) -> str:
    return "[" + ", ".join(f'"{address}"' for address in addresses) + "]"


@cache
def _version(worker: str) -> str:
    """Changes with any file of the shell that is there."""
    digest = hashlib.sha256()
    for name in (worker, *SHELL):
        found = name if name == worker else finders.find(name)
        if isinstance(found, str) and Path(found).exists():
            digest.update(Path(found).read_bytes())
    return digest.hexdigest()[:16]
