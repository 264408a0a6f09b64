"""A log of the flow, and how somebody would check it by hand: one loop over rows, four checks."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa

import opendisclose as od
from opendisclose.bulk.audit import WANTED
from opendisclose.bulk.encode import encode
from opendisclose.bulk.judge import replay_all
from opendisclose.bulk.table import as_table

FLOW = Path(__file__).parent / "flow.yaml"
ROLES = {
    "submit": "applicant",
    "register": "desk",
    "assign": "desk",
    "review": "officer",
    "consult": "lawyer",
    "decide": "chief",
    "notify": "desk",
}
STEPS = {
    ("new", "submit"): "submitted",
    ("submitted", "register"): "registered",
    ("registered", "assign"): "assigned",
    ("assigned", "review"): "reviewed",
    ("assigned", "consult"): "consulted",
    ("consulted", "review"): "both",
    ("reviewed", "consult"): "both",
    ("both", "decide"): "decided",
    ("decided", "notify"): "notified",
}


def flow_log(count: int) -> pa.Table:
    """So many cases, one in twenty with a fault: a step left out, late, a wrong role, a fee."""
    draw = random.Random(20190515)
    rows: list[tuple[int, str, str, datetime, int | None]] = []
    for case in range(count):
        acts = list(ROLES)
        if draw.random() < 0.5:
            acts[3], acts[4] = acts[4], acts[3]
        fault = draw.randrange(4) if draw.random() < 0.05 else None
        if fault == 0:
            del acts[draw.randrange(1, 6)]
        at = datetime(2024, 3, 1, 9) + timedelta(days=draw.randrange(500))
        for place, act in enumerate(acts):
            at += timedelta(hours=draw.randrange(1, 40))
            if fault == 1 and act == "decide":
                at += timedelta(days=30)
            role = "officer" if fault == 2 and place == 1 else ROLES[act]
            fee = 900 if fault == 3 else draw.randrange(400)
            rows.append((case, act, role, at, fee if act == "submit" else None))
    columns = [list(one) for one in zip(*rows, strict=True)]
    return pa.table(dict(zip(("case", "act", "role", "at", "fee"), columns, strict=True)))


def judged(log: pa.Table) -> Callable[[], int]:
    """How many cases have something to be told, by the kernel compiled, on every processor."""
    rules = od.load(FLOW)
    compiled = rules.compiled("application")
    encoded = encode(compiled, rules.calendar, as_table(log), None)
    tables, days = compiled.tables, rules.calendar.days

    def run() -> int:
        found = replay_all(tables, days, encoded, wanted=WANTED, clocks=False, engine="compiled")
        return int((found.record_from >= 0).sum())

    return run


def by_hand(log: pa.Table) -> Callable[[], int]:
    """The same count by one loop over lists: order, role, working-day deadline and guard."""
    days = od.calendar_for("CN").days
    rank, first = days.rank, days.first
    allowed = set(ROLES.items())
    columns = [log.column(name).to_pylist() for name in ("case", "act", "role", "at", "fee")]
    columns[3] = [at.toordinal() for at in columns[3]]
    rows = list(zip(*columns, strict=True))

    def run() -> int:
        faulty = 0
        before, state, wrong, begun, known = -1, "new", False, 0, 0
        for case, act, role, day, fee in rows:
            if case != before:
                faulty += wrong
                before, state, wrong, begun, known = case, "new", False, 0, 0
            if fee is not None:
                known = fee
            after = STEPS.get((state, act))
            if after is None:
                wrong = True
            else:
                state = after
            if (act, role) not in allowed:
                wrong = True
            if act == "register":
                begun = day
            elif act == "decide":
                if begun and rank[day - first] - rank[begun - first] > 10:
                    wrong = True
            elif act == "review" and known > 500:
                wrong = True
        return faulty + wrong

    return run
