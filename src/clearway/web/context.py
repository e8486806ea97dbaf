"""What every page's frame needs: the moment, the size of text, who is looking, and whether this is the demo."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from clearway.web.county import county_name, is_demo
from clearway.web.language import current
from clearway.web.sections import sections
from clearway.web.viewer import actor_of


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for the base template; ``at`` is the moment the page was made."""
    return {
        "at": timezone.now(),
        "language": current(),
        "html_language": "zh-CN" if current() == "zh" else "en",
        "larger_text": request.COOKIES.get("clearway_larger") == "1",
        "actor": actor_of(request),
        "sections": sections(request),
        "is_demo": is_demo(),
        "county": county_name(),
    }
