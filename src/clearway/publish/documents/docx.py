"""A document as DOCX, from ``document.docx`` by docxtpl: offices change the template's look, not its tags."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from clearway.publish.documents.paper import Paper
from clearway.publish.documents.qr import png

TEMPLATE = Path(__file__).with_name("document.docx")
_QR_MM = 30


def docx(paper: Paper) -> bytes:
    """The DOCX."""
    template = DocxTemplate(TEMPLATE)
    values = {name: value for name, value in asdict(paper).items() if name != "language"}
    code = InlineImage(template, BytesIO(png(paper.link)), width=Mm(_QR_MM))
    template.render({**values, "words": paper.says, "qr": code}, autoescape=True)
    out = BytesIO()
    template.save(out)
    return out.getvalue()
