"""Keys of passes in HOME/keys/passes: who signs what, renewed in time and dropped when nothing of theirs is read.

The root belongs offline: ``make_root`` is called by the demo alone, or by hand. Where no ``root.jwk`` lies here, the
list signed elsewhere (``trust.cbor``) is served.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from clearway.core.places import PlaceKind
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.passes import limits
from clearway.passes.jwk import as_jwk, from_jwk, signing_key
from clearway.passes.keys import Alg, SigningKey, Use, VerifyingKey, make_key
from clearway.record.models import PlaceRow

_ROOT, _ROOT_PUBLIC = "root.jwk", "root-public.json"


class NoRoot(Refusal):
    """No root key here, and no list signed elsewhere."""

    code = "no_root"
    template = Bilingual(
        "本机没有县根密钥，也没有离线签署的信任列表（{folder}/trust.cbor）；请按说明先离线生成",
        "no county root here and no trust list signed offline ({folder}/trust.cbor): make one as the how-to says",
    )


@dataclass(frozen=True, slots=True)
class PassKeys:
    """The keys of one county in one home; ``iss`` is ``CN-`` and six digits."""

    home: Path
    iss: str

    @property
    def folder(self) -> Path:
        """Where they lie, readable by their owner alone."""
        return self.home / "keys" / "passes"

    def root(self) -> SigningKey | None:
        """The county's root, where it lies on this machine."""
        roots = (_read(path) for path in (self.folder / _ROOT, self._own_root()) if path.exists())
        return next((root for root in roots if root.known.iss == self.iss), None)

    def _own_root(self) -> Path:
        """Where the root lies if another county's took the usual name: a site asked before its places were loaded."""
        return self.folder / f"root-{self.iss}.jwk"

    def root_known(self) -> VerifyingKey | None:
        """The public half phones pin: of the root here, or of the one offline (``root-public.json``, a JWK or JWKS).

        Raises:
            BadKey: that file holds no key of ours.
        """
        root, path = self.root(), self.folder / _ROOT_PUBLIC
        if root is not None or not path.exists():
            return root.known if root else None
        read = json.loads(path.read_text(encoding="utf-8"))
        keys = [from_jwk(one) for one in read.get("keys", [read])]
        return next((key for key in keys if key.use is Use.ROOT and key.iss == self.iss), None)

    def make_root(self) -> SigningKey:
        """The root, made if there is none: for a demo, or on the offline machine."""
        usual = self.folder / _ROOT
        path = self._own_root() if usual.exists() else usual
        return self.root() or _kept(path, make_key(Alg.ES256, use=Use.ROOT, iss=self.iss))

    def signing(self, use: Use, moment: int) -> SigningKey:
        """The key that signs for ``use`` at ``moment`` (seconds); made, with those before it, where there is none."""
        while True:
            known = self.known(use)
            found = next((key for key in known if key.known.signs_at(moment)), None)
            if found is not None:
                return found
            ends = [key.known.end for key in known if key.known.end is not None and key.known.end <= moment]
            start = max(ends, default=moment - moment % limits.DAY)
            if moment - start > limits.SIGNING_WINDOW:
                start = moment - moment % limits.DAY
            self._make(use, start)

    def renewed(self, now: int) -> tuple[SigningKey, ...]:
        """Every key a verifier needs at ``now``, the next one made when the current has seven days left."""
        for use in (Use.PASS, Use.STATUS):
            current = self.signing(use, now)
            end = current.known.end or now
            if end - now <= limits.KNOWN_AHEAD:
                self.signing(use, end)
        return tuple(key for use in (Use.PASS, Use.STATUS) for key in self.known(use) if not _over(key, now))

    def drop_over(self, now: int) -> int:
        """Delete private keys nothing of which is read any more; how many."""
        over = [path for use in (Use.PASS, Use.STATUS) for path in self._files(use) if _over(_read(path), now)]
        for path in over:
            path.unlink(missing_ok=True)
        return len(over)

    def known(self, use: Use) -> tuple[SigningKey, ...]:
        """Keys for ``use``, oldest first."""
        return tuple(_read(path) for path in self._files(use))

    def _files(self, use: Use) -> list[Path]:
        return sorted(self.folder.glob(f"{use.value}-{self.iss}-*.jwk"))

    def _make(self, use: Use, start: int) -> None:
        day = datetime.fromtimestamp(start, UTC)
        key = make_key(Alg.ES256, use=use, iss=self.iss, start=start, end=start + limits.SIGNING_WINDOW)
        _kept(self.folder / f"{use.value}-{self.iss}-{day:%Y%m%d}.jwk", key)


def issuing_county(region: str) -> str:
    """The county whose passes a site of ``region`` issues: itself, or the only county loaded in a wider region."""
    counties = PlaceRow.objects.filter(kind=PlaceKind.COUNTY.value).values_list("code", flat=True)[:2]
    wider = region[4:6] == "00" or not region[:6].isdecimal()
    return str(counties[0]) if wider and len(counties) == 1 else region


def issuer_of(region: str) -> str:
    """``CN-`` and the six digits of the county."""
    return f"CN-{region[:6]}"


def _over(key: SigningKey, now: int) -> bool:
    return key.known.end is not None and key.known.end + limits.AFTER_WINDOW + limits.MAX_SKEW < now


def _read(path: Path) -> SigningKey:
    return signing_key(json.loads(path.read_text(encoding="ascii")))


def _kept(path: Path, key: SigningKey) -> SigningKey:
    """Written whole, mode 0600; where another process was quicker, its key stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(as_jwk(key), file, indent=1)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read(path)
