"""``clearway notify run|subscribe|list|end|dead|again``: who is told, and what could not be sent."""

from __future__ import annotations

import argparse
import time
from datetime import UTC, datetime

from clearway.cli.apikey import console
from clearway.cli.output import add_json, print_json, say
from clearway.core.notices import Channel
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    run_ = acts.add_parser("run", help="send what waits (the site does it by itself every few seconds)")
    run_.add_argument("--watch", action="store_true", help="go on until stopped")
    run_.add_argument("--every", type=float, default=5.0, help="seconds between runs with --watch (default 5)")
    open_ = acts.add_parser("subscribe", help="tell somebody from now on; the secret of a webhook is printed once")
    channels = [channel.value for channel in Channel]
    open_.add_argument("--channel", required=True, choices=channels, help="how they are told")
    open_.add_argument("--to", required=True, help="mail address, number, or address of the webhook or chat robot")
    open_.add_argument("--kinds", required=True, help="kinds of event, comma-separated; case_* is all that begin so")
    open_.add_argument("--region", default="", help="12-digit code; left out: everywhere")
    open_.add_argument("--language", choices=["zh", "en"], default="zh", help="of what they are told (default: zh)")
    open_.add_argument(
        "--quiet", default="", help="quiet hours, such as 22-7 (local); urgent ones are sent all the same"
    )
    open_.add_argument("--label", default="", help="whose it is, for the list")
    listed = acts.add_parser("list", help="who is told; addresses stay sealed")
    end = acts.add_parser("end", help="tell them no more")
    end.add_argument("number", help="as in the list")
    dead = acts.add_parser("dead", help="what could not be sent")
    again = acts.add_parser("again", help="let dead letters be tried again")
    again.add_argument("number", type=int, nargs="?", help="one of them (default: all)")
    for act in (run_, open_, listed, end, dead, again):
        add_json(act)


def run(args: argparse.Namespace) -> int:
    """Do the act."""
    from clearway.record.opening import open_record

    open_record()
    acts = {"run": _run, "subscribe": _subscribe, "list": _list, "end": _end, "dead": _dead, "again": _again}
    return acts[args.act](args)


def _run(args: argparse.Namespace) -> int:
    from django.conf import settings

    from clearway.loop.notify import notify

    while True:
        told = notify(settings.ENVIRONMENT, at=datetime.now(UTC))
        if args.json:
            print_json({"made": told.made, "sent": told.sent, "failed": told.failed})
        elif told.made or told.sent or told.failed or not args.watch:
            say(
                Bilingual(
                    f"新增 {told.made}，送出 {told.sent}，未送出 {told.failed}",
                    f"{told.made} made, {told.sent} sent, {told.failed} not sent",
                )
            )
        if not args.watch:
            return 0
        time.sleep(args.every)


def _subscribe(args: argparse.Namespace) -> int:
    from clearway.loop.subscribe import Wanted, subscribe

    wanted = Wanted(
        channel=Channel(args.channel),
        address=args.to,
        kinds=[kind.strip() for kind in args.kinds.split(",")],
        region=args.region,
        language="en" if args.language == "en" else "zh",
        label=args.label,
        quiet=_quiet(args.quiet),
    )
    opened = subscribe(wanted, by=console(), at=datetime.now(UTC))
    if args.json:
        print_json({"number": opened.number, "secret": opened.secret})
    else:
        say(Bilingual(f"已开通 {opened.number}", f"subscription {opened.number}"))
        print(opened.secret or opened.number)
    return 0


def _list(args: argparse.Namespace) -> int:
    from clearway.record.notices import subscriptions

    found = [
        {"number": row.number, "channel": row.channel, "kinds": row.kinds, "region": row.region, "label": row.label}
        for row in subscriptions()
    ]
    if args.json:
        print_json(found)
    for row in () if args.json else found:
        print("\t".join(str(value) for value in row.values()))
    return 0


def _end(args: argparse.Namespace) -> int:
    from clearway.loop.subscribe import unsubscribe

    unsubscribe(args.number, by=console(), at=datetime.now(UTC))
    if args.json:
        print_json({"number": args.number})
    else:
        say(Bilingual(f"{args.number} 已停止", f"{args.number} ended"))
    return 0


def _dead(args: argparse.Namespace) -> int:
    from clearway.record.notices import dead_letters

    found = [
        {"id": row.pk, "about": row.about, "channel": row.channel, "tries": row.attempts, "error": row.error}
        for row in dead_letters()
    ]
    if args.json:
        print_json(found)
    for row in () if args.json else found:
        print("\t".join(str(value) for value in row.values()))
    return 0


def _again(args: argparse.Namespace) -> int:
    from clearway.record.notices import send_again

    count = send_again(args.number, datetime.now(UTC))
    if args.json:
        print_json({"again": count})
    else:
        say(Bilingual(f"重发 {count} 条", f"{count} to be sent again"))
    return 0


def _quiet(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    begins, dash, ends = text.partition("-")
    if not (dash and begins.isdigit() and ends.isdigit()):
        raise BadUsage(zh="静默时段写作 22-7", en="quiet hours are written 22-7")
    return int(begins), int(ends)
