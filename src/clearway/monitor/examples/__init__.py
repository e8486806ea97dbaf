"""Our own labelled texts: invented sentences, invented places, invented people.

``train.csv`` (the older texts), ``voices.csv`` (the newer ones) and ``heldout.csv`` (never trained on) have the columns
``text, topic, barrier, status, register, template`` and share no register and no template. ``private.csv`` holds
personal data of nobody, ``places.csv`` wordings of listed places with their level.
"""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``name``.csv."""
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
