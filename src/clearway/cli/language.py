"""The language of the command line: the one set, else the locale's, else English (docs/decisions/0096)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from clearway.core.words import Language

#: English sentence of the help → Chinese sentence. Sentences with figures are written where they are said.
CATALOGUE = Path(__file__).with_name("chinese.json")
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def command_language(variables: Mapping[str, str] | None = None) -> Language:
    """``CLEARWAY_LANGUAGE`` where it is zh or en; else Chinese under a Chinese locale (``zh…``); else English.

    The locale is read as POSIX says: the first of LC_ALL, LC_MESSAGES, LANG that is not empty.
    """
    values = os.environ if variables is None else variables
    if (chosen := values.get("CLEARWAY_LANGUAGE")) in ("zh", "en"):
        return "zh" if chosen == "zh" else "en"
    locale = next((values[name] for name in _LOCALE if values.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


@cache
def catalogue() -> Mapping[str, str]:
    """Every English sentence of the help with its Chinese; a test holds it against the parsers."""
    read: dict[str, str] = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    return read


def of_help(sentence: str, language: Language) -> str:
    """A sentence of the help in ``language``; English where the catalogue has no Chinese."""
    return catalogue().get(sentence, sentence) if language == "zh" else sentence
