"""What residents or experts said, by number: the reference a proposal's step carries, read from the record itself."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.proposals import Reference
from clearway.core.refusals import WrongState
from clearway.core.residents import Outcome, VoteResult
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.loop.hold_vote import result_of
from clearway.record.box import check_box
from clearway.record.reading import assemblies, votes

_NUMBER = re.compile(r"[VHQ]\d{8}-\d{4,}\Z")
OUTCOMES = {
    Outcome.ADOPTED: Bilingual("通过", "adopted"),
    Outcome.QUORUM_FAILED: Bilingual("参与未达法定比例，未成立", "too few took part: no quorum"),
    Outcome.NO_MAJORITY: Bilingual("没有选项达到法定多数", "no option reached the majority the law asks"),
    Outcome.TIE: Bilingual("票数相同，没有结果", "a tie: no result"),
    Outcome.NOT_SHOWN: Bilingual(
        "按面积是否过半不能证明，视为未通过", "a majority by area is not shown: counted as not passed"
    ),
    Outcome.TOO_FEW: Bilingual("票数过少，无法保密，没有结果", "too few ballots to keep them secret: no result"),
}


def is_number(number: str) -> bool:
    """Whether this is the number of a vote, a hearing or a question to experts."""
    return _NUMBER.match(number) is not None


def reference_of(number: str, *, at: datetime, rulebook: Rulebook, zone: ZoneInfo) -> Reference:
    """The reference to a vote, hearing or expert view on the record; whether it consents is read, not stated.

    Raises:
        NotFound: nothing with that number.
        WrongState: the vote is not over, the hearing not closed, an opinion not signed.
        BoxAltered: its box was changed past the door.
    """
    kind = number[:1]
    if kind == "V":
        return _vote(number, at, rulebook, zone)
    return _hearing(number) if kind == "H" else _experts(number)


def told(result: VoteResult) -> Bilingual:
    """A result in one sentence."""
    outcome = OUTCOMES[result.outcome]
    option = f"：{result.adopted}" if result.adopted else "", f": {result.adopted}" if result.adopted else ""
    return Bilingual(
        f"{outcome.zh}{option[0]}（{result.doors} 人中 {result.took_part} 人参与）",
        f"{outcome.en}{option[1]} ({result.took_part} of {result.doors} took part)",
    )


def _vote(number: str, at: datetime, rulebook: Rulebook, zone: ZoneInfo) -> Reference:
    found = votes.vote(number)
    if not found.over_at(at):
        raise WrongState(subject=number, state=found.state.value, act="refer")
    check_box(number)
    result = result_of(found, rulebook, zone)
    return Reference(number=number, summary=told(result), consents=result.consents)


def _hearing(number: str) -> Reference:
    found = assemblies.hearing(number)
    if found.closed_at is None:
        raise WrongState(subject=number, state="announced", act="refer")
    return Reference(number=number, summary=Bilingual(found.result, found.result), consents=found.consents)


def _experts(number: str) -> Reference:
    found = assemblies.consultation(number)
    if not found.complete:
        raise WrongState(subject=number, state="unsigned", act="refer")
    favour = sum(one.favours is True for one in found.signed)
    against = sum(one.favours is False for one in found.signed)
    summary = Bilingual(
        f"{len(found.signed)} 位专家署名：{favour} 位赞成，{against} 位反对",
        f"{len(found.signed)} experts signed: {favour} in favour, {against} against",
    )
    return Reference(number=number, summary=summary, consents=None)
