"""An XML element goes in; an indented document comes out as text, the same bytes every time."""

from __future__ import annotations

from xml.etree import ElementTree as ET


def document(root: ET.Element) -> str:
    """The element with everything in it, as a document in UTF-8."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
