"""``clearway pass revoke|status``: what was revoked, and the lists gates pull."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from clearway.cli.output import print_json, say
from clearway.cli.pass_files import (
    lines_of,
    load_trust,
    read_bytes,
    read_key,
    run_cases,
    seconds,
    token_bytes,
    write_bytes,
)
from clearway.core.passes import OWN_REASONS, RevocationReason
from clearway.core.refusals import BadFile, BadUsage, Missing
from clearway.core.words import Bilingual
from clearway.passes import limits
from clearway.passes.cases import status_answer
from clearway.passes.claims import StatusIndex
from clearway.passes.refusals import BadStatus
from clearway.passes.status_delta import delta_between, sign_delta
from clearway.passes.status_list import bitmap_of, entries_of
from clearway.passes.status_tokens import check_status, open_status, sign_cwt, sign_jwt
from clearway.passes.verdicts import Rejected

_MANY = 1_000


def revoke_act(args: argparse.Namespace) -> int:
    """Add a revocation to the record, once; by two persons unless it is the holder's own wish or a loss.

    Raises:
        BadUsage: a reason outside the closed list, one person twice.
        Missing: the second person.
    """
    reason = _reason(args.reason)
    _check_persons(reason, args.by, args.second)
    entry = _entry(args)
    known = _record(args.list) if args.list.exists() else []
    again = any((line["list"], line["index"]) == (entry.list, entry.index) for line in known)
    line = {
        "list": entry.list,
        "index": entry.index,
        "reason": reason.value,
        "by": args.by,
        "second": args.second,
        "at": seconds("--now", args.now),
    }
    if not again:
        write_bytes(args.list, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in [*known, line]).encode())
    print_json({**line, "unchanged": again, "revoked": len(known) + (not again)})
    return 0


def _record(path: Path) -> list[dict[str, object]]:
    """What was revoked before.

    Raises:
        BadFile: a line is no revocation.
    """
    known = []
    for line in lines_of(path):
        try:
            read = json.loads(line)
        except ValueError:
            read = None
        if not isinstance(read, dict) or not {"list", "index"} <= read.keys():
            raise BadFile(
                file=str(path), found=line[:80], found_zh=line[:80],
                expected="a record of pass revoke", expected_zh="pass revoke 的记录",
            )  # fmt: skip
        known.append(read)
    return known


def _reason(text: str) -> RevocationReason:
    try:
        return RevocationReason(text)
    except ValueError:
        known = ", ".join(RevocationReason)
        raise BadUsage(zh=f"撤销理由只能是 {known}", en=f"a reason is one of {known}") from None


def _check_persons(reason: RevocationReason, by: str, second: str | None) -> None:
    if reason in OWN_REASONS:
        return
    if not second:
        raise Missing(zh="第二名经办人（--second）", en="a second person (--second)")
    if second.strip() == by.strip():
        raise BadUsage(zh="须由两名不同的人办理", en="two different persons are needed")


def _entry(args: argparse.Namespace) -> StatusIndex:
    """The place of the pass in the lists, from its text or as given. Nothing is verified: an altered text names nobody
    else's pass than the one whose entry it carries, and two persons answer for it."""
    from clearway.passes.cose import open_sign1
    from clearway.passes.verifying import token_of
    from clearway.passes.wire import decode_claims

    try:
        if args.qr_file is not None:
            text = read_bytes(args.qr_file).decode(errors="replace")
            return decode_claims(open_sign1(token_of(text)).payload).status
        number, _, index = args.entry.partition("/")
        return StatusIndex(int(number), int(index))
    except (Rejected, ValueError):
        raise BadUsage(zh="不是通行证，或不是“列表号/索引”", en="no pass, or no LIST/INDEX") from None


def status_act(args: argparse.Namespace) -> int:
    """Build or decode."""
    return _build(args) if args.status_act == "build" else _decode(args)


