"""A report as an Open311 client sends it (wiki.open311.org/GeoReport_v2): what it says beside the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRequest:
    """``key`` is the number of the key it came with; ``attributes`` code → value or list of values."""

    service_code: str
    key: str
    address: str = ""
    address_id: str = ""
    media_url: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
