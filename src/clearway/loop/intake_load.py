"""Load for ``clearway bench intake``, run in a process of its own: so many connections, each report different.

``python -m clearway.loop.intake_load`` reads one JSON document on stdin and prints one: a closed loop (each connection
sends when it has its answer), or with ``rate`` an open one, where waiting counts from the moment a send was due.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

_TEXTS = ("南门被铁链锁住了，老人要去医院透析出不去", "东门堆了土，救护车进不来", "村口水泥墩拦路，药送不进来")
_SECONDS = 60


@dataclass
class Plan:
    """What to send: ``count`` reports over ``connections``; ``rate`` a second, 0: as fast as answers come."""

    port: int
    path: str
    count: int
    connections: int = 24
    rate: float = 0.0
    key: str = ""
    place: str = ""
    photos: list[str] = field(default_factory=list)
    name: str = "load"


class Sender:
    """Takes numbers from a common list and sends report after report on one connection."""

    def __init__(self, plan: Plan, begun: float) -> None:
        self.plan, self.begun = plan, begun
        self.waited: list[float] = []
        self.failed = 0

    def run(self, numbers: Any, lock: threading.Lock) -> None:
        """Send until there is no number left."""
        with socket.create_connection(("127.0.0.1", self.plan.port), _SECONDS) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            answers = link.makefile("rb")
            while True:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                self._one(link, answers, number)

    def _one(self, link: socket.socket, answers: Any, number: int) -> None:
        due = self.begun + number / self.plan.rate if self.plan.rate else time.perf_counter()
        if (early := due - time.perf_counter()) > 0:
            time.sleep(early)
        link.sendall(self._request(number))
        status = int(answers.readline().split()[1])
        length = 0
        while (line := answers.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        answers.read(length)
        self.waited.append(time.perf_counter() - due)
        self.failed += status != 201

    def _request(self, number: int) -> bytes:
        plan = self.plan
        document = {
            "text": f"{_TEXTS[number % 3]}，{number * 7919 % 1_000_003}号来电，电话138{number:08d}",
            "place_code": plan.place,
            "photos": [plan.photos[number % len(plan.photos)]] if plan.photos else [],
        }
        body = json.dumps(document).encode()
        head = (
            f"POST {plan.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {plan.key}\r\nIdempotency-Key: {plan.name}-{number}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def run(plan: Plan) -> dict[str, float]:
    """Send it all; seconds, how many were acknowledged, and how long they waited."""
    begun, lock, numbers = time.perf_counter(), threading.Lock(), iter(range(plan.count))
    senders = [Sender(plan, begun) for _ in range(plan.connections)]
    threads = [threading.Thread(target=sender.run, args=(numbers, lock)) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waited = sorted(one for sender in senders for one in sender.waited)
    failed = sum(sender.failed for sender in senders)
    return {
        "seconds": time.perf_counter() - begun,
        "acknowledged": len(waited) - failed,
        "failed": failed + plan.count - len(waited),
        "median": waited[len(waited) // 2],
        "p99": waited[int(len(waited) * 0.99)],
    }


if __name__ == "__main__":
    print(json.dumps(run(Plan(**json.load(sys.stdin)))))
