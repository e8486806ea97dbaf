"""``clearway law``: check the rulebook and its examples, show a rule, compare two days."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.core.rules import Citation, Rule, Rulebook

OK, FAILED = 0, 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway law``."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    check = acts.add_parser("check", help="load strictly and run the examples; exits 1 where one fails")
    check.add_argument("folder", nargs="?", type=Path, help="a rulebook or overlay (default: the one shipped)")
    show = acts.add_parser("show", help="one rule with its dates and citations; without RULE a list")
    show.add_argument("rule", nargs="?", help="as closing.notice_hours")
    show.add_argument("--on", type=day, help="the day asked about (default: today)")
    diff = acts.add_parser("diff", help="rules whose value differs between two days, or that changed --on a day")
    diff.add_argument("before", type=day, nargs="?", help="the earlier day")
    diff.add_argument("after", type=day, nargs="?", help="default: today")
    diff.add_argument("--on", type=day, help="what changed on this day, against the day before")
    diff.set_defaults(wrong=diff.error)
    for act in (show, diff):
        act.add_argument("--overlay", type=Path, action="append", default=[], help="local overlay; may be repeated")
    for act in (check, show, diff):
        add_json(act)


def day(text: str) -> date:
    """A day from the command line.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a day like 2026-01-31 / 应为日期") from None


def run(args: argparse.Namespace) -> int:
    """Do the act asked for; 1 only where a check failed."""
    if args.act == "check":
        return _check(args)
    from clearway.law.load import load_rulebook

    rulebook = load_rulebook("cn", args.overlay)
    if args.act == "diff":
        _write(args, _differences(rulebook, *_two_days(args)))
        return OK
    on = args.on or today()
    if args.rule:
        _write(args, describe(rulebook.rule(args.rule), on))
    else:
        _list(args, rulebook, on)
    return OK


def _two_days(args: argparse.Namespace) -> tuple[date, date]:
    """The days compared; leaves with 2 where none is given, or both forms are."""
    if (args.on is None) == (args.before is None):
        args.wrong("give one or two days, or --on DAY / 请给出一个或两个日期，或 --on 日期")
    if args.on is not None:
        return args.on - timedelta(days=1), args.on
    return args.before, args.after or today()


def _check(args: argparse.Namespace) -> int:
    from clearway.cli.main import report
    from clearway.loop.check_law import check_law

    with progress(Bilingual("检查规则库", "rulebook"), None):
        checked = check_law(args.folder)
    for problem in checked.problems:
        report(problem)
    rules, examples, problems = checked.rules, checked.examples, len(checked.problems)
    say(
        Bilingual(
            f"规则 {rules} 条，示例 {examples} 个，问题 {problems} 个（{checked.folder}）",
            f"{rules} rules, {examples} examples, {problems} problems ({checked.folder})",
        )
    )
    if args.json:
        print_json(
            {
                "folder": str(checked.folder),
                "rules": checked.rules,
                "examples": checked.examples,
                "problems": [problem.as_json() for problem in checked.problems],
            }
        )
    return FAILED if checked.problems else OK


def describe(rule: Rule, on: date) -> dict[str, Any]:
    """A rule as plain data: what it says on a day, all its dates, and where it is written."""
    return {
        "id": rule.id,
        "title": rule.title.as_json(),
        "force": rule.force.value,
        "unit": rule.unit,
        "on": on.isoformat(),
        "value": rule.on(on),
        "values": [{"since": dated.since.isoformat(), "value": dated.value} for dated in rule.values],
        "citations": [_citation(citation) for citation in rule.citations],
        "explanation": rule.explanation.as_json() if rule.explanation else None,
        "tighten": rule.tighten.value,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "document": citation.document.as_json(),
        "article": citation.article,
        "link": citation.link,
        "checked": citation.checked.isoformat(),
        "verified": citation.verified.value,
        "note": citation.note.as_json() if citation.note else None,
    }


def _list(args: argparse.Namespace, rulebook: Rulebook, on: date) -> None:
    if args.json:
        print_json([describe(rule, on) for _, rule in sorted(rulebook.rules.items())])
        return
    for rule_id, rule in sorted(rulebook.rules.items()):
        state = "in force" if rule.on(on) is not None else "not in force"
        print("\t".join((rule_id, rule.force.value, state, rule.title.en, rule.title.zh)))


def _differences(rulebook: Rulebook, before: date, after: date) -> list[dict[str, Any]]:
    return [
        {
            "id": rule_id,
            "title": rule.title.as_json(),
            "force": rule.force.value,
            before.isoformat(): rule.on(before),
            after.isoformat(): rule.on(after),
        }
        for rule_id, rule in sorted(rulebook.rules.items())
        if rule.on(before) != rule.on(after)
    ]


def _write(args: argparse.Namespace, document: Any) -> None:
    """JSON where asked, else YAML: both can be read by a program, the second by a lawyer."""
    if args.json:
        print_json(document)
        return
    import yaml

    dumper = type("Plain", (yaml.SafeDumper,), {"ignore_aliases": lambda _self, _data: True})
    print(yaml.dump(document, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110), end="")


def today() -> date:
    """The present day in the county's zone."""
    from clearway.environment import read_environment

    return datetime.now(UTC).astimezone(read_environment().time_zone).date()
