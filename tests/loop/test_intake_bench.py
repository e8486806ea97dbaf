"""The bench of intake says what went wrong where a server answers oddly, and its reports differ."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from clearway.loop.intake_load import Plan, text_of
from clearway.loop.intake_servers import OddAnswer, Server, _photo_sent, load
from clearway.monitor.duplicates import is_copy
from clearway.monitor.masking import mask


class _Odd(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        said = b"<h1>half-written</h1>"
        self.send_response(502)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_):
        pass


@pytest.fixture
def odd_port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Odd)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_odd_answer_to_a_photo_is_told_with_the_log_of_the_server(odd_port: int, tmp_path: Path):
    (tmp_path / "stderr").write_text("ImportError: no module named half")
    with pytest.raises(OddAnswer) as told:
        _photo_sent(Server(odd_port, tmp_path / "stderr"), b"JPEG")
    assert "502 <h1>half-written</h1>" in told.value.text.en
    assert "no module named half" in told.value.text.en


def test_reports_that_are_not_acknowledged_are_no_measurement(odd_port: int):
    with pytest.raises(OddAnswer) as told:
        load(Plan(port=odd_port, path="/api/v1/reports", count=0, connections=2), 6, "odd")
    assert "6 of 6 not acknowledged" in told.value.text.en
    assert "502" in told.value.text.en


def test_hardly_any_report_of_the_load_repeats_one_of_the_last_thirty():
    texts = [mask(text_of(number)) for number in range(300)]
    assert all("〔电话〕" in text for text in texts)
    repeated = sum(
        any(is_copy(text, before) for before in texts[max(0, at - 30) : at]) for at, text in enumerate(texts)
    )
    assert repeated < 15
