"""What a core object looks like as the columns of its row, and the digest that tells whether it changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from clearway.core.measures import Measure
from clearway.core.reports import Report
from clearway.record.plain import to_plain

Columns = dict[str, Any]


def digest_of(columns: Mapping[str, Any]) -> str:
    """SHA-256 of a row's content."""
    text = json.dumps(columns, sort_keys=True, ensure_ascii=False, allow_nan=False, default=to_plain)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def report_key(report: Report) -> str | None:
    """Channel and the channel's own id; None for a report that has none."""
    return None if report.external_id is None else f"{report.channel}:{report.external_id}"


def report_columns(report: Report) -> Columns:
    """The columns of a report, without its number and key; an answer only where the report brings one."""
    reading = report.reading
    columns: Columns = {
        "at": report.at,
        "channel": report.channel,
        "external_id": report.external_id,
        "claim_type": report.claim_type.value,
        "text": report.text.replace("\0", ""),
        "topic": reading.topic.value,
        "barrier": reading.barrier.value,
        "text_status": reading.status.value,
        "confidence": reading.confidence,
        "words": list(reading.words),
        "place_code": report.place_code,
        "lat": report.point.lat if report.point else None,
        "lon": report.point.lon if report.point else None,
        "caller": report.caller,
        "service": report.service.value if report.service else None,
        "simulated": report.simulated,
    }
    if report.answered_at is not None:
        columns["answered_at"] = report.answered_at
    return columns


def measure_columns(measure: Measure) -> Columns:
    """The columns of a measure; those of a lifting only where the measure brings one."""
    columns: Columns = {
        "kind": measure.kind.value,
        "place_code": measure.place_code,
        "place_text": measure.place_text,
        "starts_at": measure.starts_at,
        "ends_at": measure.ends_at,
        "level": measure.level.value if measure.level else None,
        "registered": measure.registered,
        "barrier": measure.barrier.value if measure.barrier else None,
        "imposed_by": measure.imposed_by.value,
        "legal_basis": measure.legal_basis,
        "deciding_organ": measure.deciding_organ,
        "scope": measure.scope,
        "reason": measure.reason,
        "public_notice_id": measure.public_notice_id,
        "filed_with": measure.filed_with,
    }
    if measure.lifted_at is not None:
        columns |= {"lifted_at": measure.lifted_at, "lifted_by": measure.lifted_by}
    return columns
