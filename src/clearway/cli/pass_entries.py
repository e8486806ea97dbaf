"""Entries of a status list, drawn at random and each given once."""

from __future__ import annotations

import secrets
from pathlib import Path

from clearway.cli.pass_files import lines_of, write_bytes
from clearway.passes import limits
from clearway.passes.claims import StatusIndex
from clearway.passes.refusals import CannotIssue


class Entries:
    """Random entries of one status list, each given once; what was given before is read from a file and kept there."""

    def __init__(self, number: int, file: Path | None) -> None:
        self.number = number
        self.file = file
        known = lines_of(file) if file is not None and file.exists() else ()
        self.taken = {int(line) for line in known if line.strip().isdecimal()}

    def draw(self, wanted: int | None = None) -> StatusIndex:
        """An entry nobody has.

        Raises:
            CannotIssue: the wanted one is taken or is none, or the list is full.
        """
        if len(self.taken) >= limits.LIST_ENTRIES:
            raise CannotIssue(zh="状态列表已满，请用下一个列表", en="the status list is full: take the next one")
        index = secrets.randbelow(limits.LIST_ENTRIES) if wanted is None else wanted
        while wanted is None and index in self.taken:
            index = secrets.randbelow(limits.LIST_ENTRIES)
        if index in self.taken:
            raise CannotIssue(zh=f"状态索引 {index} 已被占用", en=f"entry {index} of the status list is taken")
        try:
            return StatusIndex(self.number, index)
        except ValueError:
            raise CannotIssue(zh="状态索引超出范围", en="no such entry in a status list") from None

    def give(self, entry: StatusIndex) -> None:
        """The pass was issued: nobody else gets this entry."""
        self.taken.add(entry.index)

    def keep(self) -> None:
        """Write what was given, if asked to."""
        if self.file is not None:
            write_bytes(self.file, "".join(f"{index}\n" for index in sorted(self.taken)).encode())
