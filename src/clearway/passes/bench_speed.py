"""Speed on one core: beside a bare Ed25519 verification of the same run, so that the machine's mood cancels out."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clearway.core.figures import Figure
from clearway.passes import limits
from clearway.passes.hostile.files import county_of
from clearway.passes.hostile.making import GATE, HOME, NOW, County
from clearway.passes.issuing import issue, text_of
from clearway.passes.keys import SigningKey
from clearway.passes.qr import draw_png, read_picture
from clearway.passes.status_list import StatusList
from clearway.passes.trust import trust_of_jwks
from clearway.passes.used import UsedInMemory
from clearway.passes.verdicts import Answer
from clearway.passes.verifying import verify

Act = Callable[[], object]
_VERIFY = {"ES256": 0.60, "EdDSA": 0.55}
_ISSUE, _PICTURE = 0.75, 7.0
_MODULE = 8


def speed_figures(*, quick: bool) -> list[Figure]:
    """Verifying and issuing with both algorithms, and drawing."""
    county = county_of(1)
    rounds, calls = (15, 150) if quick else (60, 300)
    acts: dict[str, Act] = {"raw": _raw_verify()}
    keys = {"ES256": county.es, "EdDSA": county.ed}
    for alg, key in keys.items():
        acts[f"verify {alg}"] = _verifying(county, key)
        acts[f"issue {alg}"] = _issuing(county, key)
    rates = _rates(acts, rounds, calls)
    raw = rates["raw"]
    figures = [Figure(name="Ed25519 verify of cryptography, bare", value=raw, unit="a second")]
    for alg in keys:
        figures += [
            _beside(f"verify {alg}", rates[f"verify {alg}"], raw, _VERIFY[alg]),
            _beside(f"issue {alg}", rates[f"issue {alg}"], raw, _ISSUE),
        ]
    return [*figures, _picture(county, quick)]


def _rates(acts: dict[str, Act], rounds: int, calls: int) -> dict[str, float]:
    """Calls a second in each act's best round; rounds of all acts take turns."""
    best = dict.fromkeys(acts, float("inf"))
    for _ in range(rounds):
        for name, act in acts.items():
            start = time.perf_counter()
            for _ in range(calls):
                act()
            best[name] = min(best[name], (time.perf_counter() - start) / calls)
    return {name: 1 / seconds for name, seconds in best.items()}


def _raw_verify() -> Act:
    private = Ed25519PrivateKey.generate()
    public, message = private.public_key(), bytes(92)
    signature = private.sign(message)
    return lambda: public.verify(signature, message)


def _verifying(county: County, key: SigningKey) -> Act:
    """The whole verdict at a gate: text, trust, a full status list."""
    text = text_of(issue(county.claims(companions=1), key))
    trust = trust_of_jwks(county.jwks())
    lists = {(HOME, 1): StatusList(bitmap=bytes(limits.LIST_BYTES), iat=NOW, exp=NOW + limits.LIST_LIFE)}
    used = UsedInMemory()

    def act() -> None:
        verdict = verify(text, trust=trust, lists=lists, gate=GATE, now=NOW, used=used)
        if verdict.answer is not Answer.ACCEPT:
            raise AssertionError(verdict)

    return act


def _issuing(county: County, key: SigningKey) -> Act:
    claims = county.claims(companions=1)
    return lambda: text_of(issue(claims, key))


def _beside(name: str, rate: float, raw: float, least: float) -> Figure:
    return Figure(
        name=name,
        value=rate / raw,
        unit="of the bare verify",
        target=f"at least {least}",
        met=rate / raw >= least,
        peer="a second:",
        peer_value=rate,
    )


def _picture(county: County, quick: bool) -> Figure:
    """A PNG of one code, beside segno's of the same text, level and size; both are read back first."""
    try:
        import segno
    except ImportError:
        return Figure(name="QR picture", value=0, unit="times segno", note="segno is not installed (make bench does)")
    text = text_of(issue(county.claims(companions=1), county.es))

    def theirs() -> bytes:
        out = BytesIO()
        segno.make_qr(text, error="q", boost_error=False).save(out, kind="png", scale=_MODULE, border=limits.QR_QUIET)
        return out.getvalue()

    equal = read_picture(theirs()) == read_picture(draw_png(text, module=_MODULE)) == (text,)
    rates = _rates({"ours": lambda: draw_png(text, module=_MODULE), "segno": theirs}, 5 if quick else 20, 10)
    times = rates["ours"] / rates["segno"]
    return Figure(
        name="QR picture (PNG, 8 pixels a module)",
        value=times,
        unit="times segno",
        target=f"at least {_PICTURE:g}",
        met=times >= _PICTURE,
        peer="segno a second:",
        peer_value=rates["segno"],
        equal=equal,
        note=f"ours {rates['ours']:,.0f} a second",
    )
