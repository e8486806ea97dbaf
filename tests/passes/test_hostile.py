"""Every pass of the hostile set gets the verdict its making demands, and its code; nothing false is let through."""

import json
from collections import Counter
from pathlib import Path

import pytest

from clearway.passes.cases import PassCases, status_answer
from clearway.passes.hostile.files import case_lines, county_of, hostile_cases, write_hostile
from clearway.passes.hostile.gates import gate_cases, trust_list
from clearway.passes.hostile.lists import status_cases
from clearway.passes.hostile.making import County
from clearway.passes.hostile.mutations import mutations
from clearway.passes.trust import trust_of, trust_of_jwks
from clearway.passes.trust_tokens import read_trust, sign_trust
from clearway.passes.verdicts import Code


@pytest.fixture(scope="module", params=[7, 8])
def county(request: pytest.FixtureRequest) -> County:
    """Two counties of keys."""
    return county_of(request.param)


def test_every_class_gets_its_verdict_and_its_code(county: County) -> None:
    run = PassCases(trust_of_jwks(county.jwks()))
    wrong = []
    for line in case_lines(county, hostile_cases(county)):
        found = run.answer(line)
        if (found["verdict"], found["code"]) != (line["expect"], line["expect_code"]):
            wrong.append((line["class"], line["expect"], found))
    assert wrong == []


def test_the_set_holds_good_passes_and_every_code_of_the_specification(county: County) -> None:
    cases = list(hostile_cases(county))
    assert len(cases) > 900
    verdicts = Counter(case.verdict for case in cases)
    assert verdicts["accept"] > 80
    assert verdicts["accept_warn"] > 20
    codes = {case.code for case in cases}
    assert codes == set(Code) - {Code.GATE_NOT_AUTHORISED}


def test_no_changed_pass_is_let_through(county: County) -> None:
    run = PassCases(trust_of_jwks(county.jwks()))
    answers = Counter(run.answer(line)["verdict"] for line in case_lines(county, mutations(county, 5_000)))
    assert answers == {"reject": 5_000}


def test_a_gate_that_may_not_ask_is_open_whatever_the_pass(county: County) -> None:
    trust = trust_of(read_trust(sign_trust(trust_list(county), county.root), county.root.known))
    run = PassCases(trust)
    wrong = [
        (line["class"], line["expect"], found)
        for line in case_lines(county, gate_cases(county))
        if (found := run.answer(line))["verdict"] != line["expect"]
    ]
    assert wrong == []


def test_status_lists_are_believed_only_whole_and_in_time(county: County) -> None:
    trust = trust_of_jwks(county.jwks())
    wrong = [
        (line["class"], line["expect"], found)
        for line in status_cases(county)
        if (found := status_answer(line, trust))["verdict"] != line["expect"]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"id": 1, "qr": None, "gate": 1, "now": 1},
        {"id": 1, "qr": 7, "gate": 1, "now": 1},
        {"id": 1, "qr": "CW1:", "gate": "1", "now": 1},
        {"id": 1, "qr": "CW1:\ud800", "gate": 1, "now": 1},
        {"id": 1, "qr": "CW1:", "gate": 1, "now": None},
        {"id": 1, "qr": "CW1:", "gate": True, "now": 1},
        {"id": 1, "qr": "CW1:", "gate": 1, "now": 1e400},
        {"id": 1, "qr": "CW1:", "gate": 1, "now": 1, "status": {"CN-410122/1": {"bitmap": "?", "iat": 1, "exp": 2}}},
        {"id": 1, "qr": "CW1:", "gate": 1, "now": 1, "status": {"CN-410122/x": 7}},
        {"id": 1, "qr": "CW1:", "gate": 1, "now": 1, "status": []},
    ],
)
def test_a_line_that_makes_no_sense_is_rejected_not_a_crash(line: dict[str, object]) -> None:
    run = PassCases(trust_of_jwks({"keys": []}))
    assert run.answer(line)["verdict"] == "reject"


def test_the_files_can_be_read_by_any_verifier(tmp_path: Path) -> None:
    counts = write_hostile(tmp_path, seed=3, changed=20)
    assert set(counts) == {"cases.jsonl", "gates.jsonl", "status.jsonl", "mutations.jsonl"}
    for name, count in counts.items():
        lines = [json.loads(line) for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]
        assert len(lines) == count
        assert len({line["id"] for line in lines}) == count
        assert all("expect" in line for line in lines)
    assert json.loads((tmp_path / "trust.jwks.json").read_text(encoding="utf-8"))["keys"]
    assert "d" not in json.loads((tmp_path / "root.jwk").read_text(encoding="utf-8"))
