"""Routes into a document and the places they stand at: file, line, column, and the line's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

# A place in the document's own terms: ("procedures", "on_request", "transitions", "apply", "by").
Route: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of one file; lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int  # the column after the last character
    text: str  # the whole first line, for the caret

    def label(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where each route of a document stands: its key and its value.

    A ruleset built in Python has no places; its findings then have a route and no span.
    """

    keys: Mapping[Route, Span]
    values: Mapping[Route, Span]

    def of(self, route: Route, *, key: bool = False) -> Span | None:
        """The span of the deepest part of `route` that the document has."""
        for length in range(len(route), -1, -1):
            part = route[:length]
            first, second = (self.keys, self.values) if key else (self.values, self.keys)
            if part in first:
                return first[part]
            if part in second:
                return second[part]
        return None

    def under(self, base: Route) -> Places:
        """The places of what stands at `base`, by routes that begin there."""
        return Places(keys=_Under(self.keys, base), values=_Under(self.values, base))


class _Under(Mapping[Route, Span]):
    """The part of a table of places that lies under a route."""

    def __init__(self, whole: Mapping[Route, Span], base: Route) -> None:
        self._whole = whole
        self._base = base

    def __getitem__(self, route: Route) -> Span:
        return self._whole[(*self._base, *route)]

    def __iter__(self) -> Iterator[Route]:
        depth = len(self._base)
        return (route[depth:] for route in self._whole if route[:depth] == self._base)

    def __len__(self) -> int:
        return sum(1 for _ in self)


NO_PLACES = Places(keys={}, values={})
