"""A small procedure and a log go in; what the twin says of them comes out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import yaml
from chinese_calendar import is_workday

from .replay import Outcome, judge

BASE = """
roles: {office: {}, section: {}, citizen: {external: true}}
facts:
  ok: {type: boolean}
  form: {type: enum, values: [written, oral], default: written, aspect: form, clause: F}
  length: {type: duration}
  posted: {type: date}
  parties: {type: integer}
  consent: {type: enum, values: [none, oral, written]}
  weight: {type: enum, values: {usual: {}, important: {}, in_doubt: {counts_as: important}}}
exemptions:
  secret: {clause: X1, when: {ok: false}}
  private: {clause: X2, when: {consent: oral}, lifted_when: {every: {form: written}, of: parties}}
counting: {trigger_day: excluded, ends_on_rest_day: next_working_day}
"""
STATES = "{a: {}, b: {}, c: {}, end: {final: true}}"


def run(
    transitions: str,
    events: list[tuple[Any, ...]],
    deadlines: str = "{}",
    as_of: datetime | None = None,
    **case: Any,
) -> Outcome:
    """Each event is (act, time) and perhaps a dict of the rest; the role is `office`."""
    ruleset = yaml.safe_load(BASE)
    ruleset["procedures"] = {
        "p": {
            "states": yaml.safe_load(STATES),
            "transitions": yaml.safe_load(transitions),
            "deadlines": yaml.safe_load(deadlines),
        }
    }
    rows = []
    for name, at, *more in events:
        when = date.fromisoformat(at) if len(at) == 10 else datetime.fromisoformat(at)
        row = {"at": when, "role": "office", **(more[0] if more else {})}
        rows.append(row if name == "receipt" else {"act": name, **row})
    full = {"procedure": "p", "events": rows, **case}
    return judge(
        ruleset, full, as_of=as_of, is_working_day=is_workday, official_through=date(2026, 12, 27)
    )


def kinds(told: Outcome) -> list[tuple[str, str | None]]:
    return [(one.kind, one.event) for one in told.findings]


LINE = """{open: {to: a, by: office, clause: O}, move: {from: a, to: b, by: office, clause: M},
  close: {from: b, to: end, by: office, clause: C}, note: {in: [a, b], clause: N},
  pause: {in: [a, b, c], per: unit}, resume: {in: [a, b, c], per: unit},
  grant: {in: [a, b], by: office}, tell: {in: [a, b, end]}}"""
FIVE = "{d: {owed_by: office, starts: open, within: {working_days: 5}, met_by: close, clause: D, "
SPAN = FIVE + "excluded: {from: pause, until: resume}}}"
