"""What a feed's table must hold: its columns, the headers they go by, and how a cell of each is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clearway.core.intake import Feed
from clearway.core.words import Bilingual

#: A cell that is not empty: text from CSV and XLSX; from Parquet also numbers, days and moments.
Cell = Any


class Unfit(Exception):
    """A cell does not hold what its column needs."""

    def __init__(self, expected: Bilingual, code: str) -> None:
        super().__init__(code)
        self.expected = expected
        self.code = code


EMPTY_CELL = Bilingual("不得为空", "something: this column may not be empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. ``required``: the header must be there; ``filled``: no cell may be empty.

    ``personal``: what is found in it is never repeated to anybody.
    """

    name: str
    parse: Callable[[Cell], Any]
    aliases: tuple[str, ...] = ()
    required: bool = False
    filled: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The table of one feed. Of each group in ``one_of`` at least one set of headers must be complete."""

    feed: Feed
    columns: tuple[Column, ...]
    one_of: tuple[tuple[str, ...], ...] = ()

    def column_for(self, header: str) -> Column | None:
        """The column that ``header`` names, in Chinese or English, whatever its case, spaces and brackets."""
        wanted = plain_header(header)
        for column in self.columns:
            if wanted in {plain_header(name) for name in (column.name, *column.aliases)}:
                return column
        return None

    def expected(self) -> str:
        """What the headers should be, for the refusal."""
        required = ", ".join(column.name for column in self.columns if column.required)
        groups = " | ".join(", ".join(group) for group in self.one_of)
        return "; ".join(part for part in (required, groups) if part)


def plain_header(header: str) -> str:
    """``header`` as compared: half-width, lower case, without spaces, ``_``, ``-`` and what stands in brackets."""
    text = unicodedata.normalize("NFKC", header).casefold().lstrip("\ufeff")
    return re.sub(r"\(.*?\)|\[.*?\]|[\s_\-*:]", "", text)