def _build(args: argparse.Namespace) -> int:
    """Sign the list of what was revoked; with ``--delta-from`` the change since an older list too."""
    key = read_key(args.key)
    iat = seconds("--iat", args.iat)
    exp = seconds("--exp", args.exp, iat + limits.LIST_LIFE)
    if not iat < exp or args.ttl < 1:
        raise BadUsage(zh="--exp 须晚于 --iat，--ttl 至少 1 秒", en="--exp lies after --iat, and --ttl is at least 1")
    bitmap = bitmap_of(_revoked(args.revoked, args.uri))
    form = args.form or ("jwt" if args.out.suffix == ".jwt" else "cwt")
    if form == "jwt":
        token = sign_jwt(bitmap, uri=args.uri, iat=iat, exp=exp, ttl=args.ttl, key=key).encode()
    else:
        token = sign_cwt(bitmap, uri=args.uri, iat=iat, exp=exp, ttl=args.ttl, key=key)
    told: dict[str, object] = {"out": str(args.out), "form": form, "bytes": len(token)}
    if args.delta_from is not None:
        since, before = _own_list(args.delta_from)
        delta = delta_between(before, bitmap, since)
        change = sign_delta(delta, uri=args.uri, iat=iat, exp=exp, key=key)
        write_bytes(args.out.with_name(args.out.name + ".delta"), change)
        told["delta_bytes"] = len(change)
    write_bytes(args.out, token)
    print_json({**told, "uri": args.uri, "iat": iat, "exp": exp, "revoked": sum(1 for _ in entries_of(bitmap))})
    return 0


def _own_list(path: Path) -> tuple[int, bytes]:
    """When a list signed here before was issued (seconds), and its bitmap."""
    from clearway.passes.foreign.status import bare_list, issued_at

    content = token_bytes(path)
    _, before = bare_list(content)
    if len(before) != limits.LIST_BYTES:
        raise BadStatus(reason="bad_claims")
    return issued_at(content), before


def _revoked(path: Path | None, uri: str) -> set[int]:
    """Entries from a file: numbers, or the record of ``pass revoke`` (those of this list alone).

    Raises:
        BadFile: a line is neither.
    """
    number = uri.rpartition("/")[2]
    found: set[int] = set()
    for line in () if path is None else lines_of(path):
        try:
            read = json.loads(line)
            if isinstance(read, dict):
                if str(read["list"]) == number:
                    found.add(StatusIndex(0, int(read["index"])).index)
            else:
                found.add(StatusIndex(0, int(read)).index)
        except (ValueError, TypeError, KeyError):
            raise BadFile(
                file=str(path), found=line[:80], found_zh=line[:80],
                expected="an entry below 1,048,576 a line", expected_zh="每行一个小于 1048576 的索引",
            ) from None  # fmt: skip
    return found


def _decode(args: argparse.Namespace) -> int:
    """Lines of cases, or one list."""
    if args.cases is not None:
        if args.trust is None:
            raise BadUsage(zh="缺少 --trust", en="--trust is missing")
        trust = load_trust(args.trust, args.root)
        return run_cases(args.cases, lambda case: status_answer(case, trust))
    if args.input is None:
        raise BadUsage(zh="缺少 --in 或 --cases", en="--in or --cases is missing")
    return _unsigned(args) if args.trust is None else _signed(args)


def _signed(args: argparse.Namespace) -> int:
    content = token_bytes(args.input)
    try:
        signed = open_status(content, load_trust(args.trust, args.root))
        at = seconds("--now", args.now)
        check_status(signed, uri=args.uri or signed.uri, now=at, min_iat=args.min_iat)
    except Rejected as rejected:
        raise BadStatus(reason=rejected.code.value) from None
    told = {"uri": signed.uri, "iss": signed.iss, "iat": signed.iat, "exp": signed.exp, "ttl": signed.ttl}
    statuses = dict.fromkeys(entries_of(signed.bitmap), 1)
    _print_list({**told, "expired": at >= signed.exp + limits.SKEW}, 1, len(signed.bitmap) * 8, statuses, args.idx)
    return 0


def _unsigned(args: argparse.Namespace) -> int:
    """A bare ``{bits, lst}`` (JSON or CBOR), or a token whose signature nobody checks; any number of bits."""
    from clearway.passes.foreign.status import bare_list

    bits, raw = bare_list(token_bytes(args.input))
    per_byte, mask = 8 // bits, (1 << bits) - 1
    statuses = {
        place * per_byte + slot: value
        for place, byte in enumerate(raw)
        if byte
        for slot in range(per_byte)
        if (value := byte >> slot * bits & mask)
    }
    say(Bilingual("clearway: 未提供 --trust，未验证签名", "clearway: no --trust: the signature was not checked"))
    _print_list({"signature": "not checked"}, bits, len(raw) * per_byte, statuses, args.idx)
    return 0


def _print_list(told: dict[str, object], bits: int, entries: int, statuses: dict[int, int], index: int | None) -> None:
    told |= {"bits": bits, "entries": entries, "set": len(statuses)}
    if index is not None:
        if not 0 <= index < entries:
            raise BadUsage(zh=f"列表只有 {entries} 项", en=f"the list has {entries} entries")
        told |= {"idx": index, "status": statuses.get(index, 0)}
    else:
        told["statuses"] = {str(place): value for place, value in sorted(statuses.items())[:_MANY]}
    print_json(told)
