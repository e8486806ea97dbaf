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
from dataclasses import asdict, dataclass, field
from typing import Any

#: Where, what and whose need: a thousand different reports, so that hardly one repeats another word for word.
_WHERE = (
    "南门",
    "东门",
    "小区西侧出口",
    "村口",
    "菜场旁的巷子",
    "学校后面那条路",
    "桥头",
    "地下车库入口",
    "大坝路口",
    "老街中段",
)
_WHAT = (
    "被铁链锁住了，没有人值守", "堆了一人高的土", "放了三个水泥墩", "焊了铁栏杆", "说要凭纸质证明才放行",
    "扫码机坏了，谁都不让过", "拉了围挡，一个口子也不留", "只让本村的车走", "要填承诺书，填完还要等", "保安说等通知",
)  # fmt: skip
_NEED = (
    "老人要去医院透析出不去", "救护车进不来", "孩子的奶粉和药送不进来", "消防车肯定开不进去", "家里的菜只够吃一天",
    "孕妇下周就要生了", "大棚里的菜眼看要烂", "孩子上学要绕一个多小时", "送煤气的不肯来", "拉饲料的车堵了一早上",
)  # fmt: skip
_SECONDS = 60


@dataclass
class Plan:
    """What to send: ``count`` reports over ``connections``; ``rate`` a second, 0: as fast as answers come. Texts
    are told from the ``first``-th on."""

    port: int
    path: str
    count: int
    connections: int = 24
    rate: float = 0.0
    key: str = ""
    place: str = ""
    photos: list[str] = field(default_factory=list)
    name: str = "load"
    first: int = 0

    def as_json(self) -> dict[str, Any]:
        """The plan as the load's process reads it."""
        return asdict(self)


class Sender:
    """Takes numbers from a common list and sends report after report on one connection."""

    def __init__(self, plan: Plan, begun: float) -> None:
        self.plan, self.begun = plan, begun
        self.waited: list[float] = []
        self.failed = 0
        self.odd = ""

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
                try:
                    self._one(link, answers, number)
                except (OSError, ValueError, IndexError) as fault:  # cut off, or no HTTP at all
                    self.odd = self.odd or repr(fault)
                    return

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
        body = answers.read(length)
        self.waited.append(time.perf_counter() - due)
        if status != 201:
            self.failed += 1
            self.odd = self.odd or f"{status} {body[:300].decode(errors='replace')}"

    def _request(self, number: int) -> bytes:
        plan = self.plan
        document = {
            "text": text_of(plan.first + number),
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


def text_of(number: int) -> str:
    """A report as somebody would tell it, with a phone that must not be kept."""
    drawn = number * 7919 % 1_000  # the same words again only after a thousand others
    said = f"{_WHERE[drawn % 10]}{_WHAT[drawn // 10 % 10]}，{_NEED[drawn // 100]}"
    return f"{said}，{number * 7919 % 1_000_003}号来电，电话138{number:08d}"


def run(plan: Plan) -> dict[str, float | str]:
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
        "median": waited[len(waited) // 2] if waited else 0.0,
        "p99": waited[int(len(waited) * 0.99)] if waited else 0.0,
        "odd": next((sender.odd for sender in senders if sender.odd), ""),
    }


if __name__ == "__main__":
    print(json.dumps(run(Plan(**json.load(sys.stdin)))))
