"""A document as PDF, set by typst with the Chinese fonts of the system."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from clearway.publish.documents.paper import Paper
from clearway.publish.documents.qr import svg

_TEMPLATE = Path(__file__).with_name("document.typ")
#: Families to look for, the first found first; several systems call the same face differently.
_CHINESE = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "Noto Sans CJK SC", "Source Han Sans SC",
    "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei",
)  # fmt: skip
_FALLBACK = "Libertinus Serif"
_NO_FONT = "No Chinese font was found on this system: Chinese text is missing here. Use the DOCX, or install Noto CJK."


def pdf(paper: Paper) -> bytes:
    """The PDF; without a Chinese font on the system a note in it says so by name."""
    fonts = chinese_fonts()
    data = {
        **{name: value for name, value in asdict(paper).items() if name != "language"},
        "lang": paper.language,
        "words": paper.says,
        "qr": svg(paper.link),
        "fonts": [*fonts, _FALLBACK],
        "warning": "" if fonts or paper.language == "en" else _NO_FONT,
    }
    made = typst.compile(_TEMPLATE.read_bytes(), format="pdf", sys_inputs={"data": json.dumps(data)})
    return bytes(made)


@cache
def chinese_fonts() -> tuple[str, ...]:
    """Chinese font families this system has, in the order of preference."""
    known = set(typst.Fonts().families())
    return tuple(name for name in _CHINESE if name in known)


def chart_png(drawn: str) -> bytes:
    """A chart (SVG) as a PNG, wide enough for print."""
    page = (
        "#set page(width: 160mm, height: auto, margin: 0mm)\n#set text(font: json(bytes(sys.inputs.fonts)))\n"
        '#image(bytes(sys.inputs.drawn), format: "svg", width: 100%)'
    )
    inputs = {"drawn": drawn, "fonts": json.dumps([*chinese_fonts(), _FALLBACK])}
    return bytes(typst.compile(page.encode(), format="png", ppi=200, sys_inputs=inputs))
