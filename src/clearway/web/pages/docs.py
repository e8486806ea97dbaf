"""``/docs/``: the documentation that lies beside the code, as pages."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from clearway.web.refusing import not_found

_HEADING = "# "


def folder() -> Path:
    """``docs/`` of the checkout; absent in an installed package."""
    package: Path = settings.PACKAGE
    return package.parent.parent / "docs"


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every document by folder."""
    root = folder()
    files = sorted(root.rglob("*.md")) if root.is_dir() else []
    groups: dict[str, list[tuple[str, str]]] = {}
    for file in files:
        address = file.relative_to(root).with_suffix("").as_posix()
        groups.setdefault(address.rpartition("/")[0], []).append((address, title_of(file)))
    return render(request, "clearway/docs.html", {"groups": sorted(groups.items())})


@require_safe
def document(request: HttpRequest, address: str) -> HttpResponse:
    """One document. Markup in it is shown as text; only files below ``docs/`` are reachable."""
    root = folder().resolve()
    file = (root / f"{address}.md").resolve()
    if not file.is_relative_to(root) or not file.is_file():
        return not_found(request, "document", address)
    text = file.read_text(encoding="utf-8")
    context = {"title": title_of(file), "body": rendered(text), "body_language": language_of(text)}
    return render(request, "clearway/document.html", context)


def title_of(file: Path) -> str:
    """The first heading, else the file's name."""
    with file.open(encoding="utf-8") as opened:
        for line in opened:
            if line.startswith(_HEADING):
                return line.removeprefix(_HEADING).strip()
    return file.stem


def language_of(text: str) -> str:
    """``zh-CN`` where more than a tenth of the signs are Chinese, else ``en``."""
    chinese = sum("\u3400" <= sign <= "\u9fff" for sign in text)
    return "zh-CN" if chinese * 10 > len(text) else "en"


def rendered(markdown: str) -> str:
    """Markdown (CommonMark with tables) as HTML; raw HTML in it is escaped."""
    from markdown_it import MarkdownIt

    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return str(mark_safe(html))  # noqa: S308 (raw HTML is off; markdown-it escapes what it does not make)
