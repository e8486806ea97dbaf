"""``clearway review``: a quarter's closures judged, for a county, city or province, as PDF, DOCX or HTML."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clearway.cli.audit import rate_as_json
from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.core.words import Language
    from clearway.loop.document_fields import Making
    from clearway.loop.review_quarter import Review

FORMS = (".pdf", ".docx", ".html")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--region", metavar="CODE", help="county, city or province (default: the county served)")
    parser.add_argument("--quarter", metavar="Q", help="as 2026Q4 (default: the running one)")
    parser.add_argument("--out", type=Path, required=True, metavar="F", help="R.pdf, R.docx or R.html")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the report (default: that of the site)")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Draw and write."""
    from clearway.core.refusals import BadUsage

    form = args.out.suffix.lower()
    if form not in FORMS:
        raise BadUsage(
            zh=f"输出文件应为 .pdf、.docx 或 .html：{args.out}", en=f"--out takes .pdf, .docx, .html: {args.out}"
        )
    try:
        with progress(Bilingual("季度评估", "review"), None):
            review, making = _drawn(args)
            args.out.write_bytes(_written(review, making, form))
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise BadUsage(zh=f"不能写入 {args.out}：{why}", en=f"cannot write {args.out}: {why}") from None
    count = len(review.stood)
    say(Bilingual(f"{args.out}：评估封闭 {count} 项", f"{args.out}: {count} closures reviewed"))
    if args.json:
        print_json(_document(review, args.out))
    return 0


def _drawn(args: argparse.Namespace) -> tuple[Review, Making]:
    from clearway.core.people import machine
    from clearway.core.places import is_place_code
    from clearway.core.refusals import BadUsage, NotFound
    from clearway.environment import read_environment
    from clearway.evaluate.review.quarter import quarter_of, read_quarter
    from clearway.law.load import load_rulebook
    from clearway.record.opening import open_record

    open_record()
    from clearway.loop.desk import Desk
    from clearway.loop.document_fields import Making
    from clearway.loop.review_quarter import review_of, reviewed_regions
    from clearway.record import reading

    environment, at = read_environment(), datetime.now(UTC)
    known = reviewed_regions()
    region = args.region or environment.county or (known[-1] if known else "")
    if not is_place_code(region):
        raise BadUsage(
            zh=f"地区代码不对：{region or '（没有载入地点）'}", en=f"no region code: {region or '(no places loaded)'}"
        )
    if region not in known or reading.place(region) is None:
        raise NotFound(what="region", number=region)
    zone = environment.time_zone
    quarter = read_quarter(args.quarter) if args.quarter else quarter_of(at.astimezone(zone).date())
    if at < quarter.begins(zone):
        raise BadUsage(zh=f"{quarter} 还没有开始", en=f"{quarter} has not begun")
    desk = Desk(by=machine(region), at=at, rulebook=load_rulebook(), zone=zone)
    language: Language = args.lang or environment.language
    return review_of(region, quarter, desk), Making(
        site=environment.site.rstrip("/") or "http://localhost:8000", language=language, zone=zone
    )


def _written(review: Review, making: Making, form: str) -> bytes:
    from clearway.loop.review_sections import as_paper
    from clearway.publish.documents.docx import docx
    from clearway.publish.documents.html import html
    from clearway.publish.documents.pdf import pdf

    paper = as_paper(review, making)
    return {".pdf": pdf, ".docx": docx, ".html": html}[form](paper)


def _document(review: Review, out: Path) -> dict[str, object]:
    """The review's figures; what is unknown is null."""
    from clearway.evaluate.review.standing import over_closure, people_of

    people, tasks = people_of(review.stood), review.tasks
    return {
        "region": review.region,
        "quarter": str(review.quarter),
        "until": review.until.isoformat(),
        "out": str(out),
        "closures": [
            {
                "id": one.measure.number,
                "place_code": one.measure.place_code,
                "registered": one.approved,
                "days": round(one.days, 2),
                "days_past": round(one.past, 2),
                "people": one.people,
                "stands": one.still,
                "verdict": one.verdict.value,
                "identified": one.identified,
                "reasons": [str(getattr(why, "en", why)) for why in one.reasons],
            }
            for one in review.stood
        ],
        "over_closure": rate_as_json(over_closure(review.stood)),
        "person_days": people.person_days,
        "person_days_past": people.past,
        "closures_of_unknown_size": people.unknown,
        "emergencies_held_up": review.complaints.emergencies,
        "reports": review.complaints.reports,
        "complaints_in_cases": review.complaints.cases,
        "complaints_closed": review.complaints.closed,
        "satisfied": rate_as_json(review.complaints.satisfied),
        "on_time_rate": tasks.rate,
        "closed_on_time": tasks.on_time,
        "closed": tasks.finished,
        "open_overdue": tasks.open_overdue,
        "accuracy": review.model.accuracy.value,
        "infections": review.infections,
        "overrides": [
            {"county": one.county, "month": one.month, "grades": one.grades, "raised": one.raised, "alarm": one.alarm}
            for one in review.overrides
        ],
    }
