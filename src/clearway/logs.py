"""Logs as JSON lines, without anything personal: no address, no name, no agent, no query string."""

from __future__ import annotations

import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

#: Keys never written, whoever binds them.
PERSONAL = frozenset({"ip", "user", "user_id", "username", "user_agent", "email", "phone", "token", "text", "password"})


#: A part of an address that is somebody's secret: 144 random bits in base64url, as tracking pages and passes have them.
_SECRET_PART = re.compile(r"/[A-Za-z0-9_-]{24}(?=/|$)")


def without_personal(logger: object, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop personal keys, secret parts of an address, and whatever follows a ``?`` in it."""
    for key in PERSONAL & event.keys():
        del event[key]
    request = event.get("request")
    if isinstance(request, str):
        event["request"] = _SECRET_PART.sub("/…", request.split("?", 1)[0])
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_personal,
]


def configure_structlog() -> None:
    """Send structlog through the standard logging tree, where ``logging_tree`` formats it."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_tree(level: str) -> dict[str, Any]:
    """Django's ``LOGGING``: JSON lines to stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": _SHARED,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": sys.stderr}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django.server": {"handlers": ["stderr"], "level": level, "propagate": False}},
    }
