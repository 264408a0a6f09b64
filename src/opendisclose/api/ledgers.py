"""A log in a file goes in, in whatever columns and words; every case of it judged comes out."""

from __future__ import annotations

from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..calendars.layers import Layer
from ..diagnostics.codes import Severity
from ..diagnostics.errors import MappingError, MissingExtraError, UnknownNameError
from ..load.mapping import LoadedMapping, load_mapping
from .files import load
from .logs import session_for
from .rules import Rules, time_given

if TYPE_CHECKING:
    from ..bulk.ledger.audited import LedgerAudit
    from ..bulk.ledger.ledger import Ledger
    from ..graph.compiled import Compiled

_NEEDED = ("numpy", "pyarrow")


def audit_file(
    ruleset: str | Rules,
    log: str | Path,
    *,
    procedure: str | None = None,
    mapping: str | Path | None = None,
    as_of: date | datetime | str | None = None,
    calendars: str | Path | tuple[Layer, ...] | None = None,
) -> LedgerAudit:
    """Judge every case of a log in a file: CSV, Parquet, Arrow, JSON lines, XLSX or XES.

    Its columns have our names, those of XES, or those that the file `mapping` gives. `procedure`
    may be left out where the mapping names it or the ruleset has only one.

    Raises:
        MissingExtraError: a package is not installed.
        SourceError: the log or the mapping cannot be read.
        MappingError: the mapping has errors, or names a column that the log has not.
        UnknownNameError: the ruleset has no such procedure, or several and none is named.
        MissingColumnError: `case`, `act` or `at` is nowhere.
        CalendarRangeError, WrongTimeError: `as_of` lies outside the calendar, or is no time.
        RulesetError: as for `load`.
    """
    rules = rules_for(ruleset, calendars)
    ledger, compiled = _read(rules, log, procedure, mapping)
    from ..bulk.ledger.audited import audit_ledger

    instant = None if as_of is None else time_given(as_of)
    session = session_for(rules, procedure=compiled.id, as_of=instant)
    return audit_ledger(ledger, session, rules.calendar, instant)


def read_ledger(
    ruleset: str | Rules,
    log: str | Path,
    *,
    procedure: str | None = None,
    mapping: str | Path | None = None,
) -> Ledger:
    """The same log, read and not judged; arguments and errors as for `audit_file`."""
    return _read(rules_for(ruleset, None), log, procedure, mapping)[0]


def suggest_mapping(ruleset: str | Rules, log: str | Path, *, procedure: str | None = None) -> str:
    """A mapping file for a log, guessed from its header and cells, every line to be reviewed.

    Raises:
        MissingExtraError, SourceError, UnknownNameError, RulesetError: as for `audit_file`.
    """
    needs_bulk()
    from ..bulk.ledger.files import read_file
    from ..bulk.ledger.recognised import known_names
    from ..bulk.ledger.suggest import suggested

    rules = rules_for(ruleset, None)
    compiled = procedure_for(rules, procedure, None)
    sheet = read_file(log, known=known_names(compiled, None))
    return suggested(sheet, compiled)


def check_outputs(*paths: str | Path | None) -> None:
    """Whether tables can be written there, before the judging.

    Raises:
        MissingExtraError, SourceError: a package is missing; a file has none of our endings.
    """
    needs_bulk()
    from ..bulk.ledger.write import check_ending

    for one in paths:
        if one is not None:
            check_ending(one)


def write_outputs(
    audit: LedgerAudit, *, findings: str | Path | None = None, cases: str | Path | None = None
) -> None:
    """Write the tables of an audit as Parquet, CSV, XLSX or Arrow, each whole or not at all.

    Raises:
        MissingExtraError, SourceError: a package is missing; a file cannot be written.
    """
    from ..bulk.ledger.write import write_table

    if findings is not None:
        write_table(audit.findings, findings)
    if cases is not None:
        write_table(audit.cases, cases)


def rules_for(ruleset: str | Rules, calendars: str | Path | tuple[Layer, ...] | None) -> Rules:
    """The rules, loaded where they are named."""
    return ruleset if isinstance(ruleset, Rules) else load(ruleset, calendars=calendars)


def needs_bulk() -> None:
    """Whether the packages are there without which no table can be read.

    Raises:
        MissingExtraError: one is not.
    """
    for package in _NEEDED:
        if find_spec(package) is None:
            raise MissingExtraError("bulk", package)


def _read(
    rules: Rules, log: str | Path, procedure: str | None, mapping: str | Path | None
) -> tuple[Ledger, Compiled]:
    needs_bulk()
    from ..bulk.ledger.files import read_file
    from ..bulk.ledger.ledger import ledger_of
    from ..bulk.ledger.recognised import known_names

    loaded = mapping_for(mapping, rules)
    given = None if loaded is None else loaded.mapping
    compiled = procedure_for(rules, procedure, given.procedure if given is not None else None)
    sheet = read_file(
        log,
        known=known_names(compiled, given),
        header=None if given is None else given.header_row,
        sheet=None if given is None else given.sheet,
    )
    if loaded is None:
        return ledger_of(sheet, compiled), compiled
    ledger = ledger_of(sheet, compiled, given, loaded.places)
    if ledger.wrong:
        raise MappingError(loaded.source, ledger.wrong)
    return ledger, compiled


def mapping_for(path: str | Path | None, rules: Rules) -> LoadedMapping | None:
    """The mapping file, if one is given.

    Raises:
        MappingError: it has errors.
    """
    if path is None:
        return None
    loaded = load_mapping(path, rules.ruleset)
    if any(one.severity is Severity.ERROR for one in loaded.findings):
        raise MappingError(loaded.source, loaded.findings)
    return loaded


def procedure_for(rules: Rules, asked: str | None, mapped: str | None) -> Compiled:
    """The procedure that is asked for, else that of the mapping, else the only one.

    Raises:
        UnknownNameError: the ruleset has no such procedure, or several and none is named.
    """
    known = tuple(rules.ruleset.procedures)
    name = asked or mapped
    if name is None and len(known) != 1:
        raise UnknownNameError("procedure", "", known)
    return rules.compiled(name or known[0])
