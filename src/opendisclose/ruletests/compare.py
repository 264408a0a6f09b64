"""What a test expects and what was found go in; the differences come out, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..diagnostics.finding import Finding
from ..diagnostics.places import Route
from ..model.ruleset import Ruleset
from ..model.ruletest import NO_DATE, CaseTest, ClassifyTest, Expect, ExpectedFinding
from ..model.times import time_of
from ..replay.classification import Classification
from ..replay.exercise import Use
from ..replay.verdict import ClockView, Status, Verdict
from .expected_findings import nearest_finding, paired, shown_expected, shown_found
from .result import Difference


def compared(
    test: CaseTest,
    verdict: Verdict,
    found: tuple[Finding, ...],
    uses: tuple[Use, ...],
    ruleset: Ruleset,
) -> tuple[Difference, ...]:
    """The differences of a case, in the order of the keys of `expect`.

    `found` are the findings that have to be all named.
    """
    expect = test.expect
    clocks = {clock_name(one): one for one in verdict.clocks}
    order = tuple(ruleset.procedures[test.procedure].states)
    return (
        *_one("verdict", expect.verdict, verdict.word.value),
        *_findings(expect.findings, found),
        *_notes(test, verdict.notes),
        *(d for name, due in expect.due.items() for d in _due(name, due, clocks)),
        *(d for name, status in expect.clocks.items() for d in _status(name, status, clocks)),
        *_set("states", expect.states, verdict.states, order),
        *_reply(expect, verdict),
        *_decided(expect.decided_by, uses, test.procedure),
    )


def compared_class(
    test: ClassifyTest, answer: Classification, uses: tuple[Use, ...]
) -> tuple[Difference, ...]:
    """The differences of a classification."""
    expect = test.expect
    attribute = answer.attribute.name if answer.attribute is not None else NO_DATE
    return (
        *_one("attribute", expect.attribute or NO_DATE, attribute),
        *_set("exemptions", expect.exemptions or (), [one.name for one in answer.standing]),
        *_set("ask", expect.ask, [one.fact for one in answer.asks]),
        *_decided(expect.decided_by, uses, None),
    )


def _reply(expect: Expect, verdict: Verdict) -> Iterator[Difference]:
    """What the last reply is recorded as: each word that is expected has to be so."""
    last = verdict.outcomes[-1] if verdict.outcomes else None
    for what in ("outcome", "statistics", "remedy"):
        expected = getattr(expect, what)
        if expected is not None:
            yield from _one(what, expected, getattr(last, what, None) or NO_DATE)


def clock_name(view: ClockView) -> str:
    """How a test names a clock: `reply`, or of one key `reply[company-a]`."""
    name = view.id.partition(".")[2]
    return f"{name}[{view.key}]" if view.key else name


def _one(what: str, expected: str, found: str) -> Iterator[Difference]:
    if expected != found:
        yield Difference(what=what, expected=expected, found=found, route=("expect", what))


def _set(
    what: str, expected: Sequence[str] | None, found: Sequence[str], order: Sequence[str] = ()
) -> Iterator[Difference]:
    """A set that has to be exactly so; None: nothing is expected."""
    if expected is not None and set(expected) != set(found):
        shown = [one for one in order if one in expected] if order else list(expected)
        yield Difference(
            what=what,
            expected=_list(shown),
            found=_list(found),
            route=("expect", what),
        )


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or NO_DATE


# --- findings and notes ---------------------------------------------------------------------------
def _findings(
    expected: Sequence[ExpectedFinding], found: Sequence[Finding]
) -> Iterator[Difference]:
    pairs = paired(expected, found)
    left = [at for at in range(len(found)) if at not in pairs.values()]
    for number, one in enumerate(expected):
        if number in pairs:
            continue
        instead = nearest_finding(one, found, left)
        if instead is not None:
            left.remove(instead)
        route: Route = ("expect", "findings", number)
        yield Difference(
            what="findings",
            expected=shown_expected(one),
            found=shown_found(found[instead]) if instead is not None else None,
            message=found[instead].message if instead is not None else None,
            route=route,
        )
    for at in left:
        yield Difference(
            what="findings",
            expected=None,
            found=shown_found(found[at]),
            message=found[at].message,
            route=("expect", "findings"),
        )


def _notes(test: CaseTest, notes: Sequence[Finding]) -> Iterator[Difference]:
    """Those named have to be there; of the others nothing is said."""
    expected = test.expect.notes
    pairs = paired(expected, notes)
    for number, one in enumerate(expected):
        if number not in pairs:
            instead = nearest_finding(one, notes, range(len(notes)))
            yield Difference(
                what="notes",
                expected=shown_expected(one),
                found=shown_found(notes[instead]) if instead is not None else None,
                message=notes[instead].message if instead is not None else None,
                route=("expect", "notes", number),
            )


# --- clocks ---------------------------------------------------------------------------------------
def _due(name: str, expected: str, clocks: dict[str, ClockView]) -> Iterator[Difference]:
    view = clocks.get(name)
    found = _shown_due(view) if view is not None else None
    if view is None or not _same_due(expected, view):
        yield Difference(
            what=f"due.{name}", expected=expected, found=found, route=("expect", "due", name)
        )


def _same_due(expected: str, view: ClockView) -> bool:
    if expected == NO_DATE:
        return view.due is None and view.moment is None
    wanted = time_of(expected)
    if view.moment is None:
        return wanted == view.due and not isinstance(wanted, datetime)
    if not isinstance(wanted, datetime):
        return False
    # Without an offset it is in the ruleset's timezone, as in a case.
    return wanted == (view.moment if wanted.tzinfo else view.moment.replace(tzinfo=None))


def _shown_due(view: ClockView) -> str:
    if view.moment is not None:
        exact = view.moment.second or view.moment.microsecond
        plain = view.moment.replace(tzinfo=None)
        return plain.isoformat(timespec="auto" if exact else "minutes")
    return view.due.isoformat() if view.due is not None else NO_DATE


def _status(name: str, expected: str, clocks: dict[str, ClockView]) -> Iterator[Difference]:
    view = clocks.get(name)
    found = view.status.value if view is not None else None
    # `due_soon` is how a running clock is shown near its date.
    same = expected == found or (expected == Status.RUNNING.value and found == "due_soon")
    if not same:
        yield Difference(
            what=f"clocks.{name}", expected=expected, found=found, route=("expect", "clocks", name)
        )


# --- what decided ---------------------------------------------------------------------------------
def _decided(
    expected: Sequence[str], uses: tuple[Use, ...], procedure: str | None
) -> Iterator[Difference]:
    """The items named have to be among those that decided.

    `transitions.refuse.requires` is any entry of it; a clock is only what it has come to itself.
    """
    prefix = f"procedures.{procedure}."
    decided = list(dict.fromkeys(one.item.removeprefix(prefix) for one in uses))
    for number, one in enumerate(expected):
        below = f"{one}." if one.count(".") > 1 else None
        if not any(item == one or (below and item.startswith(below)) for item in decided):
            kind = f"{one.partition('.')[0]}."
            same = [item for item in decided if item.startswith(kind) and item.count(".") == 1]
            yield Difference(
                what="decided_by",
                expected=one,
                found=_list(same) if same else None,
                route=("expect", "decided_by", number),
            )
