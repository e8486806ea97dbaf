"""Reading a page in a test: its text without what is marked as quoted Chinese, and every address of the site."""

from __future__ import annotations

import re
from html.parser import HTMLParser

HAN = re.compile(r"[\u3400-\u9fff]")
_SPOKEN = ("alt", "aria-label", "title", "placeholder", "content", "data-set")
_VOID = frozenset({"meta", "link", "input", "img", "br", "hr", "path", "rect", "circle", "line", "polyline"})


class Page(HTMLParser):
    """``own``: what the page itself says, attributes included; ``quoted``: what stands in elements marked Chinese."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.own: list[str] = []
        self.quoted: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[bool] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        quoted = self._in_quote() or (tag != "html" and given.get("lang", "").startswith("zh"))
        (self.quoted if quoted else self.own).extend(given[name] for name in _SPOKEN if name in given)
        if tag not in _VOID:
            self._open.append(quoted)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        (self.quoted if self._in_quote() else self.own).append(data)

    def _in_quote(self) -> bool:
        return bool(self._open) and self._open[-1]

    @property
    def text(self) -> str:
        """What the page itself says."""
        return " ".join(self.own)
