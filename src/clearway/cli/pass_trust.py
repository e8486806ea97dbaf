"""``clearway pass trust``: the signed list of keys and gates, built with the offline root and shown."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

from clearway.cli.output import print_json, say
from clearway.cli.pass_files import (
    is_pinned,
    pinned_root,
    read_bytes,
    read_key,
    read_keys,
    seconds,
    signed_trust,
    write_bytes,
)
from clearway.core.refusals import BadFile, BadUsage
from clearway.core.words import Bilingual
from clearway.passes import limits
from clearway.passes.jwk import as_jwk
from clearway.passes.keys import Use
from clearway.passes.trust import Gate, TrustList
from clearway.passes.trust_tokens import sign_trust, unverified_trust
from clearway.sources.bytes import decode

_COLUMNS = {
    "number": ("number", "大门编号", "编号"),
    "approval": ("approval", "批准文号", "文号"),
    "end": ("end", "到期", "截止"),
    "iss": ("iss",),
}


def trust_act(args: argparse.Namespace) -> int:
    """Build or show."""
    return _build(args) if args.trust_act == "build" else _show(args)


def _build(args: argparse.Namespace) -> int:
    root = read_key(args.root)
    iss = root.known.iss
    iat = seconds("--iat", args.iat)
    keys = tuple(key for path in args.keys for key in read_keys(path) if key.use is not Use.ROOT)
    gates = [_gate(text, iss) for text in args.gate]
    gates += [] if args.gates is None else list(_gates(args.gates, iss))
    trust = TrustList(
        iss=iss,
        version=args.list_version,
        iat=iat,
        exp=seconds("--exp", args.exp, iat + limits.TRUST_LIFE),
        keys=keys,
        status_base=args.status_base,
        gates=tuple(gates),
    )
    token = sign_trust(trust, root)
    write_bytes(args.out, token)
    print_json({"out": str(args.out), "bytes": len(token), **_told(trust)})
    return 0


def _show(args: argparse.Namespace) -> int:
    """Print a list that holds at the moment given, and remember its version; any other is refused (exit 2).

    Without a root, given or pinned, it is printed all the same and said to be unchecked.
    """
    content = read_bytes(args.list)
    if args.root is None and not is_pinned(args.state):
        say(Bilingual("clearway: 未提供 --root，未验证签名", "clearway: no --root: the signature was not checked"))
        print_json({"signature": "not checked", **_told(unverified_trust(content))})
        return 0
    root = pinned_root(args.root, args.state)
    known = signed_trust(content, root, args.state, now_at=seconds("--now", args.now))
    print_json({"signature": "holds", **_told(known)})
    return 0


def _told(trust: TrustList) -> dict[str, object]:
    gates = [
        {"number": gate.number, "approval": gate.approval, "end": gate.end, "iss": gate.iss} for gate in trust.gates
    ]
    return {
        "iss": trust.iss,
        "version": trust.version,
        "iat": trust.iat,
        "exp": trust.exp,
        "status_base": trust.status_base,
        "keys": [as_jwk(key) for key in trust.keys],
        "gates": gates,
    }


def _gate(text: str, iss: str) -> Gate:
    """``1207=APPROVAL@END``.

    Raises:
        BadUsage: another form.
    """
    number, _, rest = text.partition("=")
    approval, _, end = rest.rpartition("@")
    if not number.isdecimal() or not approval:
        raise BadUsage(zh=f"--gate 应为 编号=文号@截止时间，现为 {text}", en=f"--gate is N=APPROVAL@END, found {text}")
    return Gate(iss, int(number), approval, seconds("--gate", end))


def _gates(path: Path, iss: str) -> Iterator[Gate]:
    """Gates of a table ``number,approval,end[,iss]``.

    Raises:
        BadFile: without these columns, or a row that does not fit.
    """
    rows = csv.reader(line for line in decode(path, read_bytes(path)).splitlines() if line.strip())
    header = [cell.strip().lstrip("\ufeff").lower() for cell in next(rows, [])]
    places = {
        name: next((header.index(alias) for alias in aliases if alias in header), None)
        for name, aliases in _COLUMNS.items()
    }
    for line, row in enumerate(rows, start=1):
        cells = {name: row[place].strip() for name, place in places.items() if place is not None and place < len(row)}
        if not {"number", "approval", "end"} <= cells.keys() or not cells["number"].isdecimal():
            raise BadFile(
                file=str(path), found=f"row {line}: {', '.join(row)}", found_zh=f"第 {line} 行：{', '.join(row)}",
                expected="number,approval,end[,iss]", expected_zh="number,approval,end[,iss]",
            )  # fmt: skip
        yield Gate(cells.get("iss") or iss, int(cells["number"]), cells["approval"], seconds("end", cells["end"]))
