"""A span in, two lines out: the line of the file and carets under the stretch that is meant."""

from __future__ import annotations

import unicodedata

from .places import Span

WIDEST = 160  # characters of one line that are shown; a case in JSON may be one line
_LEAD = 60  # of them before the stretch that is meant


def snippet(span: Span) -> tuple[str, ...]:
    """The line that `span` begins on and a line with carets under it; nothing if it is not known.

    East Asian wide characters take two columns, combining characters none; a tab before the
    carets stays a tab, so that they stand right wherever the tab stops are.
    """
    if not span.text:
        return ()
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(span.text.rstrip())
    text, cut = _window(span.text, start)
    start, end = start - cut, min(end - cut, len(text))
    lead = "".join("\t" if one == "\t" else " " * width(one) for one in text[:start])
    carets = "^" * max(1, sum(width(one) for one in text[start:end]))
    return text, lead + carets


def width(char: str) -> int:
    """How many columns of a terminal one character takes."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _window(text: str, start: int) -> tuple[str, int]:
    """The part of a long line around `start`, and how many characters are cut off before it."""
    if len(text) <= WIDEST:
        return text, 0
    cut = max(0, start - _LEAD)
    part = text[cut : cut + WIDEST]
    if cut:
        part = f"…{part[1:]}"
    return (part if cut + WIDEST >= len(text) else f"{part[:-1]}…"), cut
