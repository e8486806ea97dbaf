"""Which organ a text names: the level of government, or that it is none. What is not clear stays a range or unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Organ(StrEnum):
    """Who decides, lowest power first. ``nobody``: a committee, a firm, a person; a department is no government."""

    NOBODY = "nobody"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    STATE_COUNCIL = "state_council"

    @property
    def rank(self) -> int:
        """Place in the order of powers; the first two have none."""
        return _RANKS[self]


_RANKS = {organ: max(0, rank - 1) for rank, organ in enumerate(Organ)}


@dataclass(frozen=True, slots=True)
class OrganRead:
    """A text read: it names an organ of at least ``low`` and at most ``high``."""

    low: Organ
    high: Organ

    def reaches(self, needed: Organ) -> bool | None:
        """Whether the organ has at least the power of ``needed``; None: the text does not tell."""
        if self.low.rank >= needed.rank:
            return True
        return False if self.high.rank < needed.rank else None


_ROLES = {
    "community": Organ.NOBODY,
    "county_health": Organ.DEPARTMENT,
    "county_government": Organ.COUNTY,
    **{organ.value: organ for organ in Organ},
}
_NOT_GOVERNMENT = re.compile(r"村民?委员?会|居民?委员?会|业主|物业|property|committee|owners")
_DEPARTMENT = re.compile(r"委员会|局|中心|疾控|卫健委|commission|bureau|department")
_GOVERNMENT = re.compile(r"(自治区|自治州|自治县|地区|省|市|县|区|旗|乡|镇|街道)(人民政府|政府|行政公署|办事处)")
_UNITS = {
    "自治区": Organ.PROVINCE,
    "省": Organ.PROVINCE,
    "自治州": Organ.CITY,
    "地区": Organ.CITY,
    "自治县": Organ.COUNTY,
    "县": Organ.COUNTY,
    "区": Organ.COUNTY,
    "旗": Organ.COUNTY,
    "乡": Organ.TOWNSHIP,
    "镇": Organ.TOWNSHIP,
    "街道": Organ.TOWNSHIP,
}
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_ENGLISH = (
    (re.compile(r"state council"), Organ.STATE_COUNCIL),
    (re.compile(r"provinc"), Organ.PROVINCE),
    (re.compile(r"county|district"), Organ.COUNTY),
    (re.compile(r"town|subdistrict"), Organ.TOWNSHIP),
)


def read_organ(text: str) -> OrganRead | None:
    """The organ that ``text`` names, in Chinese or English, or by role; None where it names none we know."""
    words = text.strip().casefold()
    if words in _ROLES:
        return _exactly(_ROLES[words])
    if "国务院" in words:
        return _exactly(Organ.STATE_COUNCIL)
    if _NOT_GOVERNMENT.search(words):
        return _exactly(Organ.NOBODY)
    named = list(_GOVERNMENT.finditer(words))
    if named:
        return _government(words, named[-1])
    if "government" in words or "state council" in words:
        return _english(words)
    return _exactly(Organ.DEPARTMENT) if _DEPARTMENT.search(words) else None


def _government(words: str, named: re.Match[str]) -> OrganRead:
    unit = named.group(1)
    if unit != "市":
        return _exactly(_UNITS[unit])
    before = words[: named.end(1)]
    if before.endswith(_MUNICIPALITIES):
        return _exactly(Organ.PROVINCE)
    if re.search(r"[市州]|地区", before[:-1]):
        return _exactly(Organ.COUNTY)
    return OrganRead(Organ.COUNTY, Organ.CITY)


def _english(words: str) -> OrganRead | None:
    if re.search(r"\bcity\b|municipal|prefectur", words) and not re.search(r"county|district", words):
        return OrganRead(Organ.COUNTY, Organ.CITY)
    return next((_exactly(organ) for pattern, organ in _ENGLISH if pattern.search(words)), None)


def _exactly(organ: Organ) -> OrganRead:
    return OrganRead(organ, organ)
