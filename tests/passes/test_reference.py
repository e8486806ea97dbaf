"""The page of formats names the labels, limits and codes the code uses."""

from pathlib import Path

from clearway.passes import limits, status_tokens, trust_tokens, wire
from clearway.passes.verdicts import Answer, Code

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "pass-formats.md").read_text(encoding="utf-8")


def test_every_code_and_verdict_is_on_the_page() -> None:
    assert [word for word in (*Code, *Answer) if f"`{word}`" not in PAGE] == []


def test_labels_and_types_are_on_the_page() -> None:
    for label in (wire.PASS, trust_tokens.LIST, status_tokens.TTL, status_tokens.STATUS_LIST):
        assert str(label).replace("-", "−") in PAGE
    for word in (trust_tokens.TRUST_TYPE, status_tokens.CWT_TYPE, status_tokens.JWT_TYPE, limits.PREFIX):
        assert word in PAGE
