"""The hostile set as files: passes, status lists and trust lists, each line with the verdict its making demands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from clearway.passes.hostile import contents, forms, headers, standing
from clearway.passes.hostile.gates import gate_cases, trust_list
from clearway.passes.hostile.lists import status_cases
from clearway.passes.hostile.making import County, HostileCase
from clearway.passes.hostile.mutations import mutations
from clearway.passes.jwk import as_jwk
from clearway.passes.trust_tokens import sign_trust

#: What is made with one key of each algorithm, and what is made once.
_PER_KEY = (
    forms.texts,
    forms.structures,
    forms.payloads,
    headers.protected,
    headers.unprotected,
    headers.signatures,
    contents.within,
    contents.outside,
    contents.inside,
    standing.times,
    standing.gates,
    standing.status,
    standing.uses,
)
_ONCE = (headers.signers, standing.windows)


def county_of(seed: int) -> County:
    """The same keys for the same seed."""
    return County(Random(seed))


def hostile_cases(county: County) -> Iterator[HostileCase]:
    """Every class the specification names, about a thousand lines, good ones among them."""
    for make in _PER_KEY:
        for key in (county.es, county.ed):
            yield from make(county, key)
    for once in _ONCE:
        yield from once(county)


def case_lines(county: County, cases: Iterable[HostileCase]) -> Iterator[dict[str, object]]:
    """Lines of a case file; ``expect``, ``expect_code`` and ``class`` are for whoever checks."""
    lists = county.lists()
    for number, case in enumerate(cases):
        yield {
            "id": f"{number:06d}",
            "qr": case.qr,
            "gate": case.gate,
            "now": case.now,
            "status": lists[case.status] if case.status else {},
            "reset_used": case.reset_used,
            "expect": case.verdict,
            "expect_code": case.code,
            "class": case.kind,
        }


def write_hostile(folder: Path, *, seed: int = 7, changed: int = 1_000) -> dict[str, int]:
    """Write the set into ``folder``; returns lines by file.

    ``trust.jwks.json`` goes with ``cases.jsonl``, ``mutations.jsonl`` and ``status.jsonl``; ``trust.cwt`` (signed by
    ``root.jwk``) goes with ``gates.jsonl``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    county = county_of(seed)
    _write_json(folder / "trust.jwks.json", county.jwks())
    _write_json(folder / "root.jwk", as_jwk(county.root.known))
    (folder / "trust.cwt").write_bytes(sign_trust(trust_list(county), county.root))
    return {
        "cases.jsonl": _write(folder / "cases.jsonl", case_lines(county, hostile_cases(county))),
        "gates.jsonl": _write(folder / "gates.jsonl", case_lines(county, gate_cases(county))),
        "status.jsonl": _write(folder / "status.jsonl", status_cases(county)),
        "mutations.jsonl": _write(folder / "mutations.jsonl", case_lines(county, mutations(county, changed))),
    }


def _write(path: Path, lines: Iterable[dict[str, object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line) + "\n")
            count += 1
    return count


def _write_json(path: Path, document: object) -> None:
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
