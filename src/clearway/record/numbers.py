"""Numbers people can read out on the telephone: letter, local day, dash, running number (``W20261123-0001``)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import connection

from clearway.core.moments import aware

#: W warning, C case, T task, M measure or closure, R report, O order; P proposal, N notice, E extension, A appeal,
#: D policy (directive); V vote, L roll, H hearing, K council meeting, X expert, Q question to experts, B compact;
#: G pass, Y revocation of a pass, Z deletion report; U dispatch of goods, J gift, F fund;
#: I inspection, IF finding, IC campaign; S request for help; OP item of public opinion.
Letter = Literal[
    "W", "C", "T", "M", "R", "O", "P", "N", "E", "A", "D", "V", "L", "H", "K", "X", "Q", "B", "G", "Y", "Z",
    "U", "J", "F", "I", "IF", "IC", "S", "OP",
]  # fmt: skip

_DRAW = """
INSERT INTO record_numbercounter (series, last) VALUES (%s, %s)
ON CONFLICT (series) DO UPDATE SET last = record_numbercounter.last + excluded.last
RETURNING last
"""


def next_number(letter: Letter, at: datetime, zone: ZoneInfo) -> str:
    """The next number of ``letter`` on the local day of ``at``; never given twice, whoever asks at once."""
    return next_numbers(letter, 1, at, zone)[0]


def next_numbers(letter: Letter, count: int, at: datetime, zone: ZoneInfo) -> list[str]:
    """``count`` numbers in a row, drawn with one statement.

    Inside a transaction that is rolled back they are given again; nothing else ever repeats one.
    """
    series = f"{letter}{aware(at).astimezone(zone):%Y%m%d}"
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [series, count])
        last = int(cursor.fetchone()[0])
    return [f"{series}-{number:04d}" for number in range(last - count + 1, last + 1)]
