"""Decisions and opinions are signed in the act, and anybody verifies them without this system."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from clearway.cli.cose import run
from clearway.core.assemblies import Expert, Profession
from clearway.core.people import Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.proposals import ChainStep
from clearway.core.refusals import NotAllowed
from clearway.loop import ask_experts
from clearway.loop.signing import check
from clearway.record import feeds, reading
from clearway.record.verifying import verify
from tests.examples import COMMUNITY, COUNTY, a_load
from tests.journeys.streets import Streets, laid
from tests.loop.test_handle_measure import a_draft, desk_of, enacted
from tests.web.town import Town, now, signed_in, visitor

pytestmark = pytest.mark.django_db
COMPOUND = f"{COMMUNITY}-C09"
HOME = settings.ENVIRONMENT.home


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(HOME) as known:
        yield known


@pytest.fixture
def decided(town: Town, streets: Streets) -> str:
    place = Place(code=COMPOUND, kind=PlaceKind.COMPOUND, name="双门小区", point=Point(33.9995, 113.0065))
    feeds.store_places([place], load=a_load("places"), by=machine(COUNTY), at=now())
    at = now().astimezone(settings.ENVIRONMENT.time_zone)
    return enacted(a_draft(streets, at, place_code=COMPOUND), at, until=ChainStep.DECIDED)


def test_the_organs_signature_is_verified_offline_with_its_published_key(
    decided: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [one for one in check(HOME, reading.course(decided)) if one.what == "decided"]
    key, token = tmp_path / "signer.jwk", tmp_path / "decision.cose"
    key.write_bytes(visitor().get(f"/.well-known/signers.json?kid={found[0].kid}").content)
    token.write_bytes(visitor().get(f"/signatures/{decided}/{found[0].line}.cose").content)
    arguments = Namespace(key=key, input=token, aad="", raw=False)
    assert run(arguments) == 0
    told = json.loads(bytes.fromhex(json.loads(capsys.readouterr().out)["payload_hex"]))
    assert told["said"]["scope"] == "南门"
    assert told["done"]["step"] == "decided"
    assert told["signer"] == f"organ:{COUNTY}:county_government"
    token.write_bytes(token.read_bytes()[:-1] + b"\0")
    assert run(arguments) == 1


def test_offices_see_every_signature_and_visitors_those_of_organs_alone(decided: str) -> None:
    public = visitor().get(f"/signatures/{decided}").content.decode()
    assert public.count("签名有效") == 1
    assert "county_health-1" not in public
    assert "account:" not in visitor().get("/.well-known/signers.json").content.decode()
    office = signed_in(Role.INSPECTOR).get(f"/signatures/{decided}").content.decode()
    assert office.count("签名有效") == 3
    assert "account:legal_review-1" in office
    assert verify().ok


def test_a_statement_that_was_changed_does_not_hold(decided: str) -> None:
    for line in reading.course(decided):
        if line.kind == "signed":
            altered = replace(line, facts={**line.facts, "digest": "0" * 64})
            assert not next(check(HOME, [altered])).holds


def test_an_expert_with_an_account_signs_with_it_and_nobody_in_their_place(town: Town) -> None:
    desk = desk_of(Role.COUNTY_HEALTH, now())
    expert = Expert(
        number="", name="退休律师乙", profession=Profession.LAWYER, retired=True, region=COUNTY, account="expert-7",
        since=now().date() - timedelta(days=2), until=now().date() + timedelta(days=300),
    )  # fmt: skip
    listed = ask_experts.list_expert(expert, desk)
    asked = ask_experts.ask("五天是否必要", COMMUNITY, None, [listed], desk)
    own = replace(desk, by=replace(desk.by, name="expert-7", role=Role.EVALUATOR))
    with pytest.raises(NotAllowed):
        ask_experts.declare_interest(asked, listed, False, "", desk)
    ask_experts.declare_interest(asked, listed, False, "", own)
    with pytest.raises(NotAllowed):
        ask_experts.sign_opinion(asked, listed, True, "必要", HOME, desk)
    ask_experts.sign_opinion(asked, listed, True, "必要", HOME, own)
    (signed,) = check(HOME, reading.course(asked))
    assert signed.holds
    assert (signed.signer, signed.statement["done"]["opinion"], signed.statement["said"]["own"]) == (
        "account:expert-7", "必要", True,
    )  # fmt: skip
