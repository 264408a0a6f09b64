"""A case file in, the case with every event that can be read out, and findings for the rest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics.codes import WRONG_VALUE
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import NO_PLACES, Places
from ..model.case import Case
from .document import parse_source
from .json_nodes import parse_json_line
from .logged import read_logged
from .nodes import Parsed
from .order import ordered
from .source import Source, from_text, read_source
from .tree import Tree

VERSION = 1  # of the language of case files
LONGEST_LOG = 100_000_000  # bytes of a file with one case a line


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCase:
    """What became of a case file.

    `case` is None if the file is no mapping, names no procedure or its `events` are no list;
    every other fault leaves out the event or the key that has it. Findings are placed and in the
    order of the file; one about an event names it. `positions` are the places that the events of
    `case` have among those of the file. `sha256` identifies the content.
    """

    case: Case | None
    places: Places
    findings: tuple[Finding, ...]
    source: str
    sha256: str
    positions: tuple[int, ...] = ()


def load_case(path: str | Path, *, name: str | None = None) -> LoadedCase:
    """The case in the YAML or JSON file at `path`, called `name` in findings (default: the path).

    Names are not compared with a ruleset here.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return _load(read_source(path, name=name))


def load_cases(path: str | Path) -> tuple[LoadedCase, ...]:
    """Every case in the file at `path`: one a line if it ends in `.jsonl`, else the one it is.

    Each of several is called by its file and line; its findings have their place in the file.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    if not str(path).lower().endswith(".jsonl"):
        return (load_case(path),)
    source = read_source(path, limit=LONGEST_LOG)
    if source.text is None:
        return (_load(source),)
    # Lines as JSON Lines has them: a string may hold other characters that end a line elsewhere.
    lines = tuple(one.removesuffix("\r") for one in source.text.split("\n"))
    return tuple(
        _loaded(
            parse_json_line(lines, row, file=source.name),
            name=f"{source.name}:{row + 1}",
            sha256=hashlib.sha256(line.encode()).hexdigest(),
        )
        for row, line in enumerate(lines)
        if line.strip()
    )


def load_case_text(content: str | bytes, *, name: str) -> LoadedCase:
    """The same for content that is already at hand; it is JSON if `name` ends in `.json`."""
    return _load(from_text(content, name=name))


def _load(source: Source) -> LoadedCase:
    return _loaded(parse_source(source), name=source.name, sha256=source.sha256)


def _loaded(parsed: Parsed, *, name: str, sha256: str) -> LoadedCase:
    case, found, positions = (None, [], ()) if parsed.tree is None else _case(parsed.tree)
    places = NO_PLACES if parsed.tree is None else parsed.tree.places()
    return LoadedCase(
        case=case,
        places=places,
        findings=ordered((*parsed.findings, *found), places),
        source=name,
        sha256=sha256,
        positions=positions,
    )


def _case(tree: Tree) -> tuple[Case | None, list[Finding], tuple[int, ...]]:
    read = read_logged(Case, tree.root, tree)
    findings = list(read.findings)
    if read.value is not None and read.value.opendisclose_case != VERSION:
        findings.append(_other_version(read.value.opendisclose_case))
    return read.value, findings, read.positions


def _other_version(version: int) -> Finding:
    values: dict[str, object] = {
        "key": "opendisclose_case",
        "expected": f"`{VERSION}`",
        "found": version,
    }
    return make(WRONG_VALUE, values, route=("opendisclose_case",))
