"""What the store refuses."""

from __future__ import annotations

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual


class BadStore(Refusal):
    """The folder of counts is not one this program wrote, or is damaged."""

    code = "bad_store"
    template = Bilingual(
        "计数库 {folder} 不能使用：现为 {found_zh}，应为 {expected_zh}",
        "the store of counts {folder} cannot be used: found {found}, expected {expected}",
    )


def bad_store(folder: object, found: Bilingual, expected: Bilingual) -> BadStore:
    """The refusal that names ``folder``."""
    return BadStore(
        folder=str(folder), found=found.en, found_zh=found.zh, expected=expected.en, expected_zh=expected.zh
    )
