"""Status lists of others, of 1, 2, 4 or 8 bits (Token Status List §4), without a signature being checked."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping

import cbor2

from clearway.passes.foreign.sign1 import open_foreign
from clearway.passes.refusals import BadStatus
from clearway.passes.verdicts import Rejected

_BITS = (1, 2, 4, 8)
_IAT = 6
_STATUS_LIST = 65533
#: A list of 2^20 entries of 8 bits.
_MOST = 1 << 20


def bare_list(content: bytes) -> tuple[int, bytes]:
    """Bits an entry, and the bytes of the list: of ``{bits, lst}`` in JSON or CBOR, or within a JWT or CWT.

    Raises:
        BadStatus: none of these.
    """
    try:
        found = _found(content)
        bits, lst = found["bits"], found["lst"]
        if bits not in _BITS:
            raise ValueError
        return int(bits), _inflate(_unbase64("".join(lst.split())) if isinstance(lst, str) else lst)
    except (ValueError, TypeError, KeyError, IndexError, binascii.Error, zlib.error, Rejected, cbor2.CBORDecodeError):
        raise BadStatus(reason="malformed") from None


def issued_at(content: bytes) -> int:
    """When a list within a JWT or CWT was issued, seconds since 1970; its signature is not looked at.

    Raises:
        BadStatus: neither, or without that claim.
    """
    try:
        if content.strip().startswith(b"ey"):
            issued = _map(json.loads(_unbase64(content.strip().decode().split(".")[1])))["iat"]
        else:
            issued = _map(cbor2.loads(open_foreign(content).payload))[_IAT]  # type: ignore[index]
    except (ValueError, TypeError, KeyError, IndexError, binascii.Error, Rejected, cbor2.CBORDecodeError):
        raise BadStatus(reason="malformed") from None
    if not isinstance(issued, int):
        raise BadStatus(reason="bad_claims")
    return issued


def _found(content: bytes) -> Mapping[str, object]:
    bare = content.strip()
    if bare.startswith(b"{"):
        # Lists in documents are broken over lines, also within their strings.
        read = json.loads(bare, strict=False)
        return _map(read.get("status_list", read))
    if bare.startswith(b"ey"):
        return _map(json.loads(_unbase64(bare.decode().split(".")[1]))["status_list"])
    if content[:1] in (b"\xd2", b"\x84"):
        return _map(_map(cbor2.loads(open_foreign(content).payload))[_STATUS_LIST])  # type: ignore[index]
    return _map(cbor2.loads(content))


def _map(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError
    return value


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _inflate(packed: object) -> bytes:
    if not isinstance(packed, bytes):
        raise TypeError
    inflater = zlib.decompressobj()
    data = inflater.decompress(packed, _MOST + 1)
    if len(data) > _MOST or not inflater.eof or inflater.unused_data:
        raise ValueError
    return data
