"""``clearway pass keygen|hostile``: keys, and the set to try verifiers on."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from clearway.cli.output import print_json, progress, say
from clearway.cli.pass_files import read_json, seconds, write_bytes
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual
from clearway.passes import limits
from clearway.passes.jwk import as_jwk
from clearway.passes.keys import Alg, Use, make_key


def keygen_act(args: argparse.Namespace) -> int:
    """Make a key; its public half goes to stdout."""
    if re.fullmatch(r"CN-[0-9]{6}", args.iss) is None:
        raise BadUsage(
            zh=f"--iss 应为 CN- 加六位区划代码，现为 {args.iss}", en=f"--iss is CN- and six digits: {args.iss}"
        )
    start = seconds("--from", args.start, seconds("--from", None) - limits.DAY)
    window = {} if args.use == Use.ROOT else {"start": start, "end": start + limits.SIGNING_WINDOW}
    key = make_key(Alg(args.alg), use=Use(args.use), iss=args.iss, **window)
    write_bytes(args.out, json.dumps(as_jwk(key), indent=2).encode() + b"\n", private=True)
    public = as_jwk(key.known)
    if args.jwks is not None:
        _add(args.jwks, public)
    print_json(public)
    return 0


def hostile_act(args: argparse.Namespace) -> int:
    """Write the hostile set."""
    from clearway.passes.hostile.files import write_hostile

    with progress(Bilingual("样本", "hostile set"), None):
        counts = write_hostile(args.out, seed=args.seed, changed=args.mutations)
    print_json({"out": str(args.out), "lines": counts})
    lines = sum(counts.values())
    say(Bilingual(f"已写 {lines} 行", f"{lines} lines written"))
    return 0


def _add(path: Path, public: dict[str, object]) -> None:
    """Add a public key to a set, in place of one with the same kid."""
    kept = read_json(path).get("keys", []) if path.exists() else []
    members = kept if isinstance(kept, list) else []
    others = [key for key in members if isinstance(key, dict) and key.get("x") != public["x"]]
    write_bytes(path, json.dumps({"keys": [*others, public]}, indent=2).encode() + b"\n")
