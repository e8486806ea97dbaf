"""Against what a citation was checked."""

from __future__ import annotations

from clearway.core.words import Bilingual

VERIFIED = {
    "gazette": Bilingual("已对照公布文本", "read against the text as promulgated"),
    "secondary": Bilingual("仅对照转载文本", "read against a reprint only"),
    "plan": Bilingual("出自工作方案", "from the work plan itself"),
    "unverified": Bilingual("尚未核对", "not yet checked"),
}
