"""``clearway feeds write``: every public feed as files, for a mirror that serves them without this site."""

from __future__ import annotations

import argparse
from pathlib import Path

from clearway.cli.moments import now
from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    write = acts.add_parser("write", help="write all feeds into a folder, as they lie below /feeds/")
    write.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder of the mirror, made if missing")
    write.add_argument("--site", metavar="URL", help="scheme and host for addresses inside (default: first host set)")
    write.add_argument("--language", choices=("zh", "en"), help="language of the spoken feeds (default: the site's)")
    add_json(write)


def run(args: argparse.Namespace) -> int:
    """Write them."""
    from clearway.record.opening import open_record

    open_record()
    from clearway.environment import read_environment
    from clearway.loop.mirror_feeds import write_mirror
    from clearway.loop.publish_feeds import Asked

    environment = read_environment()
    asked = Asked(
        at=now(),
        site=_site(args.site or _default_site(environment.hosts)),
        language=args.language or environment.language,
        zone=environment.time_zone,
        home=environment.home,
        simulated=environment.mode == "demo",
    )
    with progress(Bilingual("写数据源", "feeds"), None) as advance:
        try:
            mirror = write_mirror(args.out, asked, progress=advance)
        except OSError as fault:
            raise BadUsage(
                zh=f"不能写入 {args.out}：{fault.strerror}", en=f"cannot write {args.out}: {fault.strerror}"
            ) from None
    if args.json:
        print_json(mirror.as_json())
    say(
        Bilingual(
            f"措施 {mirror.measures} 项，文件 {mirror.files} 个，写在 {args.out}",
            f"{mirror.measures} measures, {mirror.files} files in {args.out}",
        )
    )
    return 0


def _default_site(hosts: tuple[str, ...]) -> str:
    return f"https://{hosts[0]}" if hosts else "http://localhost:8000"


def _site(text: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise BadUsage(
            zh=f"--site 应如 https://example.org，现为 {text}",
            en=f"--site should be like https://example.org, found {text}",
        )
    return text.rstrip("/")
