"""``clearway cose verify``: any COSE_Sign1, EU certificate text, or a bare signature, under one key."""

from __future__ import annotations

import argparse
from pathlib import Path

from clearway.cli.output import add_json, print_json

_FAILED = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway cose``."""
    acts = parser.add_subparsers(dest="act", metavar="verify", required=True)
    verify = acts.add_parser("verify", help="exit 0 when the signature holds, 1 when it does not")
    verify.add_argument("--key", type=Path, required=True, metavar="F", help="JWK, COSE_Key, X.509 or SPKI (PEM, DER)")
    verify.add_argument("--in", dest="input", type=Path, metavar="F", help="COSE_Sign1 as CBOR, hex, HC1: or CW1: text")
    verify.add_argument("--aad", default="", metavar="HEX", help="external data")
    verify.add_argument("--raw", action="store_true", help="a bare signature: --message and --signature")
    verify.add_argument("--message", metavar="HEX", help="what was signed, with --raw")
    verify.add_argument("--signature", metavar="HEX", help="of ECDSA r and s (P1363), or DER")
    verify.add_argument("--form", choices=("auto", "p1363", "der"), default="auto", help="of a bare ECDSA signature")
    verify.add_argument("--hash", choices=("sha256", "sha384", "sha512"), help="of a bare one (default: the curve's)")
    add_json(verify)


def run(args: argparse.Namespace) -> int:
    """Verify; prints ``valid, code, payload_hex``."""
    from clearway.cli.pass_files import read_bytes
    from clearway.passes.foreign.keys import foreign_key

    key = foreign_key(read_bytes(args.key))
    if args.raw:
        from clearway.passes.foreign.signatures import bare_holds

        message, signature = _hex("--message", args.message), _hex("--signature", args.signature)
        valid = bare_holds(key.public, message, signature, form=args.form, hashed=args.hash)
        code, payload = "ok" if valid else "bad_signature", message
        return _print(valid, code, payload)
    from clearway.core.refusals import BadUsage
    from clearway.passes.foreign.sign1 import verify_foreign

    if args.input is None:
        raise BadUsage(zh="缺少 --in（或 --raw）", en="--in (or --raw) is missing")
    found, read = verify_foreign(read_bytes(args.input), key, aad=_hex("--aad", args.aad))
    return _print(found == "ok", found.value, read)


def _print(valid: bool, code: str, payload: bytes | None) -> int:
    print_json({"valid": valid, "code": code, "payload_hex": None if payload is None else payload.hex()})
    return 0 if valid else _FAILED


def _hex(option: str, text: str | None) -> bytes:
    from clearway.core.refusals import BadUsage

    try:
        if text is None:
            raise ValueError
        return bytes.fromhex(text)
    except ValueError:
        raise BadUsage(zh=f"{option} 应为十六进制", en=f"{option} should be hexadecimal") from None
