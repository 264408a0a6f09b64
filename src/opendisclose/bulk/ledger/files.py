"""The path of a log goes in; the reader for its ending reads it, and its table comes out."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet

from ...diagnostics.errors import SourceError
from .office import read_xlsx
from .sheet import Sheet, numbered_rows
from .text import read_csv, read_jsonl
from .xes import read_xes

ENDINGS = (".csv", ".tsv", ".txt", ".jsonl", ".parquet", ".arrow", ".feather", ".xlsx", ".xes")
_COMPRESSED = ".xes.gz"


def read_file(
    path: str | Path,
    *,
    known: frozenset[str] = frozenset(),
    header: int | None = None,
    sheet: str | None = None,
) -> Sheet:
    """The log at `path`, read as its ending says.

    The header is the row `header`, from 1; without it the one that has most of the `known` names.

    Raises:
        SourceError: there is no such file, it cannot be read, or its ending is none of ours.
        MissingExtraError: a package for its format is not installed.
    """
    file, name = Path(path), str(path)
    ending = ending_of(file, name)
    try:
        if ending in (".csv", ".tsv", ".txt"):
            return read_csv(file, name, known, header)
        if ending == ".jsonl":
            return read_jsonl(file, name)
        if ending == ".xlsx":
            return read_xlsx(file, name, known, header, sheet)
        if ending in (".xes", _COMPRESSED):
            return read_xes(file, name)
        return _columns(file, name, ending)
    except PermissionError as error:
        raise SourceError(name, "there is no permission to read it") from error


def ending_of(file: Path, name: str) -> str:
    """The ending of a log that is there, which says how it is read.

    Raises:
        SourceError: there is no such file, or its ending is none of ours.
    """
    try:
        if not file.exists():
            raise SourceError(name, "there is no such file")
        if file.is_dir():
            raise SourceError(name, "it is a directory")
    except PermissionError as error:
        raise SourceError(name, "there is no permission to read it") from error
    ending = _COMPRESSED if name.lower().endswith(_COMPRESSED) else file.suffix.lower()
    if ending not in (*ENDINGS, _COMPRESSED):
        listed = ", ".join((*ENDINGS, _COMPRESSED))
        raise SourceError(name, f"a log ends in one of {listed}")
    return ending


def _columns(file: Path, name: str, ending: str) -> Sheet:
    """What is stored as columns already."""
    try:
        if ending == ".parquet":
            table = pa.parquet.read_table(file)
        else:
            with pa.memory_map(str(file)) as mapped:
                table = pa.ipc.open_file(mapped).read_all()
    except (pa.ArrowInvalid, OSError) as error:
        if isinstance(error, PermissionError):
            raise
        raise SourceError(name, f"it is no {ending.removeprefix('.')} file") from error
    return Sheet(source=name, table=table, rows=numbered_rows(table.num_rows))
