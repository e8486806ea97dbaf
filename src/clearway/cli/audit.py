"""``clearway audit``: our own grades under audit: error rates, hours to release, drift, overrides and their alarms."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from clearway.cli.moments import moment
from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.evaluate.audit.groups import Rate
    from clearway.evaluate.audit.overrides import MonthOfOverrides
    from clearway.loop.audit_grades import GradeAudit
    from clearway.loop.desk import Desk


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--region", metavar="CODE", help="county, city or province (default: the county served)")
    parser.add_argument("--at", metavar="T", help="as the record stood then (default: now)")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Audit and tell; an alarm is told first."""
    desk = _desk(args)
    from clearway.loop.audit_grades import audit_grades

    with progress(Bilingual("审计", "audit"), None):
        found = audit_grades(desk)
    for one in found.alarms:
        say(
            Bilingual(
                f"报警：{one.county} {one.month} 人工上调 {one.raised}/{one.grades}，超过一成",
                f"alarm: {one.county} {one.month}: {one.raised} of {one.grades} grades raised by hand, above a tenth",
            )
        )
    counts = Bilingual(
        f"共 {found.runs} 次评级，其中 {found.judged} 次可以核对；报警 {len(found.alarms)} 项",
        f"{found.runs} grades made, {found.judged} of them can be judged; alarms: {len(found.alarms)}",
    )
    say(counts)
    if args.json:
        print_json(_document(found, desk))
    else:
        _table(found)
    return 0


def _desk(args: argparse.Namespace) -> Desk:
    """The desk of the region asked for.

    Raises:
        NotFound: no such region on record.
    """
    from clearway.core.people import machine
    from clearway.core.refusals import NotFound
    from clearway.environment import read_environment
    from clearway.law.load import load_rulebook
    from clearway.record.opening import open_record

    open_record()
    from clearway.loop.desk import Desk
    from clearway.loop.jurisdiction import home_region
    from clearway.record import reading

    environment, places = read_environment(), reading.places()
    region = args.region or home_region(environment.county, places)
    if args.region and args.region not in {place.code for place in places}:
        raise NotFound(what="region", number=args.region)
    at = moment("--at", args.at)
    return Desk(by=machine(region), at=at, rulebook=load_rulebook(), zone=environment.time_zone)


def _table(found: GradeAudit) -> None:
    """One line a group, as CSV."""
    print("group,grades,false_alarms,alarms_verdict,missed,missed_verdict,person_days_per_infection,days_verdict")
    for one in found.groups:
        days = "" if one.person_days_per_infection is None else f"{one.person_days_per_infection[1]:.1f}"
        print(
            f"{one.group},{one.cases},{_share(one.false_alarms)},{one.alarms_verdict.value},{_share(one.missed)},"
            f"{one.missed_verdict.value},{days},{one.days_verdict.value}"
        )


def _share(found: Rate) -> str:
    return "" if found.value is None else f"{found.value:.4f}"


def _document(found: GradeAudit, desk: Desk) -> dict[str, object]:
    """Everything the audit found; what nobody can say is null."""
    return {
        "region": desk.by.region, "at": desk.at.isoformat(), "grades": found.runs, "judged": found.judged,
        "alarms": [_month(one) for one in found.alarms],
        "groups": [
            {
                "group": one.group, "grades": one.cases, "false_alarms": rate_as_json(one.false_alarms),
                "alarms_verdict": one.alarms_verdict.value, "missed": rate_as_json(one.missed),
                "missed_verdict": one.missed_verdict.value,
                "person_days_per_infection": _interval(one.person_days_per_infection),
                "days_verdict": one.days_verdict.value,
            }
            for one in found.groups
        ],
        "hours_to_release": [
            {
                "group": one.group, "closures": one.closures, "still_standing": one.still,
                "hours": _interval(one.hours), "verdict": one.verdict.value,
            }
            for one in found.releases
        ],
        "drift": [
            {
                "indicator": one.indicator, "before": one.then, "now": one.now, "index": one.index,
                "chance": one.chance, "drifted": one.drifted,
            }
            for one in found.drift
        ],
        "overrides": [_month(one) for one in found.overrides],
    }  # fmt: skip


def _month(one: MonthOfOverrides) -> dict[str, object]:
    return {
        "county": one.county, "month": one.month, "grades": one.grades, "raised": one.raised, "lowered": one.lowered,
        "raised_share": rate_as_json(one.raised_share), "alarm": one.alarm, "borne_out": rate_as_json(one.right),
        "reasons": {reason.value: count for reason, count in one.reasons},
    }  # fmt: skip


def rate_as_json(found: Rate) -> dict[str, object]:
    """A share with its interval; value null where there was nothing to count."""
    return {"value": found.value, "low": found.low, "high": found.high, "n": found.n}


def _interval(found: tuple[float, float, float] | None) -> dict[str, float] | None:
    return None if found is None else {"low": found[0], "value": found[1], "high": found[2]}
