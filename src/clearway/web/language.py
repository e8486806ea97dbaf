"""The page's language: Django's locale middleware decides it, our sentences follow."""

from __future__ import annotations

from django.utils.translation import get_language

from clearway.core.words import Bilingual, Language


def current() -> Language:
    """The language of the page being made."""
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def said(sentence: Bilingual) -> str:
    """The sentence in the page's language."""
    return sentence.say(current())
