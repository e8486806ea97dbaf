"""Texts as every format can carry them: what XML 1.0 and UTF-8 have no form for is taken out, nothing else."""

from __future__ import annotations

import re

#: Code points outside the production ``Char`` of XML 1.0, the C1 controls, and separators that end a line in RFC 5545.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]")
_LINES = re.compile("\r\n?|[\u2028\u2029]")


def clean(text: str) -> str:
    """``text`` without control characters, half characters and non-characters; line ends are ``\\n``."""
    if text.isprintable():  # most are: nothing to take out
        return text.strip()
    return _UNFIT.sub("", _LINES.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """``clean``, with every run of white space a single space: for titles and names."""
    return " ".join(clean(text).split())
