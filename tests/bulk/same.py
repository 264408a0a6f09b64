"""An audit and single cases go in; the same plain data comes out of both, to be compared."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from opendisclose.bulk.audit import Audit
from opendisclose.bulk.tables import findings_of
from opendisclose.calendars.calendar import Calendar
from opendisclose.graph.compiled import Compiled
from opendisclose.model.case import Case
from opendisclose.replay.check import check
from opendisclose.replay.verdict import Verdict, Word

Said = dict[str, Any]
REPLY = ("replied", "outcome", "reply_type", "statistics", "remedy")


def said_of_cases(
    compiled: Compiled, calendar: Calendar, cases: list[Said], as_of: date | datetime | None
) -> dict[str, Said]:
    """What `check` says of each case."""
    found = {}
    for number, raw in enumerate(cases):
        case = Case.model_validate(raw)
        verdict = check(compiled, calendar, case, as_of=as_of).verdict
        applies = verdict.word is not Word.NOT_APPLICABLE
        found[f"c{number}"] = {
            "verdict": verdict.word.value,
            "states": list(verdict.states) if applies else None,
            "complete": verdict.complete,
            "reply": _recorded(verdict),
            "findings": findings_of(calendar, (*verdict.findings, *verdict.missing)),
            "clocks": [
                (
                    one.id,
                    one.key or None,
                    one.status.value,
                    one.trigger,
                    one.due,
                    one.moment,
                    one.met_on,
                    one.met_by,
                )
                for one in verdict.clocks
            ],
        }
    return found


def _recorded(verdict: Verdict) -> Said:
    """What the last reply is recorded as, in the columns of an audit."""
    if not verdict.outcomes:
        return dict.fromkeys(REPLY)
    last = verdict.outcomes[-1]
    return {"replied": last.on, **{name: getattr(last, name) for name in REPLY[1:]}}


def said_of_audit(audit: Audit, table: pa.Table) -> dict[str, Said]:
    """What an audit says of each case; rows are told as the event that they are of their case."""
    found: dict[str, Said] = {}
    events: list[str] = []
    seen: Counter[str] = Counter()
    rows = zip(table.column("case").to_pylist(), table.column("id").to_pylist(), strict=True)
    for name, called in rows:
        seen[name] += 1
        events.append(called or f"e{seen[name]}")
    for one in audit.cases.to_pylist():
        shown = {name: one[name] for name in ("verdict", "states", "complete")}
        reply = {name: one[name] for name in REPLY}
        found[one["case"]] = {**shown, "reply": reply, "findings": [], "clocks": []}
    for one in audit.findings.to_pylist():
        shown = {name: value for name, value in one.items() if name not in ("case", "row")}
        found[one["case"]]["findings"].append(shown)
        assert one["event"] == (None if one["row"] is None else events[one["row"]])
    for one in audit.clocks.to_pylist():
        met = None if one["met_row"] is None else events[one["met_row"]]
        found[one["case"]]["clocks"].append((*(one[name] for name in _CLOCK), met))
    return found


_CLOCK = ("clock", "key", "status", "trigger", "due", "moment", "met_on")
