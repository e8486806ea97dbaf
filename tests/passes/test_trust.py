"""The signed trust list: whom it may name, for how long, and that no older one comes back."""

from dataclasses import replace

import pytest

from clearway.passes import cbor, limits
from clearway.passes.cose import sign1
from clearway.passes.hostile.gates import trust_list
from clearway.passes.hostile.making import AWAY, HOME, NOW, County
from clearway.passes.keys import Use, VerifyingKey
from clearway.passes.refusals import BadTrust
from clearway.passes.trust import Gate, Trust, TrustList, trust_of
from clearway.passes.trust_tokens import LIST, TRUST_TYPE, read_trust, sign_trust
from tests.passes.counties import county_with

COUNTY = county_with(11)


def _read(token: bytes, **options: int) -> TrustList:
    return read_trust(token, COUNTY.root.known, **options)


def test_a_list_comes_back_as_it_was_signed() -> None:
    trust = trust_list(COUNTY)
    assert _read(sign_trust(trust, COUNTY.root), now=NOW, newest=3) == trust


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"newest": 4}, "rollback"),
        ({"now": NOW + 4 * limits.DAY + limits.SKEW}, "expired"),
        ({"now": NOW - limits.DAY - limits.SKEW - 1}, "not_yet_valid"),
    ],
)
def test_an_older_ended_or_future_list_is_refused(options: dict[str, int], reason: str) -> None:
    with pytest.raises(BadTrust) as found:
        _read(sign_trust(trust_list(COUNTY), COUNTY.root), **options)
    assert found.value.data["reason"] == reason


def _gate(county: County, end: int) -> tuple[Gate, ...]:
    return (Gate(HOME, 1, "no", end),)


_IAT = NOW - limits.DAY


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": _IAT + limits.TRUST_LIFE + 1},
        {"exp": _IAT},
        {"iss": AWAY},
        {"gates": _gate(COUNTY, _IAT + limits.GATE_LIFE + 1)},
        {"gates": _gate(COUNTY, NOW) * 2},
        {"keys": (COUNTY.es.known, COUNTY.es.known)},
        {"keys": (COUNTY.es.known, replace(COUNTY.es.known, use=Use.STATUS))},
        {"keys": (COUNTY.root.known,)},
        {"keys": (replace(COUNTY.root.known, use=Use.PASS, start=NOW, end=NOW + 1),)},
        {"keys": (replace(COUNTY.es.known, end=None),)},
        {"keys": (replace(COUNTY.es.known, start=NOW, end=NOW + limits.SIGNING_WINDOW + 1),)},
    ],
)
def test_no_list_breaks_a_rule_even_if_the_root_would_sign_it(changes: dict[str, object]) -> None:
    with pytest.raises(BadTrust):
        sign_trust(replace(trust_list(COUNTY), **changes), COUNTY.root)  # type: ignore[arg-type]


@pytest.mark.parametrize("signer", ["es", "ed", "lists_key", "stranger", "away"])
def test_only_the_pinned_root_signs_lists(signer: str) -> None:
    key = getattr(COUNTY, signer)
    with pytest.raises(BadTrust):
        sign_trust(trust_list(COUNTY), key)
    posing = replace(key, known=replace(key.known, use=Use.ROOT, iss=HOME))
    with pytest.raises(BadTrust):
        _read(sign_trust(trust_list(COUNTY), posing))


def test_a_changed_list_of_another_type_or_with_more_in_it_is_refused() -> None:
    token = sign_trust(trust_list(COUNTY), COUNTY.root)
    for place in range(0, len(token), 7):
        with pytest.raises(BadTrust):
            _read(token[:place] + bytes((token[place] ^ 1,)) + token[place + 1 :])
    payload = cbor.decode(token[1:])
    assert isinstance(payload, list)
    claims = payload[2]
    assert isinstance(claims, bytes)
    for typ in (None, "application/statuslist+cwt"):
        with pytest.raises(BadTrust):
            _read(sign1(claims, COUNTY.root, typ=typ))
    more = cbor.decode(claims)
    assert isinstance(more, dict)
    inner = more[LIST]
    assert isinstance(inner, dict)
    for changed in (more | {5: 1}, more | {LIST: inner | {9: 1}}, {**more, LIST: 7}, [1]):
        with pytest.raises(BadTrust):
            _read(sign1(cbor.encode(changed), COUNTY.root, typ=TRUST_TYPE))  # type: ignore[arg-type]


def test_a_gate_asks_only_while_its_approval_and_the_list_stand() -> None:
    trust = trust_of(trust_list(COUNTY))
    end = NOW + 4 * limits.DAY + limits.SKEW
    assert [trust.asks(1_207, moment) for moment in (NOW, end - 1, end)] == [True, True, False]
    assert not trust.asks(1_301, NOW, HOME)
    assert trust.asks(1_301, NOW, AWAY)
    assert not trust.asks(9_999, NOW)


def test_an_address_tells_the_number_of_its_list() -> None:
    trust = trust_of(trust_list(COUNTY))
    anywhere = Trust({}, None, None)
    assert trust.place_of("https://pass.example/passes/status/12") == 12
    assert trust.place_of("https://evil.example/passes/status/12") is None
    assert anywhere.place_of("https://any.example/status/0") == 0
    for uri in ("https://pass.example/passes/status/", "https://pass.example/passes/status/01", "7", "x/-1", "x/１"):
        assert trust.place_of(uri) is None


def test_keys_are_told_apart_by_use() -> None:
    trust = trust_of(trust_list(COUNTY))
    known: VerifyingKey = COUNTY.es.known
    assert trust.keys_for(known.kid, Use.PASS) == (known,)
    assert trust.keys_for(known.kid, Use.STATUS) == ()
