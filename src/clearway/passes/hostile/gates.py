"""Cases for a signed trust list: gates whose approval stands, has ended or never was; issuers that share numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clearway.passes import limits
from clearway.passes.hostile.making import (
    AWAY,
    GATE,
    HOME,
    NOW,
    STRANGE_GATE,
    County,
    HostileCase,
    accepted,
    rejected,
    usual,
    warned,
)
from clearway.passes.keys import VerifyingKey
from clearway.passes.trust import Gate, TrustList

ENDED_GATE, AWAY_GATE, LAST_SECOND_GATE, JUST_ENDED_GATE = 1_208, 1_301, 1_400, 1_401
STATUS_BASE = "https://pass.example/passes/status/"


def trust_list(county: County) -> TrustList:
    """Version 3 of the county's list. A list cannot hold two keys of one print, so the twins' shared kid is gone."""
    keys: tuple[VerifyingKey, ...] = (county.es.known, county.ed.known, county.lists_key.known, county.away.known)
    gates = (
        Gate(HOME, GATE, "豫通字〔2026〕17号", NOW + 5 * limits.DAY),
        Gate(AWAY, GATE, "豫管字〔2026〕3号", NOW + 5 * limits.DAY),
        Gate(HOME, ENDED_GATE, "豫通字〔2026〕9号", NOW - limits.HOUR),
        Gate(AWAY, AWAY_GATE, "豫管字〔2026〕3号", NOW + 5 * limits.DAY),
        Gate(HOME, LAST_SECOND_GATE, "豫通字〔2026〕9号", NOW + 1),
        Gate(HOME, JUST_ENDED_GATE, "豫通字〔2026〕9号", NOW),
    )
    return TrustList(
        iss=HOME,
        version=3,
        iat=NOW - limits.DAY,
        exp=NOW + 4 * limits.DAY,
        keys=keys,
        status_base=STATUS_BASE,
        gates=gates,
    )


def gate_cases(county: County) -> Iterator[HostileCase]:
    """Whatever the pass, a gate that may not ask is open; a gate of one issuer takes no pass of another."""
    good = usual(county)
    yield accepted("approval: stands", good)
    yield rejected("approval: stands, a stranger's pass", usual(county, county.stranger), "unknown_key")
    for gate in (ENDED_GATE, JUST_ENDED_GATE, STRANGE_GATE, 0, -1):
        for name, line in (
            ("a good pass", good),
            ("an ended pass", usual(county, exp=NOW - limits.DAY, nbf=NOW - 2 * limits.DAY)),
            ("no pass", "HELLO"),
            ("nothing", ""),
            ("a stranger's pass", usual(county, county.stranger)),
        ):
            yield _open(f"approval: none at gate {gate}, {name}", line, gate)
    last = usual(county, gates=(LAST_SECOND_GATE,))
    yield accepted("approval: in its last second", last, gate=LAST_SECOND_GATE)
    yield _open("approval: a second later", last, LAST_SECOND_GATE, now=NOW + 1)
    yield rejected("approval: another issuer's gate", good, "wrong_gate", gate=AWAY_GATE)
    away = usual(county, county.away, iss=AWAY)
    yield accepted("approval: their pass at their gate", away, gate=AWAY_GATE, status="another")
    stood = usual(county, nbf=NOW + 4 * limits.DAY, exp=NOW + 5 * limits.DAY)
    yield warned("approval: in the list's last second", stood, now=NOW + 4 * limits.DAY + limits.SKEW - 1)
    yield _open("approval: stands, the list has ended", stood, GATE, now=NOW + 4 * limits.DAY + limits.SKEW)
    later = usual(county, nbf=NOW + 6 * limits.DAY, exp=NOW + 7 * limits.DAY)
    yield _open("approval: ended six days on", later, GATE, now=NOW + 6 * limits.DAY + limits.HOUR)
    yield _open("approval: long after the list ended", later, GATE, now=NOW + 40 * limits.DAY)
    yield warned("approval: stands, no status list", good, status="")


def _open(kind: str, line: str, gate: int, now: int = NOW) -> HostileCase:
    case = HostileCase(kind=kind, qr=line, verdict="gate_not_authorised", code="gate_not_authorised")
    return replace(case, gate=gate, now=now)
