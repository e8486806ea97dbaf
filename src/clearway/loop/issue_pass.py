"""A pass is asked for, decided and minted. No token is kept: it is signed anew whenever its holder opens the link."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from clearway.core.decisions import Decision
from clearway.core.passes import AskedBy, ControlledGate, Pass, PassState, PassWish, Purpose, StatusPlace, Term
from clearway.core.places import Point
from clearway.core.refusals import BadUsage, NotFound
from clearway.loop.desk import Desk, write
from clearway.loop.holder_secret import Holder, link_hash, new_link, opened, seal_for
from clearway.loop.list_gates import known_gates
from clearway.loop.pass_keys import PassKeys
from clearway.loop.pass_route import gates_on_route
from clearway.monitor.masking import mask
from clearway.passes import limits
from clearway.passes.claims import Pass as Claims
from clearway.passes.claims import Purpose as Label
from clearway.passes.claims import StatusIndex, holder_check, short_code
from clearway.passes.issuing import issue, text_of
from clearway.passes.keys import Use
from clearway.passes.naming import masked_name
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import passes as read
from clearway.respond.passes import asking
from clearway.respond.passes.asking import Marks
from clearway.respond.passes.refusals import PassNotLive, PassOver

_LONGEST_NOTE, _LONGEST_NAME = 500, 100
#: A list more than half full gets a successor, so that random indices stay quick to find.
_FULL = limits.LIST_ENTRIES // 2
_AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is filled in. ``name`` and ``id_number`` are turned into a mask and four digits at once and never kept;
    ``gates`` None: the road engine chooses them."""

    purpose: Purpose
    asked_by: AskedBy
    place_code: str
    starts_at: datetime
    ends_at: datetime
    destination: str = ""
    point: Point | None = None
    gates: tuple[int, ...] | None = None
    companions: int = 0
    uses: int | None = None
    name: str = ""
    id_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassReceipt:
    """``link`` is the holder's secret: whoever has it has the pass."""

    number: str
    link: str
    state: PassState
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Minted:
    """A pass as token: what it says, and the text of its QR code."""

    claims: Claims
    text: str


