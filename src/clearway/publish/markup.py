"""XML by lxml: elements, texts and bytes; nothing is ever pasted together."""

from __future__ import annotations

from lxml import etree


def under(parent: etree._Element, tag: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """A new element below ``parent``."""
    element = etree.SubElement(parent, tag, attributes)
    if text is not None:
        element.text = text
    return element


def as_bytes(root: etree._Element) -> bytes:
    """The document, UTF-8, with its declaration."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
