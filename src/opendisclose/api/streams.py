"""A log longer than memory goes in as a file; every case of it judged comes out into a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..calendars.layers import Layer
from ..diagnostics.places import NO_PLACES
from .editions import Editions
from .ledgers import mapping_for, needs_bulk, procedure_for, rules_for
from .logs import session_for
from .rules import Rules, time_given

if TYPE_CHECKING:
    from ..bulk.stream.run import Job, Progress
    from ..bulk.stream.state import Identity
    from ..bulk.summary import AuditSummary


def audit_stream(
    ruleset: str | Rules,
    log: str | Path,
    out: str | Path,
    *,
    procedure: str | None = None,
    mapping: str | Path | None = None,
    as_of: date | datetime | str | None = None,
    calendars: str | Path | tuple[Layer, ...] | None = None,
    clocks: bool = True,
    resume: bool = True,
    rows: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> AuditSummary:
    """Judge every case of a log in a file into the folder `out`, in bounded memory.

    The log, `procedure`, `mapping`, `as_of` and `calendars` are as for `audit_file`, and so are
    all that is found and the summary. `out` gets a folder of Parquet files each for `cases`,
    `findings` and, unless `clocks` is false, `clocks`, the columns those of `Audit`, `row` and
    `met_row` as rows of the file from 1. Where every case stands together in the log they keep
    its order; otherwise cases are dealt out, and each Parquet file keeps the order of its own.

    Interrupted, the same call goes on where it was; done, it only gives the summary again. With
    `resume` false what an earlier audit has written into `out` is removed first. `rows` is about
    how many are judged at once, which the memory needed depends on. What `progress` raises ends
    the audit.

    Raises:
        OtherAuditError: the folder holds an audit of another log or ruleset, or other arguments.
        SourceError: as for `audit_file`; the folder holds other files or cannot be written.
        MissingExtraError, MappingError, UnknownNameError, MissingColumnError, CalendarRangeError,
            WrongTimeError, RulesetError: as for `audit_file`.
        ValueError: `rows` is not at least 1.
    """
    if rows is not None and rows < 1:
        raise ValueError("rows must be at least 1")
    rules = rules_for(ruleset, calendars)
    needs_bulk()
    from ..bulk.slices import SIZE
    from ..bulk.stream.folder import Folder
    from ..bulk.stream.run import Job, stream

    loaded = mapping_for(mapping, rules)
    given = None if loaded is None else loaded.mapping
    compiled = procedure_for(rules, procedure, None if given is None else given.procedure)
    instant = None if as_of is None else time_given(as_of)
    job = Job(
        source=str(log),
        session=session_for(rules, procedure=compiled.id, as_of=instant, clocks=clocks),
        calendar=rules.calendar,
        mapping=given,
        places=NO_PLACES if loaded is None else loaded.places,
        mapping_source="" if loaded is None else loaded.source,
        as_of=instant,
        size=rows or SIZE,
        progress=progress,
    )
    return stream(job, _identity(rules, job, clocks), Folder(out), resume=resume)


def _identity(rules: Rules, job: Job, clocks: bool) -> Identity:
    """Everything that what comes out depends on."""
    from ..bulk.stream.state import Identity, log_identity

    return Identity(
        version=__version__,
        ruleset=rules.ruleset.id,
        edition=rules.ruleset.edition,
        content=_content(rules),
        procedure=job.session.compiled.id,
        calendar=_hash(repr((rules.calendar.days, rules.calendar.horizon, rules.layers))),
        mapping="" if job.mapping is None else _hash(job.mapping.model_dump_json()),
        as_of="" if job.as_of is None else job.as_of.isoformat(),
        clocks=str(clocks),
        log=log_identity(job.source),
        part=str(job.size),
    )


def _content(rules: Rules) -> str:
    """Of the ruleset, or of all editions that are judged by."""
    every = rules.editions if isinstance(rules, Editions) else (rules,)
    return _hash("".join(one.ruleset.model_dump_json() for one in every))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
