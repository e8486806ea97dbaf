"""What ``clearway demo`` prints: what the loop found, how that compares with the truth, and who may sign in."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from clearway.core.warnings import WarningFacts
from clearway.core.words import Language
from clearway.environment import Environment
from clearway.law.load import load_rulebook
from clearway.loop.demo.accounts import DemoAccount
from clearway.loop.demo.county import DemoCounty
from clearway.loop.telling import tell, tell_json
from clearway.record import reading
from clearway.world.judging import Figures, judge, read_truth

#: Told in full; the rest are on the board.
SHOWN = 5


def document(environment: Environment, county: DemoCounty, people: tuple[DemoAccount, ...]) -> dict[str, object]:
    """Everything as one JSON document; the truth is read only now, after the loop has run."""
    rulebook = load_rulebook()
    found = tuple(reading.warnings())
    return {
        "county": {"name": county.name, "code": county.code, "seed": county.seed, "until": county.until.isoformat()},
        "simulated": True,
        "warnings": [tell_json(facts, rulebook) for facts in found],
        "cases": dict(Counter(case.state.value for case in reading.open_cases())),
        "against_truth": _judged(environment, found).as_json(),
        "accounts": [asdict(one) for one in people],
    }


def lines(
    environment: Environment, county: DemoCounty, people: tuple[DemoAccount, ...], language: Language
) -> list[str]:
    """The same for a person, in ``language``."""
    zh = language == "zh"
    rulebook, zone = load_rulebook(), environment.time_zone
    found = tuple(reading.warnings())
    still = sorted((one for one in found if one.ended_at is None), key=lambda one: -one.raised.priority)
    moment = f"{county.until.astimezone(zone):%Y-%m-%d %H:%M}"
    head = f"{county.name}（模拟）{moment}" if zh else f"{county.name} (simulated), {moment}"
    told = [head, ""]
    told += [tell(facts, rulebook, zone, language) + "\n" for facts in still[:SHOWN]]
    count = (
        f"预警 {len(found)} 条，仍在 {len(still)} 条" if zh else f"{len(found)} warnings, {len(still)} still standing"
    )
    return [*told, count, _cases(zh), _against(_judged(environment, found), zh), *_signing_in(people, zh)]


def _cases(zh: bool) -> str:
    states = Counter(case.state.value for case in reading.open_cases())
    inside = ", ".join(f"{state} {number}" for state, number in sorted(states.items()))
    return f"{'在办案件' if zh else 'open cases'}: {inside or 0}"


def _judged(environment: Environment, found: tuple[WarningFacts, ...]) -> Figures:
    return judge((facts.raised for facts in found), read_truth(environment.home / "world" / "truth"))


def _against(figures: Figures, zh: bool) -> str:
    share = "–" if figures.precision is None else f"{figures.precision:.2f}"
    delay = "–" if figures.median_delay_hours is None else f"{figures.median_delay_hours:.1f} h"
    if zh:
        return (
            f"与真相对照（仅供演示）：{figures.judged} 条判为封堵，准确 {figures.right} 条（{share}）；"
            f"真实封堵 {figures.closures} 处，发现 {figures.closures_found} 处，中位延迟 {delay}；"
            f"软性堵门 {figures.softs} 处，发现 {figures.softs_found} 处"
        )
    return (
        f"against the truth (demo only): {figures.judged} claims, {figures.right} right ({share}); "
        f"{figures.closures} closures, {figures.closures_found} found, median delay {delay}; "
        f"{figures.softs} soft barriers, {figures.softs_found} found"
    )


def _signing_in(people: tuple[DemoAccount, ...], zh: bool) -> list[str]:
    head = "演示账号（仅限本机）：" if zh else "demo accounts (this machine only):"
    return ["", head, *(f"  {one.name:24} {one.password}  {one.region}" for one in people)]
