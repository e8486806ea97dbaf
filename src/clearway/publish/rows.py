"""A measure as a row: the columns of the CSV, the properties of the GeoJSON, the fields of the descriptor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.words import Bilingual
from clearway.publish.published import Edition, Published

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in Table Schema, and what it holds."""

    name: str
    type: str
    holds: Bilingual


COLUMNS = (
    Column("number", "string", Bilingual("编号", "number")),
    Column("kind", "string", Bilingual("措施类型", "kind of measure")),
    Column("status", "string", Bilingual("此刻状态", "how it stands now")),
    Column("registered", "boolean", Bilingual("是否登记；否为现场发现的封堵", "registered, or (false) found standing")),
    Column("title_zh", "string", Bilingual("名称（中文）", "title in Chinese")),
    Column("title_en", "string", Bilingual("名称（英文）", "title in English")),
    Column("place_code", "string", Bilingual("地点代码，前12位按 GB/T 2260", "place code, GB/T 2260 in its 12 digits")),
    Column("place", "string", Bilingual("地点", "place")),
    Column("level", "string", Bilingual("风险等级", "risk level")),
    Column("starts_at", "datetime", Bilingual("起（含）", "begins (inclusive)")),
    Column("ends_at", "datetime", Bilingual("止（不含）；空为不明", "ends (exclusive); empty: not known")),
    Column("lifted_at", "datetime", Bilingual("解除时间", "lifted")),
    Column("updated_at", "datetime", Bilingual("最后变更", "last change")),
    Column("barrier", "string", Bilingual("障碍类型", "kind of barrier")),
    Column("imposed_by", "string", Bilingual("设置者类别", "kind of actor who put it up")),
    Column("scope", "string", Bilingual("范围", "scope")),
    Column("reason", "string", Bilingual("理由", "reason")),
    Column("deciding_organ", "string", Bilingual("决定机关", "deciding organ")),
    Column("legal_basis", "string", Bilingual("法律依据", "legal basis")),
    Column("public_notice_id", "string", Bilingual("公告编号", "public notice")),
    Column("filed_with", "string", Bilingual("备案机关", "filed with")),
    Column("exceeds", "string", Bilingual("超出的措施", "the measure it goes beyond")),
    Column("lat", "number", Bilingual("纬度 WGS84", "latitude, WGS84")),
    Column("lon", "number", Bilingual("经度 WGS84", "longitude, WGS84")),
    Column("url", "string", Bilingual("公示页", "public page")),
)


def row(item: Published, edition: Edition) -> dict[str, Value]:
    """Values by column, None where nobody stated one; times ISO 8601 with the county's offset."""
    measure, zone = item.measure, edition.zone

    def local(moment: datetime | None) -> str | None:
        return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None

    return {
        "number": item.number,
        "kind": measure.kind.value,
        "status": measure.status(edition.at).value,
        "registered": measure.registered,
        "title_zh": item.title.zh,
        "title_en": item.title.en,
        "place_code": measure.place_code,
        "place": item.place.zh,
        "level": measure.level.value if measure.level else None,
        "starts_at": local(measure.starts_at),
        "ends_at": local(measure.ends_at),
        "lifted_at": local(measure.lifted_at),
        "updated_at": local(item.changes[-1].at),
        "barrier": measure.barrier.value if measure.barrier else None,
        "imposed_by": measure.imposed_by.value,
        "scope": measure.scope or None,
        "reason": measure.reason or None,
        "deciding_organ": measure.deciding_organ or None,
        "legal_basis": measure.legal_basis or None,
        "public_notice_id": measure.public_notice_id or None,
        "filed_with": measure.filed_with or None,
        "exceeds": item.exceeds,
        "lat": round(item.point.lat, 6) if item.point else None,
        "lon": round(item.point.lon, 6) if item.point else None,
        "url": edition.page(item),
    }
