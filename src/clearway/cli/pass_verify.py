"""``clearway pass verify``: one pass at a gate, or a file of cases."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from clearway.cli.output import print_json, say
from clearway.cli.pass_files import load_trust, read_bytes, run_cases, seconds, token_bytes
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual
from clearway.passes.cases import PassCases
from clearway.passes.claims import holder_check
from clearway.passes.status_list import StatusList
from clearway.passes.status_tokens import check_status, open_status
from clearway.passes.trust import Trust
from clearway.passes.used import UsedInMemory, UsedOnDisk
from clearway.passes.verdicts import Answer, Rejected, Verdict
from clearway.passes.verifying import verify

_EXITS = {Answer.ACCEPT: 0, Answer.ACCEPT_WARN: 0, Answer.REJECT: 1, Answer.GATE_NOT_AUTHORISED: 3}
_FORGOTTEN = Bilingual(
    "clearway: 未提供 --state，不记录已用次数", "clearway: without --state nobody remembers that this pass was used"
)
Lists = dict[tuple[str, int], StatusList]


def verify_act(args: argparse.Namespace) -> int:
    """0 accept or accept_warn, 1 reject, 3 gate not authorised; with cases 0 when every line was read."""
    if not 0 <= args.skew <= 300:
        raise BadUsage(zh="--skew 应为 0 至 300 秒", en="--skew is 0 to 300 seconds")
    trust = load_trust(args.trust, args.root, args.state)
    at = seconds("--now", args.now)
    lists = _lists(args.status, trust, at)
    if args.cases is not None:
        given = None if args.now is None else at
        return run_cases(args.cases, PassCases(trust, lists=lists, gate=args.gate, now=given).answer)
    if args.gate is None:
        raise BadUsage(zh="缺少 --gate", en="--gate is missing")
    used = UsedInMemory() if args.state is None else UsedOnDisk(args.state, at)
    verdict = verify(
        _text(args),
        trust=trust,
        lists=lists,
        gate=args.gate,
        now=at,
        used=used,
        gate_iss=args.gate_iss,
        skew=args.skew,
    )
    if args.state is None and verdict.claims is not None and verdict.claims.uses is not None:
        say(_FORGOTTEN)
    print_json(_told(verdict, args.id_number_stdin))
    return _EXITS[verdict.answer]


def _text(args: argparse.Namespace) -> str:
    """The text of the code; of a picture the first pass in it, else any code, else nothing."""
    if args.qr_file is not None:
        return read_bytes(args.qr_file).decode(errors="replace")
    from clearway.passes.qr import read_picture

    found = read_picture(read_bytes(args.image))
    if not found:
        say(Bilingual(f"clearway: {args.image} 中没有二维码", f"clearway: no QR code found in {args.image}"))
    return found[0] if found else ""


def _lists(paths: list[Path], trust: Trust, now: int) -> Lists:
    """The lists that hold; another is told and passed over, as at a gate (then passes are let by with a warning)."""
    lists: Lists = {}
    for path in paths:
        try:
            signed = open_status(token_bytes(path), trust)
            check_status(signed, uri=signed.uri, now=now)
        except Rejected as rejected:
            code = rejected.code
            say(
                Bilingual(
                    f"clearway: 状态列表 {path} 未采用：{code}", f"clearway: status list {path} is passed over: {code}"
                )
            )
            continue
        number = trust.place_of(signed.uri)
        if number is None:
            say(
                Bilingual(
                    f"clearway: 状态列表 {path} 属于别的地址：{signed.uri}",
                    f"clearway: status list {path} is for another address: {signed.uri}",
                )
            )
            continue
        held = lists.get((signed.iss, number))
        if held is None or held.iat < signed.iat:
            lists[signed.iss, number] = signed.held
    return lists


def _told(verdict: Verdict, compare: bool) -> dict[str, object]:
    told: dict[str, object] = {"verdict": verdict.answer.value, "code": verdict.code.value}
    claims = verdict.claims
    if claims is None:
        return told
    told |= {
        "iss": claims.iss,
        "purpose": claims.purpose.name.lower(),
        "gates": list(claims.gates),
        "name": claims.name,
        "nbf": claims.nbf,
        "exp": claims.exp,
        "companions": claims.companions,
        "uses": claims.uses,
        "status": [claims.status.list, claims.status.index],
    }
    if compare and claims.check is not None:
        told["check_matches"] = holder_check(claims.cti, sys.stdin.readline()) == claims.check
    return told
