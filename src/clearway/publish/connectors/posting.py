"""POST to somebody else's address: no redirects followed, ten seconds, an answer of 2xx or it was not sent."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from clearway.publish.connectors.message import NotSent

_SECONDS = 10


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def post(address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """The answer's first bytes.

    Raises:
        NotSent: no such address, no answer in time, or an answer other than 2xx.
    """
    if not address.startswith(("https://", "http://")):
        raise NotSent("not an http address", final=True)
    request = urllib.request.Request(address, body, dict(headers), method="POST")  # noqa: S310 (checked above)
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=_SECONDS) as answer:
            return bytes(answer.read1(2_000))  # one piece: who drips bytes keeps nobody waiting
    except urllib.error.HTTPError as answer:
        raise NotSent(f"HTTP {answer.code}", final=answer.code == 410) from None
    except (OSError, ValueError, http.client.HTTPException) as fault:
        raise NotSent(type(fault).__name__) from None
