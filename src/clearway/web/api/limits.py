"""How often somebody may ask: generous, counted in this process by the minute, and never biting at fifty a second."""

from __future__ import annotations

import hashlib
import threading
import time

from django.http import HttpRequest

from clearway.core.access import ApiKey
from clearway.web.throttle import TooMany

#: Requests a minute: of one address without a key, of one key. A whole compound may share an address.
OPEN, KEYED = 4_000, 60_000
_MINUTE = 60


class _Counted:
    """Requests in this minute, by whoever asks; forgotten when the minute ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute, self._by = 0, dict[str, int]()

    def count(self, who: str, now: float) -> int:
        """How many it is now."""
        with self._lock:
            minute = int(now // _MINUTE)
            if minute != self._minute:
                self._minute, self._by = minute, {}
            self._by[who] = self._by.get(who, 0) + 1
            return self._by[who]


_COUNTED = _Counted()


def count(request: HttpRequest, key: ApiKey | None) -> None:
    """Count one request. Addresses are kept as digests, in memory, for a minute.

    Raises:
        TooMany: too many in this minute.
    """
    address = request.META.get("REMOTE_ADDR", "")
    who = key.number if key else hashlib.sha256(address.encode()).hexdigest()
    if _COUNTED.count(who, time.monotonic()) > (KEYED if key else OPEN):
        raise TooMany(minutes=1)
