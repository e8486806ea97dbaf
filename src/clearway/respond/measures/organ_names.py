"""Findings speak of an organ by its role's code where a draft only asks one: here the code becomes a name."""

from __future__ import annotations

from dataclasses import replace

from clearway.core.findings import Finding
from clearway.core.words import Bilingual

_NAMES = {
    "county_government": Bilingual("县级人民政府", "the county government"),
    "city": Bilingual("市级人民政府", "the city government"),
    "province": Bilingual("省级人民政府", "the provincial government"),
    "township": Bilingual("乡镇（街道）", "a township"),
    "community": Bilingual("村（居）委会", "a committee"),
    "department": Bilingual("政府部门", "a department"),
}


def with_organ_named(finding: Finding, organ: str) -> Finding:
    """The finding on the power to decide, with the organ by name in both languages."""
    name = _NAMES.get(organ)
    if finding.check != "authority" or name is None:
        return finding
    zh = finding.text.zh.replace(f"决定机关：{organ}", f"决定机关：{name.zh}")
    en = finding.text.en.replace(f"decided by {organ}", f"decided by {name.en}")
    return replace(finding, text=Bilingual(zh, en))
