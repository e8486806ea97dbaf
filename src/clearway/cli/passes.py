"""``clearway pass``: keys, issuing, verifying, revoking, status lists and trust lists; all without a database."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from clearway.cli.output import add_json

_PURPOSES = "medical|medicine|school|supplies|care|work|other (or 1 to 7)"
_HOMES = {
    "keygen": "pass_keys",
    "hostile": "pass_keys",
    "issue": "pass_issue",
    "verify": "pass_verify",
    "revoke": "pass_lists",
    "status": "pass_lists",
    "trust": "pass_trust",
}
_TIME = "2026-11-23T16:00:00+08:00, or seconds since 1970"


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway pass``."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    _keygen(acts.add_parser("keygen", help="a new key for passes, status lists or the county's root"))
    _issue(acts.add_parser("issue", help="issue one pass, or a table of them"))
    _verify(acts.add_parser("verify", help="verify a pass (exit 0 accept, 1 reject, 3 gate not authorised) or cases"))
    _revoke(acts.add_parser("revoke", help="revoke a pass in a status list: a closed list of reasons, two persons"))
    _status(acts.add_parser("status", help="build or decode signed status lists"))
    _trust(acts.add_parser("trust", help="build or show signed trust lists"))
    _hostile(acts.add_parser("hostile", help="write the hostile set with its verdicts, to try any verifier on"))


def run(args: argparse.Namespace) -> int:
    """Do one act; nothing of the others is imported."""
    module = importlib.import_module(f"clearway.cli.{_HOMES[args.act]}")
    return int(getattr(module, f"{args.act}_act")(args))


def _keygen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--alg", choices=("ES256", "EdDSA"), default="ES256", help="default: ES256")
    parser.add_argument("--use", choices=("pass", "status", "root"), required=True, help="what it may sign")
    parser.add_argument("--iss", required=True, metavar="CN-410122", help="issuer: CN- and six digits")
    parser.add_argument("--from", dest="start", metavar="T", help=f"start of its 90 days (default: a day ago): {_TIME}")
    parser.add_argument("--out", type=Path, required=True, metavar="KEY.jwk", help="private key, readable by you alone")
    parser.add_argument("--jwks", type=Path, metavar="OUT.json", help="public key set; the key is added to it")
    add_json(parser)


def _issue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, required=True, metavar="KEY.jwk", help="private key for passes")
    parser.add_argument("--purpose", metavar="P", help=_PURPOSES)
    parser.add_argument("--gate", nargs="+", action="extend", metavar="N", help="numbers of gates, up to 16")
    parser.add_argument("--from", dest="start", metavar="T", help=f"default: now; {_TIME}")
    parser.add_argument(
        "--to", dest="end", metavar="T", help="default: 24 hours on, 72 on paper (pdf); at most 14 days"
    )
    parser.add_argument("--name", help="printed masked: 王秀兰 becomes 王*兰")
    parser.add_argument("--id-number-stdin", action="store_true", help="read the ID number from stdin for its check")
    parser.add_argument("--companions", type=int, metavar="N", help="0 to 5")
    parser.add_argument("--uses", type=int, metavar="N", help="only with exactly one gate")
    parser.add_argument("--status-list", type=int, default=1, metavar="N", help="number of its status list (default 1)")
    parser.add_argument("--status-index", type=int, metavar="I", help="its entry (default: a random one)")
    parser.add_argument("--taken", type=Path, metavar="F", help="file of entries already given (one a line); kept up")
    parser.add_argument("--duty-phone", default="", metavar="TEL", help="printed on the sheet")
    parser.add_argument("--phone", action="store_true", help="png with the words beside the code, for a phone")
    parser.add_argument("--batch", type=Path, metavar="IN.csv", help="a table: purpose, gates, from, to, name, …")
    parser.add_argument("--format", choices=("png", "svg", "pdf", "txt", "cbor"), default="png", help="with --batch")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="X.png|svg|pdf|txt|cbor", help="or a folder (--batch)"
    )
    add_json(parser)


def _verify(parser: argparse.ArgumentParser) -> None:
    _trusting(parser)
    parser.add_argument(
        "--status", type=Path, nargs="+", action="extend", default=[], metavar="F", help="signed status lists"
    )
    parser.add_argument("--gate", type=int, metavar="N", help="number of this gate")
    parser.add_argument("--gate-iss", metavar="CN-…", help="its issuer, where two issuers share numbers")
    parser.add_argument("--now", metavar="T", help=f"default: now; {_TIME}")
    parser.add_argument("--skew", type=int, default=120, metavar="S", help="how far clocks may be off (default 120 s)")
    parser.add_argument("--state", type=Path, metavar="DIR", help="what this gate remembers: uses, newest trust list")
    parser.add_argument("--id-number-stdin", action="store_true", help="compare the check with the ID number on stdin")
    sources = parser.add_mutually_exclusive_group(required=True)
    sources.add_argument("--qr-file", type=Path, metavar="F", help="text of a QR code")
    sources.add_argument("--image", type=Path, metavar="F", help="picture of a QR code")
    sources.add_argument("--cases", type=Path, metavar="F.jsonl", help="case file: a line in, a line out")
    add_json(parser)


def _revoke(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list", type=Path, required=True, metavar="REVOKED.jsonl", help="record of revocations")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--qr-file", type=Path, metavar="F", help="text of the pass's QR code")
    group.add_argument("--entry", metavar="LIST/INDEX", help="its place in the status lists")
    parser.add_argument(
        "--reason",
        required=True,
        metavar="R",
        help="holder_asked, lost, issued_in_error, purpose_ended, passed_on or key_compromised",
    )
    parser.add_argument("--by", required=True, metavar="A", help="who revokes")
    parser.add_argument("--second", metavar="B", help="the second person (not for the holder's own request or a loss)")
    parser.add_argument("--now", metavar="T", help=f"default: now; {_TIME}")
    add_json(parser)


def _status(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="status_act", metavar="build|decode", required=True)
    build = acts.add_parser("build", help="sign a status list")
    build.add_argument("--key", type=Path, required=True, metavar="KEY.jwk", help="private key for status lists")
    build.add_argument("--uri", required=True, help="address of the list: status_base and its number")
    build.add_argument("--revoked", type=Path, metavar="F", help="entries, one a line, or the record of pass revoke")
    build.add_argument("--iat", metavar="T", help=f"default: now; {_TIME}")
    build.add_argument("--exp", metavar="T", help="default: seven days on")
    build.add_argument("--ttl", type=int, default=3600, metavar="S", help="default: 3600")
    build.add_argument("--form", choices=("cwt", "jwt"), help="default: jwt if OUT ends in .jwt, else cwt")
    build.add_argument(
        "--delta-from", type=Path, metavar="OLD", help="also write OUT.delta: the change since this list"
    )
    build.add_argument("--out", type=Path, required=True, metavar="OUT", help="the signed list")
    add_json(build)
    decode = acts.add_parser("decode", help="verify and read a status list, or lines of cases")
    decode.add_argument("--trust", type=Path, metavar="F", help="JWKS or signed trust list; none: an unsigned list")
    decode.add_argument("--root", type=Path, metavar="ROOT.jwk", help="public root, with a signed trust list")
    decode.add_argument("--cases", type=Path, metavar="F.jsonl", help="token_hex, uri, now, idx, min_iat a line")
    decode.add_argument("--in", dest="input", type=Path, metavar="F", help="CWT (CBOR or hex), JWT, or {bits, lst}")
    decode.add_argument("--uri", help="the address it must be for (default: its own)")
    decode.add_argument("--now", metavar="T", help=f"default: now; {_TIME}")
    decode.add_argument("--idx", type=int, metavar="I", help="one entry alone")
    decode.add_argument("--min-iat", type=int, metavar="S", help="refuse an older list")
    add_json(decode)


def _trust(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="trust_act", metavar="build|show", required=True)
    build = acts.add_parser("build", help="sign a trust list with the root")
    build.add_argument("--root", type=Path, required=True, metavar="ROOT.jwk", help="private root key")
    build.add_argument(
        "--keys", type=Path, nargs="+", action="extend", required=True, metavar="F", help="JWKS or JWK of keys"
    )
    build.add_argument("--gates", type=Path, metavar="G.csv", help="number,approval,end[,iss]: end with its offset")
    build.add_argument("--gate", action="append", default=[], metavar="N=APPROVAL@END", help="one gate")
    build.add_argument("--status-base", required=True, metavar="URL", help="status lists are at this and their number")
    build.add_argument(
        "--version", dest="list_version", type=int, required=True, metavar="N", help="above the last one"
    )
    build.add_argument("--iat", metavar="T", help=f"default: now; {_TIME}")
    build.add_argument("--exp", metavar="T", help="default and most: 30 days on")
    build.add_argument("--out", type=Path, required=True, metavar="TRUST.cwt", help="the signed list")
    add_json(build)
    show = acts.add_parser("show", help="verify a trust list and print it")
    show.add_argument("list", type=Path, metavar="TRUST.cwt", help="a signed trust list")
    show.add_argument("--root", type=Path, metavar="ROOT.jwk", help="the pinned root, public; none: nothing is checked")
    show.add_argument("--now", metavar="T", help=f"default: now; {_TIME}")
    show.add_argument("--state", type=Path, metavar="DIR", help="remember the version; an older list is refused")
    add_json(show)


def _hostile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the set, made if missing")
    parser.add_argument("--seed", type=int, default=7, metavar="N", help="default: 7")
    parser.add_argument("--mutations", type=int, default=1000, metavar="N", help="default: 1000")
    add_json(parser)


def _trusting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--trust", type=Path, required=True, metavar="F", help="signed trust list, or a JWKS (no gates)"
    )
    parser.add_argument("--root", type=Path, metavar="ROOT.jwk", help="the pinned root; needed once with --state")
