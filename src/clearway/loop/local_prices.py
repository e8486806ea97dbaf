"""A county's own unit values and norms of cost: a dated rule file in ``HOME/law``, cited like any rule."""

from __future__ import annotations

from pathlib import Path

from clearway.core.rules import Rulebook
from clearway.evaluate.account.norms import RULE as NORMS
from clearway.evaluate.costs import RULE as PRICES
from clearway.law.load import read_rules


def with_local_prices(rulebook: Rulebook, home: Path | None) -> Rulebook:
    """``rulebook`` with the county's prices and norms in place of the national defaults, where it has set its own.

    Unit values limit nobody's authority, so they are replaced, not tightened; nothing else in the folder counts.

    Raises:
        BadRule: a file of the folder lacks citation, dates or unit, as for any rule.
    """
    folder = home / "law" if home is not None else None
    if folder is None or not folder.is_dir() or not any(folder.rglob("*.yaml")):
        return rulebook
    local, problems = read_rules(folder)
    if problems:
        raise problems[0]
    own = {name: rule for name, rule in local.items() if name in (PRICES, NORMS)}
    return Rulebook({**rulebook.rules, **own})
