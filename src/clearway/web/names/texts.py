"""What a text was read as."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.publish.counted_names import TOPICS

__all__ = ["NATURES", "SPEAKS_FOR", "TEXT_STATUSES", "TOPICS"]

NATURES = {
    "physical": Bilingual("实体障碍", "a physical barrier"),
    "soft": Bilingual("软性障碍", "a soft barrier"),
    "none": Bilingual("没有障碍", "no barrier"),
}
TEXT_STATUSES = {
    "standing": Bilingual("仍在", "still there"),
    "cleared": Bilingual("已放开", "opened again"),
}
SPEAKS_FOR = TOPICS | NATURES
