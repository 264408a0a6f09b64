"""An event log in XES (IEEE 1849), plain or compressed, goes in; its table comes out."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pyarrow as pa

from ...diagnostics.errors import SourceError
from .sheet import Sheet, column_of, numbered_rows

_DEEPEST = 64  # elements inside one another; a log has five, and lists in lists a few more
_PREFIX = "case:"  # of what a trace says, in the column names that tools use


class _RefusedError(Exception):
    """Something that no log needs and a harmful one may hold."""


def read_xes(path: Path, name: str) -> Sheet:
    """Each event a row: its attributes, and those of its trace with `case:` in front.

    A document type, and with it every entity, is refused: a log has none.

    Raises:
        SourceError: it is no XES, or not well formed.
    """
    log = _Log()
    opened = gzip.open if path.name.lower().endswith(".gz") else open
    try:
        with opened(path, "rb") as file:
            log.parser.ParseFile(file)
    except (expat.ExpatError, _RefusedError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(name, f"it is no XES: {error}") from error
    if not log.is_xes:
        raise SourceError(name, "it is no XES: it has no `log`")
    names = dict.fromkeys(key for row in log.rows for key in row)
    columns = {key: column_of([row.get(key) for row in log.rows]) for key in names}
    return Sheet(source=name, table=pa.table(columns), rows=numbered_rows(len(log.rows)))


class _Log:
    """The events of a log as they come; what is inside an attribute is read only in lists."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.is_xes = False
        self._path: list[str] = []
        self._trace: dict[str, Any] = {}
        self._event: dict[str, Any] = {}
        self._list: list[str] | None = None
        self._first = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_: Any) -> None:
        raise _RefusedError("it has a document type")

    def _start(self, tag: str, given: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        self._path.append(tag)
        if len(self._path) > _DEEPEST:
            raise _RefusedError("its elements are too deep")
        where = self._path[:-1]
        if self._path == ["log"]:
            self.is_xes = True
        elif self._path == ["log", "trace"]:
            self._trace, self._first = {}, len(self.rows)
        elif self._path == ["log", "trace", "event"]:
            self._event = {}
        elif where == ["log", "trace"]:
            self._set(self._trace, tag, given)
        elif where == ["log", "trace", "event"]:
            self._set(self._event, tag, given)
        elif self._list is not None and "value" in given:
            self._list.append(given["value"])

    def _set(self, into: dict[str, Any], tag: str, given: dict[str, str]) -> None:
        if tag in ("list", "container"):
            self._list = into[given.get("key", "")] = []
        elif "key" in given and given.get("value"):
            into[given["key"]] = _value(tag, given["value"])

    def _end(self, _: str) -> None:
        if self._path == ["log", "trace", "event"]:
            self.rows.append(self._event)
        elif self._path == ["log", "trace"]:
            # What a trace says of itself may also stand behind its events.
            told = {f"{_PREFIX}{key}": value for key, value in self._trace.items()}
            self.rows[self._first :] = [{**told, **one} for one in self.rows[self._first :]]
        elif len(self._path) in (3, 4) and self._path[-1] in ("list", "container"):
            self._list = None
        self._path.pop()


def _value(tag: str, text: str) -> Any:
    """What an attribute says, by its kind; as text where it is not of that kind."""
    try:
        if tag == "int":
            return int(text)
        if tag == "float":
            return float(text)
    except ValueError:
        return text
    if tag == "boolean":
        return {"true": True, "false": False, "1": True, "0": False}.get(text, text)
    return text
