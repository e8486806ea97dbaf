"""``clearway bench passes``: size, speed beside the bare primitives, damage, and that nothing false is let through."""

from __future__ import annotations

import itertools
from random import Random

from clearway.core.figures import Figure
from clearway.passes import limits
from clearway.passes.bench_damage import damage_figures
from clearway.passes.bench_hostile import hostile_figures
from clearway.passes.bench_speed import speed_figures
from clearway.passes.claims import StatusIndex
from clearway.passes.hostile.files import county_of
from clearway.passes.issuing import issue, text_of
from clearway.passes.qr import version_of
from clearway.passes.status_list import bitmap_of
from clearway.passes.status_tokens import sign_cwt

_BYTES, _VERSION, _LIST_KB = 157, 11, 15
_SEED = 20261123


def bench(*, quick: bool) -> list[Figure]:
    """Every figure of the passes; ``quick`` takes smaller samples of the same things."""
    return list(
        itertools.chain(
            size_figures(), speed_figures(quick=quick), damage_figures(quick=quick), hostile_figures(quick=quick)
        )
    )


def size_figures() -> list[Figure]:
    """Bytes and version of a typical pass and of the largest; a status list with 1% revoked."""
    county = county_of(_SEED)
    last = StatusIndex(1, limits.LIST_ENTRIES - 1)
    typical = county.claims(companions=1, check=1_234, status=last)
    most = county.claims(
        gates=tuple(range(60_000, 60_000 + limits.MAX_GATES)), name="欧阳*慧", check=1_234, companions=5, status=last
    )
    token, largest = issue(typical, county.es), text_of(issue(most, county.es))
    version, cap = version_of(text_of(token)), version_of(largest)
    return [
        _at_most("pass with three gates, masked name, check", len(token), "bytes", _BYTES),
        _at_most("its QR code at level Q", version, "version", _VERSION),
        _at_most(f"QR code with 16 gates ({len(largest)} characters)", cap, "version", limits.QR_MAX_VERSION),
        _at_most("status list of 2^20, 1% revoked", _list_kilobytes(), "KB", _LIST_KB),
    ]


def _list_kilobytes() -> float:
    revoked = Random(_SEED).sample(range(limits.LIST_ENTRIES), limits.LIST_ENTRIES // 100)
    county = county_of(_SEED)
    uri = "https://pass.example/passes/status/1"
    moment = county.lists_key.known.start or 0
    signed = sign_cwt(bitmap_of(revoked), uri=uri, iat=moment, exp=moment + limits.LIST_LIFE, key=county.lists_key)
    return len(signed) / 1_000


def _at_most(name: str, value: float, unit: str, most: int) -> Figure:
    return Figure(name=name, value=value, unit=unit, target=f"at most {most}", met=value <= most)
