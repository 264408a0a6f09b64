"""A style and a text go in, the text painted for a terminal comes out, or as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

# The style is a name of `STYLES`, or empty for text that is not painted.
Paint: TypeAlias = Callable[[str, str], str]

# SGR codes of a terminal.
STYLES: Mapping[str, str] = {
    "heading": "1",
    "strong": "1",
    "dim": "2",
    "green": "32",
    "yellow": "33",
    "red": "31",
    "blue": "34",
    "verdict green": "1;32",
    "verdict yellow": "1;33",
    "verdict red": "1;31",
    "verdict dim": "1;2",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;34",
    "caret": "1;31",
}


def PLAIN(style: str, text: str) -> str:  # noqa: ARG001, N802 - the paint that does not paint
    """The text as it is: for files, pipes and terminals without colour."""
    return text


def ansi(style: str, text: str) -> str:
    """The text in the colours of a terminal that has them."""
    code = STYLES.get(style)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text
