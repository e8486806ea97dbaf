"""A sentence in two languages: nothing a user reads exists in one language only."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import Any, Literal

Language = Literal["zh", "en"]


class _Counting(Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        one, bar, many = format_spec.partition("|")
        return count_of(value, one, many) if bar else super().format_field(value, format_spec)


def count_of(number: Any, one: str, many: str) -> str:
    """``1 day``, ``2 days``: the number with the word that goes with it, as English wants it."""
    return f"{number} {one if number == 1 else many}"


def filled(sentence: str, **values: object) -> str:
    """``sentence`` with its ``{name}`` places filled; ``{n:day|days}`` gives ``1 day`` or ``2 days``."""
    return _Counting().vformat(sentence, (), values)


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
        """The same sentence with ``{name}`` places filled in both languages (``filled``)."""
        return Bilingual(filled(self.zh, **values), filled(self.en, **values))

    def as_json(self) -> dict[str, str]:
        """``{"zh": …, "en": …}``."""
        return {"zh": self.zh, "en": self.en}
