"""Public vectors, where the shared data has them: ``vectors/cose-wg``, ``wycheproof``, ``dgc``, ``status-list``.

Each folder is laid out as its project publishes it; the files are theirs and are never copied here.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clearway.environment import read_environment
from clearway.passes.foreign.keys import foreign_key
from clearway.passes.foreign.sign1 import verify_foreign
from clearway.passes.foreign.signatures import bare_holds
from clearway.passes.foreign.status import bare_list
from clearway.passes.refusals import BadKey
from clearway.passes.verdicts import Code

FOLDER = read_environment().shared_data / "vectors"
pytestmark = pytest.mark.shared

_WYCHEPROOF = ("ed25519_test", "ecdsa_secp256r1_sha256_test", "ecdsa_secp256r1_sha256_p1363_test")
_REFUSALS = ("EXPECTEDUNPREFIX", "EXPECTEDB45DECODE", "EXPECTEDCOMPRESSION", "EXPECTEDDECODE", "EXPECTEDVERIFY")
_LISTS = {"": 1, "1_long": 1, "2": 2, "2_long": 2, "4": 4, "8": 8}


def _folder(name: str) -> Path:
    folder = FOLDER / name
    if not folder.is_dir():
        pytest.skip(f"no shared data: {folder.name}")
    return folder


def _documents(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.json")):
        try:
            yield path, json.loads(path.read_text(encoding="utf-8-sig"))
        except ValueError:
            continue


def test_every_sign1_of_the_cose_examples() -> None:
    wrong, total = [], 0
    for path, document in _documents(_folder("cose-wg")):
        given = document.get("input", {}).get("sign0") if isinstance(document, dict) else None
        if given is None:
            continue
        try:
            key = foreign_key(json.dumps(given["key"]).encode())
        except BadKey:
            assert given["key"]["kty"] == "HSS-LMS", path
            continue
        aad = bytes.fromhex(given.get("external", ""))
        code, _ = verify_foreign(bytes.fromhex(document["output"]["cbor"]), key, aad=aad)
        total += 1
        if (code is Code.OK) == bool(document.get("fail")):
            wrong.append((path.name, code))
    assert wrong == []
    assert total >= 15


@pytest.mark.parametrize("name", _WYCHEPROOF)
def test_every_signature_of_wycheproof(name: str) -> None:
    path = _folder("wycheproof") / "testvectors_v1" / f"{name}.json"
    wrong = []
    for group in json.loads(path.read_text(encoding="utf-8"))["testGroups"]:
        public = foreign_key(group["publicKeyPem"].encode()).public
        for test in group["tests"]:
            valid = bare_holds(public, bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
            if valid != (test["result"] == "valid"):
                wrong.append((test["tcId"], test["comment"]))
    assert wrong == []


def test_every_eu_certificate_and_every_refusal() -> None:
    wrong, total = [], 0
    for path, document in _documents(_folder("dgc")):
        if "EXPECTEDRESULTS" not in document:
            continue
        refused = any(document["EXPECTEDRESULTS"].get(name) is False for name in _REFUSALS)
        key = foreign_key(document["TESTCTX"]["CERTIFICATE"].encode())
        code, _ = verify_foreign(document["PREFIX"].encode(), key)
        total += 1
        if (code is Code.OK) == refused:
            wrong.append((str(path), code))
    assert wrong == []
    assert total > 500


@pytest.mark.parametrize(("name", "bits"), _LISTS.items())
def test_every_status_list_of_the_draft(name: str, bits: int) -> None:
    folder = _folder("status-list") / "examples"
    as_json = "".join((folder / f"status_list_encoding{name}_json.md").read_text(encoding="utf-8").split())
    as_cbor = "".join((folder / f"status_list_encoding{name}_cbor.md").read_text(encoding="utf-8").split())
    found = bare_list(as_json[as_json.index("{") :].encode())
    assert found[0] == bits
    assert bare_list(bytes.fromhex(as_cbor.rpartition("encoded:")[2])) == found
