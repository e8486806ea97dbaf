"""A county whose root is offline: the list signed elsewhere is served, and phones pin the public half beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from clearway.loop.pass_keys import PassKeys
from clearway.passes.jwk import as_jwk, from_jwk
from clearway.passes.keys import Alg, Use, make_key
from clearway.passes.limits import AFTER_WINDOW, DAY, KNOWN_AHEAD, SIGNING_WINDOW
from clearway.passes.trust_tokens import read_trust
from clearway.web.issuer import pass_keys
from tests.web.town import visitor

NOW = 1_795_395_600


@pytest.fixture
def keys(tmp_path: Path) -> PassKeys:
    return PassKeys(tmp_path, "CN-990102")


@pytest.fixture
def no_root(db: None) -> Iterator[PassKeys]:
    """This site's keys with the root taken away; it is put back."""
    known = pass_keys()
    known.make_root()
    aside = {path: path.read_bytes() for path in known.folder.glob("root*.jwk")}
    for path in aside:
        path.unlink()
    yield known
    for path, content in aside.items():
        path.write_bytes(content)
    for name in ("trust.cbor", "root-public.json"):
        (known.folder / name).unlink(missing_ok=True)


def test_without_root_and_without_list_the_site_says_what_to_do(no_root: PassKeys) -> None:
    answer = visitor().get("/.well-known/clearway-trust")
    assert answer.status_code == 422
    assert "trust.cbor" in answer.content.decode()


def test_a_list_signed_elsewhere_is_served_as_it_is(no_root: PassKeys, tmp_path: Path) -> None:
    from clearway.passes.trust import TrustList
    from clearway.passes.trust_tokens import sign_trust

    offline = make_key(Alg.EDDSA, use=Use.ROOT, iss=no_root.iss)
    listed = tuple(key.known for key in no_root.renewed(NOW))
    trust = TrustList(
        iss=no_root.iss, version=1, iat=NOW, exp=NOW + DAY, keys=listed, status_base="http://testserver/passes/status/",
        gates=(),
    )  # fmt: skip
    (no_root.folder / "trust.cbor").write_bytes(sign_trust(trust, offline))
    (no_root.folder / "root-public.json").write_text(json.dumps({"keys": [as_jwk(offline.known)]}), encoding="utf-8")
    data = visitor().get("/gate/data.json").json()
    token = visitor().get("/.well-known/clearway-trust").content
    assert read_trust(token, from_jwk(data["root"])).version == 1
    assert visitor().get("/passes/gates.csv").content.startswith(b"number,approval,end,iss")


def test_the_next_key_is_listed_a_week_ahead_and_an_old_one_goes(keys: PassKeys) -> None:
    first = keys.signing(Use.PASS, NOW).known
    keys.signing(Use.STATUS, NOW)
    assert first.end is not None
    assert len(keys.renewed(first.end - KNOWN_AHEAD - DAY)) == 2
    renewed = keys.renewed(first.end - KNOWN_AHEAD + 1)
    assert [key.known.start for key in renewed if key.known.use is Use.PASS] == [first.start, first.end]
    assert keys.signing(Use.PASS, first.end).known.kid != first.kid
    assert keys.drop_over(first.end + AFTER_WINDOW) == 0
    assert keys.drop_over(first.end + AFTER_WINDOW + DAY) == 2
    assert all(
        key.known.end - key.known.start == SIGNING_WINDOW for key in renewed if key.known.end and key.known.start
    )


def test_private_keys_are_for_their_owner_alone(keys: PassKeys) -> None:
    keys.make_root()
    keys.renewed(NOW)
    assert {path.stat().st_mode & 0o777 for path in keys.folder.glob("*.jwk")} == {0o600}
    assert settings.ENVIRONMENT.home not in keys.folder.parents


def test_a_site_asked_before_its_county_was_known_signs_for_its_county_afterwards(tmp_path: Path) -> None:
    early, known = PassKeys(tmp_path, "CN-000000"), PassKeys(tmp_path, "CN-990102")
    early.make_root()
    early.renewed(1_795_395_600)
    assert known.root() is None
    assert known.make_root().known.iss == "CN-990102"
    assert {key.known.iss for key in known.renewed(1_795_395_600)} == {"CN-990102"}
    assert early.root() is not None
