"""All endpoints, in the order openapi.json lists them."""

from __future__ import annotations

from clearway.web.api import feeds, messages, passes, photos, posts, public, readings, reports
from clearway.web.api.endpoint import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = (
    *reports.ENDPOINTS,
    *photos.ENDPOINTS,
    *feeds.ENDPOINTS,
    *posts.ENDPOINTS,
    *readings.ENDPOINTS,
    *messages.ENDPOINTS,
    *public.ENDPOINTS,
    *passes.ENDPOINTS,
)
