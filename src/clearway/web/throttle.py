"""A small throttle for the open form: so many sends from one address in a while, counted in this process."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual

MOST = 20
WHILE_SECONDS = 600


class TooMany(Refusal):
    """Too many sends from one address."""

    code = "too_many"
    template = Bilingual(
        "提交过于频繁，请 {minutes} 分钟后再试；紧急情况请拨打12345",
        "too many sends: try again in {minutes} minutes; if it is urgent call 12345",
    )
    try_again = True


def count(request: HttpRequest) -> None:
    """Count one send. The address is kept as a hash, in memory only.

    Raises:
        TooMany: more than ``MOST`` in ``WHILE_SECONDS``.
    """
    address = request.META.get("REMOTE_ADDR", "")
    key = "sends-" + hashlib.sha256(address.encode()).hexdigest()[:32]
    cache.add(key, 0, WHILE_SECONDS)
    if cache.incr(key) > MOST:
        raise TooMany(minutes=WHILE_SECONDS // 60)
