"""A source in, the tree of its one document out: JSON by its file name, everything else YAML."""

from __future__ import annotations

from .json_nodes import parse_json
from .nodes import Parsed, parse
from .source import Source


def parse_source(source: Source) -> Parsed:
    """The tree of `source`, or the findings that it has none."""
    if source.text is None:
        return Parsed(tree=None, findings=source.findings)
    if source.name.lower().endswith((".json", ".jsonl")):
        return parse_json(source.text, file=source.name)
    return parse(source.text, file=source.name)
