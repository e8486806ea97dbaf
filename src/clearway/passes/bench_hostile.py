"""The hostile set and its mutations through the verifier: every verdict as its making demands, no crash."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.figures import Figure
from clearway.passes.cases import PassCases, status_answer
from clearway.passes.hostile.files import case_lines, county_of, hostile_cases
from clearway.passes.hostile.gates import gate_cases, trust_list
from clearway.passes.hostile.lists import status_cases
from clearway.passes.hostile.making import County
from clearway.passes.hostile.mutations import mutations
from clearway.passes.trust import Trust, trust_of, trust_of_jwks
from clearway.passes.trust_tokens import read_trust, sign_trust

_SEED = 20261123
Line = dict[str, object]


def hostile_figures(*, quick: bool) -> list[Figure]:
    """Lines of each file whose verdict is right."""
    county = county_of(_SEED)
    jwks = trust_of_jwks(county.jwks())
    signed = trust_of(read_trust(sign_trust(trust_list(county), county.root), county.root.known))
    changed = 5_000 if quick else 100_000
    return [
        _right("hostile and good passes", _answered(case_lines(county, hostile_cases(county)), jwks)),
        _right("gates of a signed trust list", _answered(case_lines(county, gate_cases(county)), signed)),
        _right("status lists", _status(county, jwks)),
        _right("changed passes", _answered(case_lines(county, mutations(county, changed)), jwks)),
    ]


def _answered(lines: Iterable[Line], trust: Trust) -> Iterable[tuple[Line, Line]]:
    run = PassCases(trust)
    return ((line, run.answer(line)) for line in lines)


def _status(county: County, trust: Trust) -> Iterable[tuple[Line, Line]]:
    return ((line, status_answer(line, trust)) for line in status_cases(county))


def _right(name: str, answers: Iterable[tuple[Line, Line]]) -> Figure:
    total = right = falsely = 0
    for line, found in answers:
        total += 1
        right += line["expect"] == found["verdict"]
        falsely += line["expect"] == "reject" and found["verdict"] != "reject"
    return Figure(
        name=f"verdicts right: {name}",
        value=right / total,
        unit="of lines",
        target="all",
        met=right == total,
        equal=right == total,
        note=f"{total:,} lines, {falsely} falsely let through",
    )
