"""Text of wide characters in columns: a Chinese character takes two, and a line may end after any of them."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

#: What never begins a line (closing marks) stays with the character before it; ASCII words stay whole.
_PIECES = re.compile(r"\s+|[!-~]+[，。；：、！？）》”’…]*|.[，。；：、！？）》”’…]*", re.DOTALL)


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` columns (a longer ASCII word stands alone); spaces at ends are dropped."""
    lines, line = [], ""
    for piece in _PIECES.findall(" ".join(text.split())):
        if line and columns(line) + columns(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line else lines
