"""The WSGI application: ``clearway.wsgi:application``. Machines and people go through different middleware.

Calls of the interface bring a key, no cookie: sessions, messages, forms' tokens, page policies and a log line each are
for people's pages. Without them a call costs half as much, which is what a hotline in a bad hour needs. The roads are
opened in the background.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.settings")
_MACHINES = ("/api/v1/", "/open311/")
_FOR_MACHINES = (
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
)
Answer = Iterable[bytes]


class _ForMachines(WSGIHandler):
    """Django's handler with the middleware machines need."""

    def load_middleware(self, is_async: bool = False) -> None:
        """As Django's, from the shorter list."""
        from django.conf import settings

        whole = settings.MIDDLEWARE
        settings.MIDDLEWARE = list(_FOR_MACHINES)
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = whole


def _either(people: Callable[..., Answer], machines: Callable[..., Answer]) -> Callable[..., Answer]:
    def application(environ: dict[str, Any], start_response: Any) -> Answer:
        asked = str(environ.get("PATH_INFO", ""))
        return (machines if asked.startswith(_MACHINES) else people)(environ, start_response)

    return application


application = _either(get_wsgi_application(), _ForMachines())


def _open_roads() -> None:
    """Before anybody asks; needs the applications above."""
    from django.conf import settings

    from clearway.loop.open_early import open_roads_early

    open_roads_early(settings.ENVIRONMENT.home)


_open_roads()
