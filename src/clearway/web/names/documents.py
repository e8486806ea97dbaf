"""Folders of the documentation."""

from __future__ import annotations

from clearway.core.words import Bilingual

DOCS = {
    "tutorials": Bilingual("教程", "Tutorials"),
    "how-to": Bilingual("操作指南", "How to"),
    "reference": Bilingual("参考", "Reference"),
    "explanation": Bilingual("说明", "Explanation"),
    "decisions": Bilingual("设计决定", "Decision records"),
}
