"""The site's own address, as the request names it."""

from __future__ import annotations

from django.http import HttpRequest


def site_of(request: HttpRequest) -> str:
    """``https://host`` without a final slash."""
    return request.build_absolute_uri("/").rstrip("/")
