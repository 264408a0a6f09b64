"""A log as a table goes in, every case of it judged comes out (extra `bulk`)."""

from __future__ import annotations

from datetime import date, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ..diagnostics.errors import MissingExtraError, UnknownNameError
from .editions import Editions
from .files import load
from .rules import Rules, time_given

if TYPE_CHECKING:
    from ..bulk.audit import Audit, AuditSession

_NEEDED = ("numpy", "pyarrow")  # numba only makes it fast


def audit(
    ruleset: str | Rules,
    table: Any,
    *,
    procedure: str | None = None,
    as_of: date | datetime | str | None = None,
    clocks: bool = True,
    workers: int | None = None,
    cases: Any = None,
) -> Audit:
    """Judge every case of a log: an Arrow table, a data frame or a mapping of columns.

    A row is an event: `case`, `act`, `at` and, where they are logged, `role`, `actor`, `key`,
    `received`, `cites` and a column for each fact. Each case gets what `Rules.check` says of it.
    Of the editions of one rule each case is judged by that of its first day, which the column
    `edition` of the cases names.
    `procedure` may be left out where the ruleset has only one; `as_of` is as for `check`; without
    `clocks` the table of clocks stays empty; `workers` is how many processors are used, by default
    all. `cases` is a second table, of what is known of cases as wholes: `case`, and `period`,
    `starts_in` and a column for each fact that a case is given; in the log itself such columns have
    `case:` before their names. A case that only stands in `cases` is one without events.

    Raises:
        MissingExtraError: numpy or pyarrow is not installed.
        UnknownNameError: the ruleset has no such procedure, or several and none is named.
        MissingColumnError: `case`, `act` or `at` is not there, or `case` in `cases`.
        TypeError: `table` or `cases` is none of the above.
        CalendarRangeError, WrongTimeError: `as_of` lies outside the calendar, or is no time.
        SourceError, RulesetError: as for `load`.
    """
    session = session_for(ruleset, procedure=procedure, as_of=as_of, clocks=clocks, workers=workers)
    return session.feed(table, cases)


def session_for(
    ruleset: str | Rules,
    *,
    procedure: str | None = None,
    as_of: date | datetime | str | None = None,
    clocks: bool = True,
    workers: int | None = None,
) -> AuditSession:
    """A session that is fed a log in parts of whole cases; arguments and errors as for `audit`."""
    for package in _NEEDED:
        if find_spec(package) is None:
            raise MissingExtraError("bulk", package)
    from ..bulk.audit import AuditSession

    rules = ruleset if isinstance(ruleset, Rules) else load(ruleset)
    known = tuple(rules.ruleset.procedures)
    if procedure is None and len(known) != 1:
        raise UnknownNameError("procedure", "", known)
    name = procedure or known[0]
    instant = None if as_of is None else time_given(as_of)

    def session(one: Rules) -> AuditSession:
        return AuditSession(
            one.compiled(name), one.calendar, as_of=instant, clocks=clocks, workers=workers
        )

    if not isinstance(rules, Editions):
        return session(rules)
    from ..bulk.editions import EditionsSession

    editions = rules.with_procedure(name)
    return EditionsSession(
        [session(one) for one in editions.editions],
        rules.calendar,
        name=rules.family,
        edition_on=lambda day: editions.editions.index(editions.on(day)),
    )
