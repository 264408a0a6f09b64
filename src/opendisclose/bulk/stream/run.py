"""A log on disk and a procedure go in; it is judged part by part, tables and summary come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa

from ...calendars.calendar import Calendar
from ...diagnostics.errors import MappingError, MissingColumnError, SourceError
from ...diagnostics.places import NO_PLACES, Places
from ...model.mapping import Mapping
from ..audit import Audit, AuditSession
from ..ledger.audited import PAYS
from ..ledger.doubts import Doubts
from ..ledger.ledger import Ledger, ledger_of
from ..ledger.quality import quality_of
from ..ledger.recognised import known_names, ours
from ..ledger.sheet import Sheet
from ..slices import SIZE, renumbered
from ..summary import AuditSummary
from ..summing import Source, joined, summary_of
from ..sums import Sums, sums_of
from ..table import CASE, NEEDED
from .folder import Folder
from .layout import LISTED, Log, laid_out
from .plan import Plan, planned
from .state import Done, Identity, log_identity
from .stored import decoded

Stage = Literal["reading", "sorting", "judging"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a stage has come.

    Attributes:
        stage: `reading` a text (in bytes; twice or more often), `sorting` the cases (in rows; once
            or twice), `judging` them (in rows).
        done, total: how much of how much.
    """

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Job:
    """What is judged, by what.

    Attributes:
        source: the log as it was named.
        session: judges whole cases; as_of: the instant as of which it does, for the summary.
        mapping, places, mapping_source: the mapping file, if there is one.
        size: how many rows a part has, about; a case is never cut.
        progress: told how far the audit has come; what it raises ends the audit, which can be
            gone on with.
    """

    source: str
    session: AuditSession
    calendar: Calendar
    mapping: Mapping | None = None
    places: Places = NO_PLACES
    mapping_source: str = ""
    as_of: date | datetime | None = None
    size: int = SIZE
    progress: Callable[[Progress], None] | None = field(default=None, repr=False)

    def tell(self, stage: Stage, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(Progress(stage=stage, done=done, total=total))


def stream(job: Job, identity: Identity, folder: Folder, *, resume: bool) -> AuditSummary:
    """Judge a log into a folder, or go on with it; what it comes to.

    Raises:
        OtherAuditError: the folder holds an audit of something else.
        SourceError: the log cannot be read or changes meanwhile, or the folder cannot be written.
        MappingError: the mapping names a column that the log has not.
        MissingColumnError: a column is not there without which nothing can be judged.
    """
    with folder.alone():
        done = folder.opened(identity, resume=resume)
        if done is None:
            plan = folder.plan(lambda: _planned(job, folder.work))
            plan = plan.placed(job.source, folder.work)
            log = replace(plan.log, source="", columns="")  # the same wherever it was done
            done = Done(sums=_judged(job, folder, plan), log=log)
            if log_identity(job.source) != identity.log:
                raise SourceError(job.source, "it has changed while it was being judged")
            folder.finished(identity, done)
    log = done.log
    source = Source(
        name=job.source,
        rows=log.rows + log.unread,
        unread=log.unread,
        first=tuple(one.finding(job.source) for one in log.told),
        last=_bare(job, log).unused,
    )
    sums = replace(done.sums, unlisted_notes=done.sums.unlisted_notes + log.unlisted)
    return summary_of(sums, source, job.session.compiled, job.as_of)


def _planned(job: Job, work: Path) -> Plan:
    """The log as columns, cut into parts."""
    path = Path(job.source)
    mapping = job.mapping
    log = laid_out(
        path,
        job.source,
        work,
        known_names(job.session.compiled, mapping),
        None if mapping is None else mapping.header_row,
        None if mapping is None else mapping.sheet,
        lambda done: job.tell("reading", done, path.stat().st_size),
    )
    bare = _bare(job, log)
    if bare.wrong:
        raise MappingError(job.mapping_source, bare.wrong)
    absent = tuple(name for name in NEEDED if name not in bare.table.column_names)
    if absent:
        raise MissingColumnError(absent, tuple(bare.table.column_names))
    used = tuple(one for one in log.names if one in bare.used)
    case = ours(log.names, mapping)[CASE]
    return planned(
        log, used, case, job.size, work, lambda done: job.tell("sorting", done, log.rows)
    )


def _bare(job: Job, log: Log) -> Ledger:
    """The log without its rows: what can be known of it by the names of its columns."""
    table = pa.table({name: pa.array([], pa.string()) for name in log.names})
    sheet = Sheet(source=job.source, table=table, rows=np.zeros(0, np.int64), header=log.header)
    return ledger_of(sheet, job.session.compiled, job.mapping, job.places)


def _judged(job: Job, folder: Folder, plan: Plan) -> Sums:
    """Every part judged that is not yet, and what all of them come to."""
    total = Sums(verdicts={}, late={}, doubts=Doubts())
    first, rows = 0, 0
    while first < len(plan.rows) and (had := folder.part(first)) is not None:
        total = joined(total, had, LISTED)
        rows += plan.rows[first]
        first += 1
    job.tell("judging", rows, plan.log.rows)
    for number, sheet in plan.sheets(first):
        tables, sums = judged_part(job, sheet, few=plan.log.rows < PAYS)
        folder.keep(number, tables, sums)
        plan.done(number)
        total = joined(total, sums, LISTED)
        rows += plan.rows[number]
        job.tell("judging", rows, plan.log.rows)
    return total


def judged_part(job: Job, sheet: Sheet, *, few: bool) -> tuple[dict[str, pa.Table], Sums]:
    """The tables of a part of a log, rows counted as in the file, and what it adds."""
    ledger = ledger_of(sheet, job.session.compiled, job.mapping, job.places)
    audit = job.session.judge(ledger.table, engine="plain" if few else None)
    quality = quality_of(ledger, job.session.compiled, job.calendar.days)
    sums = sums_of(audit, ledger, quality, job.session.compiled)
    nothing = Sums(verdicts={}, late={}, doubts=Doubts())
    return _tables(audit, ledger), joined(nothing, sums, LISTED)


def _tables(audit: Audit, ledger: Ledger) -> dict[str, pa.Table]:
    """The tables of an audit with the rows of the file, words as words."""
    return {
        "cases": decoded(audit.cases),
        "findings": decoded(renumbered(audit.findings, "row", ledger.rows)),
        "clocks": decoded(renumbered(audit.clocks, "met_row", ledger.rows)),
    }
