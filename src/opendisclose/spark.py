"""A log as a Spark data frame goes in; its cases, judged by the workers, come out as data frames.

What `od.audit` does for a table in memory (extra `spark`). Spark brings the rows of each case
together and in order; a worker judges them. Nothing is computed before Spark is asked for a result.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from . import __version__
from .api.logs import session_for
from .api.rules import Rules
from .diagnostics.errors import MissingColumnError, MissingExtraError, OtherVersionError

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SparkAudit:
    """Every case of a log, judged when Spark is asked for it.

    Attributes:
        judged: a row for each case: the columns of `cases`, and as lists its `found` and `clocks`.
            The three tables below are made from it: who wants several of them persists it first.
        ruleset, edition, procedure: by what the cases are judged.
        unused: the columns of the log that the rule knows nothing of.
    """

    judged: DataFrame = field(repr=False)
    ruleset: str
    edition: str
    procedure: str
    unused: tuple[str, ...]

    @property
    def cases(self) -> DataFrame:
        """A row for each case, with the columns of `Audit.cases`."""
        return self.judged.drop("found", "clocks")

    @property
    def findings(self) -> DataFrame:
        """A row for each finding, with the columns of `Audit.findings`."""
        return _rows(self.judged, "found")

    @property
    def clocks(self) -> DataFrame:
        """A row for each clock that was started, with the columns of `Audit.clocks`."""
        return _rows(self.judged, "clocks")


def audit(
    df: DataFrame,
    ruleset: str | Rules,
    *,
    procedure: str | None = None,
    as_of: date | datetime | str | None = None,
    clocks: bool = True,
    cases: DataFrame | None = None,
    row: str | None = None,
    at_once: int | None = None,
) -> SparkAudit:
    """Judge every case of a log; columns and arguments are as for `od.audit`.

    A data frame has no order. `row` is a column of whole numbers that says in which order the rows
    stand in the log: equal times keep that order, and findings name these numbers. Without one,
    rows stand in the order of their time and then of what they say, and `row` and `met_row` are
    empty. `at_once` is how many rows of a partition are judged together, at least.

    Raises:
        MissingExtraError: pyspark, numpy or pyarrow is not installed.
        MissingColumnError: `case`, `act`, `at` or `row` is not there.
        UnknownNameError: the ruleset has no such procedure, or several and none is named.
        CalendarRangeError, WrongTimeError: `as_of` lies outside the calendar, or is no time.
        SourceError, RulesetError: as for `load`.
    """
    if find_spec("pyspark") is None:
        raise MissingExtraError("spark", "pyspark")
    from pyspark import cloudpickle

    session = session_for(ruleset, procedure=procedure, as_of=as_of, clocks=clocks, workers=1)
    from .bulk.partition import ROWS_AT_ONCE, Judge, kinds_of, nothing_judged
    from .bulk.table import CASE, NEEDED

    _has(df, (*NEEDED, *([row] if row is not None else [])))
    if cases is not None:
        _has(cases, (CASE,))
    log = df if cases is None else _with_cases(df, cases)
    read = [name for name in log.columns if name == row or session.reads(name)]
    nothing = nothing_judged(session)
    kinds = {**kinds_of(nothing), CASE: log.schema[CASE].dataType.simpleString()}
    judge = cloudpickle.dumps(Judge(session=session, row=row))
    task = partial(judged, __version__, judge, at_once or ROWS_AT_ONCE)
    together = log.select(*map(_named, read)).repartition(_named(CASE))
    in_order = together.sortWithinPartitions(*map(_named, _order(log, read, row)))
    rows = in_order.mapInArrow(task, ", ".join(f"`{name}` {kind}" for name, kind in kinds.items()))
    return SparkAudit(
        judged=rows,
        ruleset=nothing.ruleset,
        edition=nothing.edition,
        procedure=nothing.procedure,
        unused=tuple(name for name in log.columns if name not in read),
    )


def judged(version: str, task: bytes, at_once: int, batches: Iterable[Any]) -> Iterator[Any]:
    """What a worker does with a partition.

    Raises:
        OtherVersionError: it has another version of this package, which may judge otherwise.
    """
    if version != __version__:
        raise OtherVersionError(version, __version__)
    from .bulk.partition import judged_batches

    return judged_batches(batches, pickle.loads(task), at_once=at_once)


def _order(df: DataFrame, read: list[str], row: str | None) -> list[str]:
    """The columns by which the rows of a partition are sorted; rows that are no event come last.

    Without row numbers the whole row decides, so that the same log always stands in the same order.
    """
    from .bulk.table import AT, CASE, MARKED

    first = [CASE, *(one for one in read if one == MARKED)]
    if row is not None:
        return [*first, row]
    sortable = [one for one in read if "map<" not in df.schema[one].dataType.simpleString()]
    return [*first, AT, *(one for one in sortable if one not in (*first, AT))]


def _has(df: DataFrame, needed: tuple[str, ...]) -> None:
    absent = tuple(name for name in needed if name not in df.columns)
    if absent:
        raise MissingColumnError(absent, tuple(df.columns))


def _with_cases(df: DataFrame, cases: DataFrame) -> DataFrame:
    """The log with what the other frame says of each case in rows that are no events."""
    from pyspark.sql.functions import lit

    from .bulk.table import CASE, MARKED, OF_CASE

    told = cases.select(
        *(_named(one).alias(one if one == CASE else OF_CASE + one) for one in cases.columns),
        lit(True).alias(MARKED),
    )
    return df.unionByName(told, allowMissingColumns=True)


def _named(name: str) -> Column:
    """A column by its name, whatever characters that has."""
    from pyspark.sql.functions import col

    quoted = name.replace("`", "``")
    return col(f"`{quoted}`")


def _rows(judged: DataFrame, name: str) -> DataFrame:
    """The rows of one of the lists, each with the case that it is of."""
    from pyspark.sql.functions import explode

    return judged.select("case", explode(name).alias("one")).select("case", "one.*")
