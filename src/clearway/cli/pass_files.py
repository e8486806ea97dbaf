"""What the pass commands read and write: keys, trust, times, and lines of cases."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from clearway.cli.moments import moment, now
from clearway.cli.output import progress, say
from clearway.core.refusals import BadFile, BadUsage
from clearway.core.words import Bilingual
from clearway.passes.jwk import Jwk, from_jwk, signing_key
from clearway.passes.keys import SigningKey, VerifyingKey
from clearway.passes.refusals import BadKey, BadTrust
from clearway.passes.trust import Trust, TrustList, trust_of, trust_of_jwks
from clearway.passes.trust_tokens import read_trust

_OK, _LINES_LOST = 0, 2
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")
_NEWEST, _ROOT = "trust.version", "root.jwk"


def seconds(option: str, text: str | None, otherwise: int | None = None) -> int:
    """A time as seconds since 1970: digits, or ISO 8601 with an offset; without any, ``otherwise`` or the present.

    Raises:
        BadUsage: neither.
    """
    if text is None:
        return int(now().timestamp()) if otherwise is None else otherwise
    if _NUMBER.fullmatch(text):
        return int(float(text))
    return int(moment(option, text).timestamp())


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        BadFile: it cannot be read.
    """
    with _opened(path) as file:
        return file.read()


def token_bytes(path: Path) -> bytes:
    """A signed list from a file: CBOR, hex of it, or a JWT without the blanks around it.

    Raises:
        BadFile: it cannot be read.
    """
    content = read_bytes(path)
    bare = b"".join(content.split())
    if bare and len(bare) % 2 == 0 and all(byte in b"0123456789abcdefABCDEF" for byte in bare):
        return bytes.fromhex(bare.decode())
    return bare if bare[:2] == b"ey" else content


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise BadFile(
            file=str(path), found=why, found_zh=why, expected="a file that can be read", expected_zh="可读的文件"
        ) from None


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file whole, overwriting it; private ones are readable by their owner alone.

    Raises:
        BadUsage: the place cannot be written to.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        draft.replace(path)
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise BadUsage(zh=f"不能写入 {path}：{why}", en=f"cannot write {path}: {why}") from None


def read_json(path: Path) -> Mapping[str, object]:
    """The JSON object in a file.

    Raises:
        BadFile: there is none.
    """
    try:
        found = json.loads(read_bytes(path))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BadFile(
            file=str(path), found="no JSON object", found_zh="不是 JSON 对象", expected="a JSON object",
            expected_zh="JSON 对象",
        )  # fmt: skip
    return found


def read_key(path: Path) -> SigningKey:
    """The private key of a JWK file.

    Raises:
        BadFile, BadKey: there is none.
    """
    return signing_key(read_json(path))


def read_keys(path: Path) -> list[VerifyingKey]:
    """The public keys of a JWK Set, or of one JWK.

    Raises:
        BadFile, BadKey: a key is not ours.
    """
    found = read_json(path)
    members = found.get("keys", [found])
    if not isinstance(members, list) or not all(isinstance(member, dict) for member in members):
        raise BadKey(zh="不是 JWKS", en="no JWKS")
    return [from_jwk(member) for member in members]


def read_root(path: Path) -> VerifyingKey:
    """The public root of a JWK file."""
    return read_keys(path)[0]


def load_trust(path: Path, root: Path | None, state: Path | None = None) -> Trust:
    """The trust of a signed list or a JWKS. With ``state``, the root is pinned and an older list refused.

    Raises:
        BadFile, BadKey, BadTrust: it does not hold.
        BadUsage: a signed list without a root to check it with.
    """
    content = read_bytes(path)
    if content.lstrip()[:1] == b"{":
        return trust_of_jwks(read_json(path))
    known = signed_trust(content, pinned_root(root, state), state, now_at=None)
    return trust_of(known)


def signed_trust(content: bytes, root: VerifyingKey, state: Path | None, *, now_at: int | None) -> TrustList:
    """A signed list; its version and its digest are remembered in ``state``.

    Raises:
        BadTrust: it does not hold, is older than the one remembered, or is another of the same version.
    """
    newest, digest = _newest(state)
    known = read_trust(content, root, now=now_at, newest=newest)
    found = hashlib.sha256(content).hexdigest()
    if known.version == newest and digest != found:
        raise BadTrust(
            reason="rollback", zh=f"已有另一份第 {newest} 版", en=f"another version {newest} was already seen"
        )
    if state is not None and known.version != newest:
        write_bytes(state / _NEWEST, f"{known.version} {found}\n".encode())
    return known


def is_pinned(state: Path | None) -> bool:
    """Whether a root is remembered in ``state``."""
    return state is not None and (state / _ROOT).exists()


def pinned_root(root: Path | None, state: Path | None) -> VerifyingKey:
    """The root given, or the one pinned in ``state``; the first one given is pinned there, and stays.

    Raises:
        BadUsage: neither given nor pinned.
        BadTrust: another root than the pinned one.
    """
    pinned = None if state is None else state / _ROOT
    kept = read_root(pinned) if pinned is not None and pinned.exists() else None
    if root is None:
        if kept is None:
            raise BadUsage(
                zh="签名的信任列表需要 --root 县根公钥", en="a signed trust list needs --root, the county's root"
            )
        return kept
    given = read_root(root)
    if kept is not None and kept.kid != given.kid:
        raise BadTrust(reason="unknown_key", zh="与已固定的根密钥不同", en="another root is pinned here")
    if pinned is not None and kept is None:
        write_bytes(pinned, json.dumps(_public(read_json(root))).encode())
    return given


def run_cases(path: Path, answer: Callable[[Mapping[str, object]], dict[str, object]]) -> int:
    """Answer every line of a case file on stdout; 2 when a line is no JSON object (the others are answered).

    Raises:
        BadFile: it cannot be read.
    """
    lost = 0
    with _opened(path) as file, progress(Bilingual("用例", "cases"), path.stat().st_size) as step:
        for number, line in enumerate(file, start=1):
            step(len(line))
            if not line.strip():
                continue
            case = _line(line)
            if case is None:
                lost += 1
                say(
                    Bilingual(
                        f"clearway: {path} 第 {number} 行不是 JSON 对象",
                        f"clearway: {path} line {number} is no JSON object",
                    )
                )
            else:
                print(json.dumps(answer(case)))
    return _LINES_LOST if lost else _OK


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a text file that say something.

    Raises:
        BadFile: it cannot be read.
    """
    yield from (line for line in read_bytes(path).decode(errors="replace").splitlines() if line.strip())


def _line(line: bytes) -> Mapping[str, object] | None:
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return case if isinstance(case, dict) else None


def _newest(state: Path | None) -> tuple[int | None, str]:
    """Version and digest of the newest list seen."""
    path = None if state is None else state / _NEWEST
    if path is None or not path.exists():
        return None, ""
    version, _, digest = path.read_text(encoding="ascii", errors="replace").strip().partition(" ")
    if not version.isdecimal():
        raise BadFile(
            file=str(path), found="no version", found_zh="不是版本号", expected="a number", expected_zh="数字"
        )
    return int(version), digest


def _public(jwk: Jwk) -> dict[str, object]:
    return {name: value for name, value in jwk.items() if name != "d"}
