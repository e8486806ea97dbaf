"""A document as DOCX, from ``document.docx`` by docxtpl: offices change the template's look, not its tags."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from clearway.publish.documents.paper import Paper, Section
from clearway.publish.documents.pdf import chart_png
from clearway.publish.documents.qr import png

TEMPLATE = Path(__file__).with_name("document.docx")
_QR_MM = 30
_CHART_MM = 155


def docx(paper: Paper) -> bytes:
    """The DOCX."""
    template = DocxTemplate(TEMPLATE)
    values = {name: value for name, value in asdict(paper).items() if name not in ("language", "sections")}
    code = InlineImage(template, BytesIO(png(paper.link)), width=Mm(_QR_MM))
    template.render({**values, "words": paper.says, "qr": code}, autoescape=True)
    for section in paper.sections:
        _add(template.docx, section)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _add(document: Any, section: Section) -> None:
    """A table at the end, its header repeated on every page."""
    document.add_paragraph().add_run(section.title).bold = True
    if section.picture:
        shape = document.add_picture(BytesIO(chart_png(section.picture)), width=Mm(_CHART_MM))
        shape._inline.docPr.set("descr", section.title)
    if section.rows:
        table = document.add_table(rows=1, cols=len(section.headers))
        _border(table)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(table.rows[0].cells, section.headers, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        for row in section.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    if section.note:
        document.add_paragraph(section.note)


def _border(table: Any) -> None:
    """Thin lines: the template may lack a style for tables."""
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")
        lines.append(line)
    table._tbl.tblPr.append(lines)
