"""Time, gate, status and use: passes that are sound and yet not good here and now."""

from __future__ import annotations

from collections.abc import Iterator

from clearway.passes import limits
from clearway.passes.claims import StatusIndex
from clearway.passes.hostile.making import (
    AWAY,
    GATE,
    NOW,
    REVOKED,
    SECOND_GATE,
    STRANGE_GATE,
    County,
    HostileCase,
    accepted,
    rejected,
    usual,
    warned,
)
from clearway.passes.keys import SigningKey

_SKEW, _HOUR, _DAY = limits.SKEW, limits.HOUR, limits.DAY


def times(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """The second before and the second of each limit."""
    for ahead, good in ((_SKEW, True), (_SKEW + 1, False), (_HOUR, False), (7 * _DAY, False)):
        line = usual(county, key, nbf=NOW + ahead, exp=NOW + ahead + _DAY)
        kind = f"time: begins in {ahead} s"
        yield accepted(kind, line) if good else rejected(kind, line, "not_yet_valid")
    for past, good in ((_SKEW - 1, True), (_SKEW, False), (_SKEW + 1, False), (_DAY, False)):
        line = usual(county, key, nbf=NOW - past - _HOUR, exp=NOW - past)
        kind = f"time: ended {past} s ago"
        yield accepted(kind, line) if good else rejected(kind, line, "expired")
    line = usual(county, key)
    yield rejected("time: 1970", line, "not_yet_valid", now=0)
    yield rejected("time: 2038", line, "expired", now=2**31)
    yield rejected("time: before 1970", line, "not_yet_valid", now=-1)


def windows(county: County) -> Iterator[HostileCase]:
    """Signing windows, to the second."""
    for key, day in ((county.coming, 7), (county.ended, -10)):
        edge = NOW + day * _DAY
        for step in (-_HOUR, -1, 1, _HOUR):
            nbf = edge + step
            good = step > 0 if key is county.coming else step < 0
            line = usual(county, key, nbf=nbf, exp=nbf + _DAY)
            kind, now = f"window: nbf {step} s from its edge on day {day}", nbf + _HOUR
            case = warned(kind, line, now=now, status="")
            yield case if good else rejected(kind, line, "key_expired", now=now)


def gates(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Gates of the pass and others."""
    line = usual(county, key)
    for gate in (GATE, SECOND_GATE, 1_301):
        yield accepted(f"gate: {gate} of three", line, gate=gate)
    for gate in (STRANGE_GATE, 0, 1, GATE - 1, GATE + 2, 2**32, 12_070):
        yield rejected(f"gate: {gate} of three", line, "wrong_gate", gate=gate)


def status(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Revoked, stale, ended, absent, short lists."""
    standing = usual(county, key)
    revoked = usual(county, key, status=StatusIndex(1, REVOKED))
    yield accepted("status: a list just a day old", standing, status="a day old")
    yield rejected("status: revoked", revoked, "revoked")
    for name in ("stale", "ended", "", "another"):
        yield warned(f"status: {name or 'none'}", standing, status=name)
    for name in ("stale", "ended", "a day old"):
        yield rejected(f"status: revoked in a list {name}", revoked, "revoked", status=name)
    for name in ("", "another"):
        yield warned(f"status: revoked, list {name or 'none'}", revoked, status=name)
    for number in (0, 2, 1 << 20):
        other = usual(county, key, status=StatusIndex(number, REVOKED))
        yield warned(f"status: in list {number}, which is not here", other)
    yield rejected("status: beyond a short list", standing, "bad_claims", status="short")
    yield accepted("status: within a short list", usual(county, key, status=StatusIndex(1, 100)), status="short")
    yield warned("status: our index, their list", usual(county, county.away, iss=AWAY))


def uses(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Passes that are used up, in the order in which the lines stand."""
    for allowed in (1, 2, 3):
        line = usual(county, key, gates=(GATE,), uses=allowed)
        for turn in range(1, allowed + 1):
            yield accepted(f"uses: {turn} of {allowed}", line, reset_used=turn == 1)
        yield rejected(f"uses: one more than {allowed}", line, "already_used", reset_used=False)
        yield accepted(f"uses: {allowed}, forgotten", line)
    first, second = (usual(county, key, gates=(GATE,), uses=1) for _ in range(2))
    yield accepted("uses: one pass", first)
    yield accepted("uses: another pass", second, reset_used=False)
    yield rejected("uses: the first again", first, "already_used", reset_used=False)
    cti = bytes(range(8))
    same = [usual(county, key, gates=(GATE,), uses=1, cti=cti) for _ in range(2)]
    yield accepted("uses: a cti", same[0])
    yield rejected("uses: the same cti signed anew", same[1], "already_used", reset_used=False)
    wrong = usual(county, key, gates=(GATE,), uses=1)
    yield rejected("uses: at a wrong gate it is not used", wrong, "wrong_gate", gate=STRANGE_GATE)
    yield accepted("uses: then at its own", wrong, reset_used=False)
    late = usual(county, key, gates=(GATE,), uses=1)
    yield warned("uses: with a stale list it is used", late, status="stale")
    yield rejected("uses: and not twice", late, "already_used", reset_used=False)
    ordinary = usual(county, key)
    for turn in range(3):
        yield accepted(f"uses: no limit, turn {turn}", ordinary, reset_used=turn == 0)
