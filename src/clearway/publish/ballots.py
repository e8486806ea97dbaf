"""``ballots.csv``: a vote's published file. It holds all that a count needs and nothing about anybody.

Lines that begin with ``#`` state the vote (``# name: value``); then a table ``receipt,option,size``, by receipt.
Sizes: ``# size: letter,doors,least,most,total``, areas in hundredths of a square metre (0 where there are none).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from clearway.core.refusals import BadFile
from clearway.core.residents import Ballot, Body, OptionKind, Poll, SizeClass

MEDIA_TYPE = "text/csv; charset=utf-8"
_COLUMNS = ["receipt", "option", "size"]
_LONGEST = 50_000_000


def write_poll(poll: Poll) -> bytes:
    """The file of a poll in its published form (``respond.residents.counting.as_published``)."""
    out = io.StringIO(newline="")
    for name, value in _facts(poll):
        out.write(f"# {name}: {value}\r\n")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows((one.receipt, one.option, one.size) for one in poll.ballots)
    return out.getvalue().encode()


def digest_of(file: bytes) -> str:
    """SHA-256 of the file, as the ledger holds it."""
    return hashlib.sha256(file).hexdigest()


def read_poll(path: Path) -> Poll:
    """The poll a file holds.

    Raises:
        BadFile: it cannot be read, or is not such a file.
    """
    try:
        if path.stat().st_size > _LONGEST:
            raise ValueError("too long")
        text = path.read_bytes().decode("utf-8-sig")
        return _parse(text)
    except OSError as fault:
        raise _bad(path, fault.strerror or "unreadable") from None
    except (ValueError, KeyError, StopIteration) as fault:
        raise _bad(path, str(fault) or type(fault).__name__) from None


def _facts(poll: Poll) -> Iterator[tuple[str, str]]:
    yield "vote", poll.number
    yield "body", poll.body.value
    yield "special", "yes" if poll.special else "no"
    yield "closed", poll.day
    for key, kind in poll.options:
        yield "option", f"{key},{kind.value}"
    for size in poll.sizes:
        yield "size", f"{size.letter},{size.doors},{size.low},{size.high},{size.total}"


def _parse(text: str) -> Poll:
    lines = text.splitlines()
    facts = [line[2:].split(": ", 1) for line in lines if line.startswith("# ")]
    once = {pair[0]: pair[1] for pair in facts if len(pair) == 2}
    table = csv.reader(line for line in lines if line and not line.startswith("#"))
    if next(table) != _COLUMNS:
        raise ValueError(f"columns other than {','.join(_COLUMNS)}")
    ballots = tuple(Ballot(receipt=row[0], option=row[1], size=row[2]) for row in table if _three(row))
    options = tuple(_option(value) for name, value in facts if name == "option")
    sizes = tuple(_size(value) for name, value in facts if name == "size")
    _consistent(ballots, options, sizes)
    return Poll(
        number=once["vote"], body=Body(once["body"]), special=once["special"] == "yes", day=once["closed"],
        options=options, sizes=sizes, ballots=ballots,
    )  # fmt: skip


def _consistent(
    ballots: tuple[Ballot, ...], options: tuple[tuple[str, OptionKind], ...], sizes: tuple[SizeClass, ...]
) -> None:
    """No receipt twice, nothing chosen that was not on the ballot, no more ballots of a size than doors."""
    if len({one.receipt for one in ballots}) != len(ballots):
        raise ValueError("a receipt twice")
    if not {one.option for one in ballots} <= {key for key, _ in options} | {""}:
        raise ValueError("an option that is not on the ballot")
    doors = {size.letter: size.doors for size in sizes}
    for ballot in ballots:
        doors[ballot.size] -= 1
    if any(left < 0 for left in doors.values()):
        raise ValueError("more ballots of a size than doors")


def _three(row: list[str]) -> bool:
    if len(row) != len(_COLUMNS):
        raise ValueError("a row without three cells")
    return True


def _option(value: str) -> tuple[str, OptionKind]:
    key, kind = value.split(",")
    return key, OptionKind(kind)


def _size(value: str) -> SizeClass:
    letter, *numbers = value.split(",")
    doors, low, high, total = (int(number) for number in numbers)
    return SizeClass(letter=letter, doors=doors, low=low, high=high, total=total)


def _bad(path: Path, found: str) -> BadFile:
    return BadFile(
        file=path.name,
        found=found,
        found_zh=found,
        expected="the ballots.csv of a vote",
        expected_zh="表决的 ballots.csv",
    )
