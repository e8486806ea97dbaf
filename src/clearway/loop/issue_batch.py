"""Many passes from a table, issued by one named person: supply vehicles, an exam day. Bad rows are named."""

from __future__ import annotations

import csv
import hashlib
import io
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clearway.core.decisions import Outcome
from clearway.core.intake import Reject
from clearway.core.pass_events import PassBatch
from clearway.core.passes import AskedBy, Pass, PassState, PassWish, Purpose, StatusPlace
from clearway.core.refusals import BadUsage, Missing, Refusal
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk, write
from clearway.loop.holder_secret import link_hash, new_link, opened, seal_for
from clearway.loop.issue_pass import Asking, free_places, holder_of, minted, term_of
from clearway.loop.list_gates import known_gates
from clearway.loop.pass_keys import PassKeys
from clearway.passes import limits
from clearway.passes.claims import short_code
from clearway.passes.qr import draw_png
from clearway.record.door import session
from clearway.record.numbers import next_numbers
from clearway.respond.passes import batching
from clearway.sources.pass_table import read_pass_table
from clearway.sources.sheet import Row

MOST = 10_000
_COLUMNS = ("row", "number", "purpose", "gates", "from", "to", "short_code", "link", "qr_text", "picture")


@dataclass(frozen=True, slots=True)
class _Ready:
    """A row that can become a pass, and the secret its holder gets."""

    row: int
    wish: PassWish
    cti: bytes
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDone:
    """What came of a table; ``archive`` is a zip: ``passes.csv`` (a secret link each), ``rejects.csv``, pictures."""

    issued: int
    rejects: tuple[Reject, ...]
    archive: bytes


def issue_batch(path: Path, place_code: str, site: str, keys: PassKeys, desk: Desk) -> BatchDone:
    """Issue what fits; ``site`` is where the links lead.

    Raises:
        Refusal: not this person, no table, no row that fits, more than 10,000.
    """
    ready, rejects = _rows(path, place_code, desk)
    if not ready:
        first = rejects[0].expected if rejects else Bilingual("至少一行", "a row at least")
        raise Missing(zh=f"可签发的行（{first.zh}）", en=f"a row that can be issued ({first.en})")
    with session():
        numbers = next_numbers("G", len(ready), desk.at, desk.zone)
        places = free_places(len(ready))
        passes = tuple(map(_batched, ready, numbers, places))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        outcome: Outcome = batching.issue_batch(
            passes, digest, place_code, by=desk.by, at=desk.local, rulebook=desk.rulebook
        )
        write(outcome, desk)
    return BatchDone(issued=len(ready), rejects=rejects, archive=_archive(ready, passes, rejects, site, keys, desk.at))


def _rows(path: Path, place_code: str, desk: Desk) -> tuple[list[_Ready], tuple[Reject, ...]]:
    sheet = read_pass_table(path, desk.zone)
    if sheet.read > MOST:
        raise BadUsage(zh=f"一次最多 {MOST} 行", en=f"at most {MOST} rows at once")
    known = {one.number for one in known_gates(desk.rulebook)}
    ready, refused = list[_Ready](), list[Reject]()
    for index, row in sheet.rows():
        try:
            ready.append(_ready(index + 1, row, place_code, known, desk))
        except Refusal as refusal:
            refused.append(Reject(row=index + 1, column="", found="", expected=refusal.text, code=refusal.code))
    return ready, tuple(sorted((*sheet.sorted_rejects(), *refused), key=lambda one: one.row))


def _ready(row_number: int, row: Row, place_code: str, known: set[int], desk: Desk) -> _Ready:
    unknown = [number for number in row["gates"] if number not in known]
    if unknown:
        raise BadUsage(zh=f"没有 {unknown[0]} 号门", en=f"there is no gate {unknown[0]}")
    asked = Asking(
        purpose=Purpose(row["purpose"]), asked_by=AskedBy.COMMUNITY, place_code=place_code,
        starts_at=row["from"], ends_at=row["to"], gates=row["gates"], companions=row["companions"] or 0,
        uses=row["uses"], name=row["name"] or "", id_number=row["id_number"] or "",
    )  # fmt: skip
    link, cti = new_link(), secrets.token_bytes(limits.CTI_BYTES)
    wish = PassWish(
        purpose=asked.purpose, asked_by=asked.asked_by, place_code=place_code, destination="", gates=row["gates"],
        term=term_of(asked, desk.at), companions=asked.companions, uses=asked.uses,
        sealed=seal_for(link, holder_of(asked, cti)),
    )  # fmt: skip
    wrong = batching.fault_of(wish, desk.local, desk.rulebook)
    if wrong is not None:
        raise wrong
    return _Ready(row_number, wish, cti, link)


def _batched(ready: _Ready, number: str, place: StatusPlace) -> PassBatch:
    status = replace(place, cti=ready.cti.hex())
    return PassBatch(number=number, wish=ready.wish, status=status, token_hash=link_hash(ready.link))


def _issued(passed: PassBatch, at: datetime) -> Pass:
    return Pass(
        number=passed.number, wish=passed.wish, state=PassState.ISSUED, asked_at=at, due_at=at, status=passed.status
    )


def _rejected(rejects: tuple[Reject, ...]) -> str:
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(("row", "column", "expected", "expected_zh", "code"))
    lines.writerows((one.row, one.column, one.expected.en, one.expected.zh, one.code) for one in rejects)
    return out.getvalue()


def _archive(
    ready: list[_Ready],
    passes: tuple[PassBatch, ...],
    rejects: tuple[Reject, ...],
    site: str,
    keys: PassKeys,
    at: datetime,
) -> bytes:
    """Pictures and secret links, made for this answer and kept nowhere."""
    out, table = io.BytesIO(), io.StringIO()
    lines = csv.writer(table)
    lines.writerow(_COLUMNS)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for line, picture in _lines(ready, passes, site, keys, at):
            archive.writestr(str(line[-1]), picture)
            lines.writerow(line)
        archive.writestr("passes.csv", "\ufeff" + table.getvalue(), zipfile.ZIP_DEFLATED)
        archive.writestr("rejects.csv", "\ufeff" + _rejected(rejects), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _lines(
    ready: list[_Ready], passes: tuple[PassBatch, ...], site: str, keys: PassKeys, at: datetime
) -> Iterator[tuple[tuple[object, ...], bytes]]:
    for one, passed in zip(ready, passes, strict=True):
        number, done = passed.number, minted(_issued(passed, at), opened(one.link, one.wish.sealed), keys)
        term, code = one.wish.term, short_code(one.cti)
        line = (
            one.row, number, one.wish.purpose.value, " ".join(map(str, one.wish.gates)), term.starts_at.isoformat(),
            term.ends_at.isoformat(), f"{code[:5]} {code[5:]}", f"{site}/passes/of/{one.link}", done.text,
            f"qr/{number}.png",
        )  # fmt: skip
        yield line, draw_png(done.text, module=4)
