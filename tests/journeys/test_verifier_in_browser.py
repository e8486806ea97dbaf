"""The verifier in the browser and the one in Python give the same verdict and the same code, line by line."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from clearway.passes.cases import PassCases, status_answer
from clearway.passes.hostile.files import write_hostile
from clearway.passes.jwk import from_jwk
from clearway.passes.trust import Trust, trust_of, trust_of_jwks
from clearway.passes.trust_tokens import read_trust
from tests.journeys.site import BUILT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
_SCRIPT = BUILT.with_name("gate-verifier.js")
_MOST_BYTES = 40_000
#: Runs lines one after the other, as a file is read; answers in the order of the lines.
_RUN = """async ([lines, trust, root]) => {
  const out = [];
  for (const line of lines) {
    const answer = await window.clearwayVerify(line.qr, { ...line, trust, ...(root ? { root } : {}) });
    out.push({ id: line.id, ...answer });
  }
  return out;
}"""


_RUN_STATUS = """async ([lines, trust]) => {
  const out = [];
  for (const line of lines) out.push({ id: line.id, ...(await window.clearwayStatus({ ...line, trust })) });
  return out;
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile set as files."""
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder, seed=11, changed=1_000)
    return folder


@pytest.fixture(scope="module")
def verifier(browser: Browser) -> Iterator[Page]:
    """A page that holds nothing but the verifier, as a secure context."""
    page = browser.new_page()
    page.route("http://localhost/**", _answer)
    page.goto("http://localhost/")
    page.wait_for_function("() => Boolean(window.clearwayVerify)")
    yield page
    page.close()


def _answer(route: Route) -> None:
    if route.request.url.endswith(".js"):
        route.fulfill(body=_SCRIPT.read_bytes(), content_type="text/javascript")
    else:
        route.fulfill(body='<body><script type="module" src="/gate-verifier.js"></script>', content_type="text/html")


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _both(verifier: Page, file: Path, trust: Trust, told: object, root: object = None) -> int:
    """Compares a whole file; returns how many lines there were."""
    lines, python = _lines(file), PassCases(trust)
    expected = [python.answer(line) for line in lines]
    found = verifier.evaluate(_RUN, [lines, told, root])
    differ = [
        (line.get("class"), here, there)
        for line, here, there in zip(lines, expected, found, strict=True)
        if here != there
    ]
    assert not differ, differ[:10]
    return len(lines)


def test_the_built_verifier_is_small() -> None:
    assert _SCRIPT.stat().st_size < _MOST_BYTES


@pytest.mark.parametrize("name", ["cases.jsonl", "mutations.jsonl"])
def test_hostile_and_valid_passes_get_the_same_answer_in_both(verifier: Page, hostile: Path, name: str) -> None:
    jwks = json.loads((hostile / "trust.jwks.json").read_text())
    assert _both(verifier, hostile / name, trust_of_jwks(jwks), jwks) >= 900


def test_a_signed_list_with_its_gates_gets_the_same_answer_in_both(verifier: Page, hostile: Path) -> None:
    token, root = (hostile / "trust.cwt").read_bytes(), json.loads((hostile / "root.jwk").read_text())
    trust = trust_of(read_trust(token, from_jwk(root)))
    told = base64.b64encode(token).decode()
    assert _both(verifier, hostile / "gates.jsonl", trust, told, root) >= 5


def test_every_verdict_of_the_hostile_set_is_the_one_its_making_demands(verifier: Page, hostile: Path) -> None:
    jwks = json.loads((hostile / "trust.jwks.json").read_text())
    lines = _lines(hostile / "cases.jsonl")
    found = verifier.evaluate(_RUN, [lines, jwks, None])
    wrong = [
        (line["class"], answer)
        for line, answer in zip(lines, found, strict=True)
        if answer["verdict"] != line["expect"]
    ]
    assert not wrong, wrong[:10]


def test_status_lists_get_the_same_answer_in_both(verifier: Page, hostile: Path) -> None:
    """Those a gate pulls: the CWT form."""
    jwks = json.loads((hostile / "trust.jwks.json").read_text())
    lines = [line for line in _lines(hostile / "status.jsonl") if not line["token_hex"].startswith("6579")]
    expected = [status_answer(line, trust_of_jwks(jwks)) for line in lines]
    found = verifier.evaluate(_RUN_STATUS, [lines, jwks])
    assert [one for one in zip(lines, expected, found, strict=True) if one[1] != one[2]] == []
    assert len(lines) >= 50


def test_a_line_that_is_no_case_is_rejected_and_nothing_breaks(verifier: Page, hostile: Path) -> None:
    jwks = json.loads((hostile / "trust.jwks.json").read_text())
    odd = [
        {"qr": 5, "gate": 1207, "now": 0},
        {"qr": "CW1:", "gate": "x", "now": 0},
        {"qr": "CW1:", "gate": 1207, "now": 0},
    ]
    found = verifier.evaluate(_RUN, [odd, jwks, None])
    assert {answer["verdict"] for answer in found} == {"reject"}
