"""``clearway pass issue``: one pass, or a table of them."""

from __future__ import annotations

import argparse
import secrets
import sys
from datetime import UTC, datetime

from clearway.cli.output import print_json
from clearway.cli.pass_entries import Entries
from clearway.cli.pass_files import read_key, seconds, write_bytes
from clearway.core.refusals import BadUsage
from clearway.passes import limits
from clearway.passes.claims import Pass, Purpose, StatusIndex, holder_check, short_code
from clearway.passes.issuing import issue, masked_name, text_of
from clearway.passes.keys import SigningKey
from clearway.passes.refusals import CannotIssue
from clearway.sources.columns import Unfit
from clearway.sources.pass_rows import PassRow, gate_numbers, purpose_number

_FORMS = ("png", "svg", "pdf", "txt", "cbor")


def issue_act(args: argparse.Namespace) -> int:
    """Issue; with ``--batch`` 2 where rows could not be issued (the others are)."""
    key = read_key(args.key)
    entries = Entries(args.status_list, args.taken)
    if args.batch is not None:
        from clearway.cli.pass_batch import issue_table

        code = issue_table(args, key, entries)
    else:
        code = _single(args, key, entries)
    entries.keep()
    return code


def _single(args: argparse.Namespace, key: SigningKey, entries: Entries) -> int:
    form = args.out.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise BadUsage(zh=f"--out 的扩展名应为 {', '.join(_FORMS)}", en=f"--out ends in {', '.join(_FORMS)}")
    row = _asked(args)
    made = issued(row, key, entries.draw(args.status_index), paper=form == "pdf")
    write_bytes(args.out, drawn(*made, "phone" if args.phone and form == "png" else form, args.duty_phone))
    entries.give(made[0].status)
    print_json({**_told(*made), "out": str(args.out)})
    return 0


def _asked(args: argparse.Namespace) -> PassRow:
    """The pass of the options.

    Raises:
        BadUsage: one is missing or does not fit.
    """
    if not args.purpose or not args.gate:
        raise BadUsage(zh="缺少 --purpose 或 --gate", en="--purpose or --gate is missing")
    try:
        purpose, gates = purpose_number(args.purpose), gate_numbers(" ".join(args.gate))
    except Unfit as fault:
        raise BadUsage(zh=f"应为{fault.expected.zh}", en=f"expected {fault.expected.en}") from None
    times = [
        None if text is None else datetime.fromtimestamp(seconds(option, text), UTC)
        for option, text in (("--from", args.start), ("--to", args.end))
    ]
    return PassRow(
        row=1,
        purpose=purpose,
        gates=gates,
        start=times[0],
        end=times[1],
        name=args.name,
        id_number=sys.stdin.readline().strip() if args.id_number_stdin else None,
        companions=args.companions,
        uses=args.uses,
    )


def issued(row: PassRow, key: SigningKey, entry: StatusIndex, *, paper: bool) -> tuple[Pass, bytes]:
    """Claims and token of a row.

    Raises:
        CannotIssue: a rule of the pass is broken.
    """
    nbf = seconds("from", None) if row.start is None else int(row.start.timestamp())
    life = limits.PAPER_LIFE if paper else limits.SCREEN_LIFE
    cti = secrets.token_bytes(limits.CTI_BYTES)
    try:
        claims = Pass(
            iss=key.known.iss,
            nbf=nbf,
            exp=nbf + life if row.end is None else int(row.end.timestamp()),
            cti=cti,
            purpose=Purpose(row.purpose),
            gates=row.gates,
            status=entry,
            name=masked_name(row.name) if row.name else None,
            check=holder_check(cti, row.id_number) if row.id_number else None,
            companions=row.companions,
            uses=row.uses,
        )
    except ValueError as broken:
        raise CannotIssue(zh=_ZH.get(str(broken), str(broken)), en=str(broken)) from None
    return claims, issue(claims, key)


_ZH = {
    "iss is CN- and six digits": "签发者应为 CN- 加六位数字",
    "exp lies after nbf, at most 14 days": "截止须晚于起始，且不超过 14 天",
    "one to sixteen gates": "大门须为 1 至 16 个",
    "a name of at most 24 bytes": "姓名过长（24 字节以内）",
    "a name of more than 24 bytes": "姓名过长（24 字节以内）",
    "an empty name": "姓名为空",
    "at most five companions": "随行不超过 5 人",
    "uses only with one gate": "限次只能用于一个大门",
}


def drawn(claims: Pass, token: bytes, form: str, phone: str) -> bytes:
    text = text_of(token)
    if form == "cbor":
        return token
    if form == "txt":
        return text.encode()
    if form in ("pdf", "phone"):
        return _sheet(claims, text, form, phone)
    from clearway.passes.qr import draw_png, draw_svg

    return draw_png(text) if form == "png" else draw_svg(text).encode()


def _sheet(claims: Pass, text: str, form: str, phone: str) -> bytes:
    from clearway.environment import read_environment
    from clearway.publish.documents.pass_sheet import PassSheet, phone_png, sheet_pdf

    zone = read_environment().time_zone
    gates = tuple(map(str, claims.gates))
    sheet = PassSheet(claims=claims, text=text, gates=gates, duty_phone=phone, zone=zone)
    return sheet_pdf(sheet) if form == "pdf" else phone_png(sheet)


def _told(claims: Pass, token: bytes) -> dict[str, object]:
    from clearway.passes.qr import version_of

    text = text_of(token)
    return {
        "cti": claims.cti.hex(),
        "iss": claims.iss,
        "purpose": claims.purpose.name.lower(),
        "gates": list(claims.gates),
        "name": claims.name,
        "nbf": claims.nbf,
        "exp": claims.exp,
        "status": [claims.status.list, claims.status.index],
        "short_code": short_code(claims.cti),
        "bytes": len(token),
        "characters": len(text),
        "qr_version": version_of(text),
    }
