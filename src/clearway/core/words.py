"""A sentence in two languages: nothing a user reads exists in one language only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same sentence in Chinese and in English."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh or not self.en:
            raise ValueError("a sentence needs both its Chinese and its English form")

    def say(self, language: Language) -> str:
        """The sentence in ``language``."""
        return self.zh if language == "zh" else self.en

    def fill(self, **values: object) -> Bilingual:
        """The same sentence with ``{name}`` places filled in both languages."""
        return Bilingual(self.zh.format(**values), self.en.format(**values))

    def as_json(self) -> dict[str, str]:
        """``{"zh": …, "en": …}``."""
        return {"zh": self.zh, "en": self.en}