def ask_for(wanted: Asking, home: Path, desk: Desk) -> PassReceipt:
    """Ask for a pass; where a rule decides it is issued at once.

    Raises:
        Refusal: no gate on the way, a term that cannot be, a name too long, not this office.
    """
    term = term_of(wanted, desk.at)
    gates = known_gates(desk.rulebook)
    chosen = wanted.gates
    if chosen is None:
        chosen = gates_on_route(home, gates, wanted.place_code, wanted.point, term)
    else:
        _check_gates(chosen, gates)
    link, cti = new_link(), secrets.token_bytes(limits.CTI_BYTES)
    wish = PassWish(
        purpose=wanted.purpose, asked_by=wanted.asked_by, place_code=wanted.place_code,
        destination=mask(wanted.destination[:120]), gates=tuple(sorted(set(chosen))), term=term,
        companions=wanted.companions, uses=wanted.uses, sealed=seal_for(link, holder_of(wanted, cti)),
        note=mask(wanted.note.strip())[:_LONGEST_NOTE],
    )  # fmt: skip
    with session():
        (place,) = free_places(1)
        marks = Marks(
            number=next_number("G", desk.at, desk.zone), status=replace(place, cti=cti.hex()),
            token_hash=link_hash(link),
        )  # fmt: skip
        write(asking.ask(wish, marks, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
        kept = read.one_pass(marks.number)
    return PassReceipt(number=kept.number, link=link, state=kept.state, due_at=kept.due_at)


def approve(number: str, answer: str, desk: Desk) -> Decision:
    """A named person issues a pass.

    Raises:
        Refusal: no such pass, not this person, decided already.
    """
    with session():
        found = read.one_pass(number, lock=True)
        return write(asking.approve(found, mask(answer), by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def decline(number: str, answer: str, desk: Desk) -> Decision:
    """A named person answers otherwise, with a reason.

    Raises:
        Refusal: as ``approve``; no reason.
    """
    with session():
        found = read.one_pass(number, lock=True)
        return write(asking.decline(found, mask(answer), by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def found_by(link: str) -> Pass:
    """The pass of a holder's link.

    Raises:
        NotFound: there is none (any more).
    """
    found = read.pass_by_token(link_hash(link))
    if found is None:
        raise NotFound(what="pass", number=link[:6] + "…")
    return found


def mint(link: str, keys: PassKeys) -> Minted:
    """The token of an issued pass, for whoever holds its link.

    Raises:
        NotFound: no such pass.
        PassNotLive: it is not issued (yet), or revoked.
    """
    found = found_by(link)
    if found.state is not PassState.ISSUED:
        raise PassNotLive(number=found.number, standing=found.state.value)
    return minted(found, opened(link, found.wish.sealed), keys)


def minted(found: Pass, holder: Holder, keys: PassKeys) -> Minted:
    """The token of a pass, signed by the key of its first moment."""
    wish, term = found.wish, found.wish.term
    claims = Claims(
        iss=keys.iss, nbf=int(term.starts_at.timestamp()), exp=int(term.ends_at.timestamp()),
        cti=bytes.fromhex(found.status.cti), purpose=Label(wish.purpose.label), gates=wish.gates,
        status=StatusIndex(found.status.list_number, found.status.index), name=holder.name, check=holder.check,
        companions=wish.companions or None, uses=wish.uses,
    )  # fmt: skip
    return Minted(claims=claims, text=text_of(issue(claims, keys.signing(Use.PASS, claims.nbf))))


def holder_of(wanted: Asking, cti: bytes) -> Holder:
    """Mask and digits of what was filled in.

    Raises:
        BadUsage: a name too long for a pass.
    """
    bare = " ".join(wanted.name.split())
    try:
        name = masked_name(bare[:_LONGEST_NAME]) if bare else None
    except ValueError:
        raise BadUsage(zh="姓名过长，请只写姓氏", en="the name is too long: give the family name") from None
    number = "".join(wanted.id_number.split())
    return Holder(name=name, check=holder_check(cti, number) if number else None)


def free_places(count: int) -> list[StatusPlace]:
    """Random free entries of the newest status list; a new list where it is half full. Inside a session."""
    number = max(read.lists_in_use())
    if read.list_size(number) + count > _FULL:
        number += 1
    found: set[int] = set()
    while len(found) < count:
        wanted = {secrets.randbelow(limits.LIST_ENTRIES) for _ in range(count - len(found))}
        found |= wanted - read.taken_indices(number, wanted)
    return [StatusPlace(list_number=number, index=index, cti="") for index in _shuffled(found)]


def _shuffled(indices: set[int]) -> list[int]:
    order = list(indices)
    secrets.SystemRandom().shuffle(order)
    return order


def term_of(wanted: Asking, at: datetime) -> Term:
    """The term asked for.

    Raises:
        PassOver: it ends before it starts.
        BadUsage: it starts too far ahead.
    """
    if wanted.ends_at <= wanted.starts_at:
        raise PassOver()
    if wanted.starts_at > at + _AHEAD:
        raise BadUsage(zh="最多提前 30 天申请", en="at most 30 days ahead")
    return Term(starts_at=wanted.starts_at, ends_at=wanted.ends_at)


def _check_gates(chosen: tuple[int, ...], gates: tuple[ControlledGate, ...]) -> None:
    known = {one.number for one in gates}
    unknown = [number for number in chosen if number not in known]
    if unknown:
        raise NotFound(what="gate", number=str(unknown[0]))


def code_of(found: Pass) -> str:
    """The ten characters of a pass, in two groups, for reading out."""
    code = short_code(bytes.fromhex(found.status.cti))
    return f"{code[:5]} {code[5:]}"
