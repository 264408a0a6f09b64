"""Texts go in, lines of them come out: columns that align with wide characters, lists, blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..diagnostics.snippet import width
from .paint import PLAIN, Paint

Lang: TypeAlias = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a result is shown: `zh` or `en`, and with which colours."""

    lang: Lang = "en"
    paint: Paint = PLAIN

    @property
    def zh(self) -> bool:
        return self.lang == "zh"

    def say(self, zh: str, en: str) -> str:
        """The one of two texts that is in the language of the view."""
        return zh if self.zh else en

    def listed(self, parts: Iterable[str]) -> str:
        """Several texts as one list."""
        return ("、" if self.zh else ", ").join(parts)

    def bracket(self, text: str) -> str:
        """The text in brackets, to stand behind another; nothing if there is none."""
        if not text:
            return ""
        return f"（{text}）" if self.zh else f" ({text})"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(width(one) for one in text)


def pad(text: str, wide: int) -> str:
    """The text with spaces behind it, `wide` columns in all."""
    return text + " " * max(0, wide - columns(text))


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of a table and the style it is painted in; the style takes no columns."""

    text: str
    style: str = ""


def table(rows: Sequence[Sequence[Cell | str]], view: View, *, indent: str = "  ") -> list[str]:
    """Rows as lines whose columns align; a column that is empty throughout is left out."""
    cells = [[one if isinstance(one, Cell) else Cell(one) for one in row] for row in rows]
    if not cells:
        return []
    wide = [max(columns(row[n].text) for row in cells) for n in range(len(cells[0]))]
    lines = []
    for row in cells:
        parts = [
            view.paint(one.style, one.text) + " " * (wide[n] - columns(one.text))
            for n, one in enumerate(row)
            if wide[n]
        ]
        lines.append((indent + "  ".join(parts)).rstrip())
    return lines


def titled(title: str, clauses: Iterable[str], view: View) -> str:
    """A title with its articles behind it: the last cell of a row, which is not padded."""
    shown = view.listed(clauses)
    return f"{title}  {view.paint('dim', shown)}" if shown else title


def numbered(lines: Sequence[str], *, indent: str = "  ") -> list[str]:
    """Lines with their numbers in front."""
    wide = len(str(len(lines)))
    return [f"{indent}{n:>{wide}}. {line}" for n, line in enumerate(lines, start=1)]


def block(title: str, lines: Sequence[str], view: View) -> list[str]:
    """A heading with its lines and an empty line before it; nothing if there are no lines."""
    return ["", view.paint("heading", title), *lines] if lines else []


def text_of(lines: Iterable[str]) -> str:
    """Lines as one text that ends with a line break."""
    return "".join(f"{line}\n" for line in lines)
