"""What a form about a vote holds, read and checked."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import QueryDict

from clearway.core.refusals import BadUsage, Missing
from clearway.core.residents import Body, Option, OptionKind, VoteDraft

LONGEST = 2_000
#: The options of a form: key, kind and the field of its text.
_CLOSURE = (OptionKind.NO_CLOSURE, OptionKind.TIME_SLOTS, OptionKind.FULL_CLOSURE)
_PLAIN = (OptionKind.ADOPT, OptionKind.REJECT)


def read_draft(form: QueryDict, roll_place: str, body: Body) -> VoteDraft:
    """A vote from the form's fields; moments are in the county's zone. ``kind`` is closure or plain.

    Raises:
        Missing, BadUsage: what is wrong with the form.
    """
    question = form.get("question", "").strip()
    if len(question) > LONGEST:
        raise BadUsage(zh=f"表决事项超过 {LONGEST} 字", en=f"the question is longer than {LONGEST} characters")
    opens, closes = moment(form.get("opens_at", "")), moment(form.get("closes_at", ""))
    if closes <= opens:
        raise Missing(zh="晚于开始的截止时间", en="a close after the opening")
    kinds = _CLOSURE if form.get("kind") == "closure" else _PLAIN
    return VoteDraft(
        question=question,
        options=tuple(
            Option(key=kind.value, kind=kind, text=form.get(f"option_{kind.value}", "").strip()[:LONGEST])
            for kind in kinds
        ),
        body=body,
        roll=form.get("roll", "").strip(),
        place_code=roll_place,
        opens_at=opens,
        closes_at=closes,
        special=form.get("special") == "on",
        proposal=form.get("proposal", "").strip()[:32] or None,
        compact=form.get("compact", "").strip()[:32] or None,
    )


def moment(text: str) -> datetime:
    """A local moment of a form, with the county's zone.

    Raises:
        Missing: it is none.
    """
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Missing(zh="日期和时间", en="a day and an hour") from None
    return value if value.tzinfo else value.replace(tzinfo=settings.ENVIRONMENT.time_zone)


def whole(text: str, *, most: int = 1_000_000) -> int:
    """A whole number from 0 to ``most``.

    Raises:
        Missing: it is none.
    """
    if not text.strip().isdecimal() or int(text.strip()[:9]) > most:
        raise Missing(zh="整数", en="a whole number")
    return int(text.strip()[:9])
