"""Machines and people come in by one door and go through different middleware."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from clearway.wsgi import application

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _connection_of_the_test_stays_open() -> Iterator[None]:
    """As Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _ask(path: str, method: str = "GET", **more: Any) -> tuple[str, dict[str, str], bytes]:
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(b""),
        "wsgi.errors": io.StringIO(),
        **more,
    }
    told: list[Any] = []
    answer: Any = application(environ, lambda status, headers: told.extend((status, dict(headers))))
    body = b"".join(answer)
    answer.close()
    return told[0], told[1], body


def test_a_machine_gets_no_cookie_and_still_the_headers_that_keep_it_safe() -> None:
    status, headers, body = _ask("/api/v1/openapi.json")
    assert status.startswith("200")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
    assert b'"openapi": "3.1.0"' in body


def test_a_machine_is_answered_in_the_language_it_asks_for() -> None:
    assert "Way blocked" in _ask("/open311/v2/services.xml", HTTP_ACCEPT_LANGUAGE="en")[2].decode()
    assert "道路或出入口被堵" in _ask("/open311/v2/services.xml", HTTP_ACCEPT_LANGUAGE="zh-CN")[2].decode()


def test_a_wrong_host_is_refused_on_both_ways() -> None:
    for path in ("/api/v1/openapi.json", "/healthz"):
        assert _ask(path, HTTP_HOST="evil.example")[0].startswith("400")


def test_a_persons_page_keeps_its_policies() -> None:
    status, headers, _ = _ask("/feeds/")
    assert status.startswith("200")
    assert "Content-Security-Policy" in headers
