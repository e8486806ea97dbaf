"""The seal of a ballot box: whoever changes a ballot past the door, without the key of this installation, is found."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.record.models import BallotRow, LedgerLine, VoteRow
from clearway.record.plain import canonical
from clearway.record.seals import holds, seal

Held = tuple[str, str, str]
_PURPOSE = "ballot-box"


class BoxAltered(Refusal):
    """The box does not hold what was put into it through the door."""

    code = "box_altered"
    template = Bilingual(
        "表决 {number} 的票箱与封印或账本不符：停止计票，保留现场，报请县里调查",
        "the box of vote {number} does not agree with its seal or the ledger: stop, keep all as it is, tell the county",
    )


def seal_of(number: str, held: Iterable[Held]) -> str:
    """The seal over a box: receipts, options and sizes in order of receipt, so that it tells no order of casting."""
    return seal(_PURPOSE, canonical([number, *(list(one) for one in sorted(held))]))


def check_box(number: str) -> list[Held]:
    """What the box holds, by receipt.

    Raises:
        BoxAltered: a ballot was changed, added or taken out past the door.
    """
    held = sorted(BallotRow.objects.filter(vote_id=number).values_list("receipt", "option", "size"))
    mark = VoteRow.objects.values_list("box_seal", flat=True).get(number=number)
    told = LedgerLine.objects.filter(kind="ballot_boxed", subject=number).count()
    text = canonical([number, *(list(one) for one in held)])
    if told != len(held) or (held and not holds(mark, _PURPOSE, text)):
        raise BoxAltered(number=number)
    return held
