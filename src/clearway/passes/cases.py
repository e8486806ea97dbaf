"""Case files: one JSON object a line in, one verdict a line out; the browser reads the same files."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from clearway.passes.status_list import StatusList
from clearway.passes.status_tokens import read_status
from clearway.passes.trust import Trust
from clearway.passes.used import UsedInMemory
from clearway.passes.verdicts import Answer, Code, Rejected, Verdict
from clearway.passes.verifying import verify

Case = Mapping[str, object]
_MALFORMED = Verdict(Answer.REJECT, Code.MALFORMED)


@dataclass(slots=True)
class PassCases:
    """One run over a case file: the used set lives from line to line unless a line empties it.

    A line's ``status`` maps ``"ISS/LIST"`` to ``{"bitmap": base64, "iat", "exp"}``; without one, ``lists`` count.
    """

    trust: Trust
    lists: Mapping[tuple[str, int], StatusList] = field(default_factory=dict)
    gate: int | None = None
    now: int | None = None
    used: UsedInMemory = field(default_factory=UsedInMemory)
    _bitmaps: dict[str, bytes] = field(default_factory=dict)

    def answer(self, case: Case) -> dict[str, object]:
        """The line's ``id, verdict, code``."""
        if case.get("reset_used", True) is not False:
            self.used.counts.clear()
        verdict = self._verdict(case)
        return {"id": case.get("id"), "verdict": verdict.answer.value, "code": verdict.code.value}

    def _verdict(self, case: Case) -> Verdict:
        gate, now, text = case.get("gate", self.gate), case.get("now", self.now), case.get("qr")
        at = _seconds(now)
        if type(gate) is not int or at is None or not isinstance(text, str):
            return _MALFORMED
        status = case.get("status")
        lists = self._lists(status) if isinstance(status, Mapping) else self.lists
        return verify(text, trust=self.trust, lists=lists, gate=gate, now=at, used=self.used)

    def _lists(self, status: Mapping[object, object]) -> dict[tuple[str, int], StatusList]:
        """The lists of a line; one that cannot be read is none."""
        found: dict[tuple[str, int], StatusList] = {}
        for name, held in status.items():
            iss, _, number = str(name).rpartition("/")
            try:
                found[iss, int(number)] = self._list(held)
            except (TypeError, ValueError, KeyError, binascii.Error):
                continue
        return found

    def _list(self, held: object) -> StatusList:
        if not isinstance(held, Mapping) or not isinstance(held["bitmap"], str):
            raise TypeError
        packed = held["bitmap"]
        if packed not in self._bitmaps:
            self._bitmaps[packed] = base64.b64decode(packed, validate=True)
        iat, exp = _seconds(held["iat"]), _seconds(held["exp"])
        if iat is None or exp is None:
            raise TypeError
        return StatusList(bitmap=self._bitmaps[packed], iat=iat, exp=exp)


def _seconds(value: object) -> int | None:
    """Whole seconds of a number; None of anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return int(value)


def status_answer(case: Case, trust: Trust) -> dict[str, object]:
    """One line ``token_hex, uri, now, idx, min_iat?`` of a file of status lists: valid, revoked or reject."""
    verdict, code = _status_verdict(case, trust)
    return {"id": case.get("id"), "verdict": verdict, "code": code.value}


def _status_verdict(case: Case, trust: Trust) -> tuple[str, Code]:
    uri, now, index, least = (case.get(name) for name in ("uri", "now", "idx", "min_iat"))
    try:
        token = bytes.fromhex(str(case.get("token_hex", "")))
        at = _seconds(now)
        if not isinstance(uri, str) or at is None or type(index) is not int:
            raise Rejected(Code.MALFORMED)
        held = read_status(token, trust, uri=uri, now=at, min_iat=_seconds(least))
        revoked = held.revoked(index) if index >= 0 else None
    except Rejected as rejected:
        return "reject", rejected.code
    except ValueError:
        return "reject", Code.MALFORMED
    if revoked is None:
        return "reject", Code.BAD_CLAIMS
    return ("revoked", Code.REVOKED) if revoked else ("valid", Code.OK)
