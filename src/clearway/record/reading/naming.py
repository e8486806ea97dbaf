"""Names of places, with the larger place before them, for many codes at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clearway.core.places import parent_code
from clearway.core.words import Bilingual
from clearway.record.models import PlaceRow
from clearway.record.reading.parts import in_parts

_DEPTH = 2


def place_names(codes: Iterable[str | None]) -> Mapping[str, Bilingual]:
    """Code → name after its parents' (township, community, compound); a code without a place keeps the code."""
    chains = {code: _chain(code) for code in set(codes) if code}
    wanted = {part for chain in chains.values() for part in chain}
    known: dict[str, str] = {}
    for part in in_parts(wanted):
        known |= dict(PlaceRow.objects.filter(code__in=part).values_list("code", "name"))
    return {code: _joined(code, [known[step] for step in chain if step in known]) for code, chain in chains.items()}


def place_name(code: str) -> Bilingual:
    """One place's name."""
    return place_names([code])[code]


def _chain(code: str) -> list[str]:
    """The place and up to two above it, largest first; never as far up as the county."""
    chain = [code]
    while len(chain) <= _DEPTH and (above := parent_code(chain[0])) and above[6:12] != "000000":
        chain.insert(0, above)
    return chain


def _joined(code: str, names: list[str]) -> Bilingual:
    if not names:
        return Bilingual(f"地点 {code}", f"place {code}")
    parts: list[str] = []
    for name in names:
        if parts and name.startswith(parts[-1]):
            parts[-1] = name
        else:
            parts.append(name)
    return Bilingual("".join(parts), " · ".join(parts))
