"""The path of a municipality's log goes in; whether we agree with alignments over it comes out.

The log is that of the receipt phase of an environmental permit (doi:10.4121/uuid:a07386a5-7be3-
4367-9535-70bc9e77dbe6), 1,434 cases in XES. It is no part of this project: whoever has it names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pm4py

import opendisclose as od
from opendisclose.model.case import Case, Event

from .agreement import TRACES, agrees
from .sides import quiet
from .traces import UNKNOWN, judged

RULESET = Path(__file__).with_name("permit.yaml")
_ACTS = {
    "Confirmation of receipt": "confirm",
    "T02 Check confirmation of receipt": "check",
    "T03 Adjust confirmation of receipt": "adjust",
    "T04 Determine confirmation of receipt": "determine",
    "T05 Print and send confirmation of receipt": "send",
    "T06 Determine necessity of stop advice": "advise",
    "T10 Determine necessity to stop indication": "settle",
}


def compared(log: Path) -> Iterator[tuple[str, bool]]:
    """The line of `agreement.agrees`; the traces are judged again until there are enough."""
    rules = od.load(RULESET)
    cases = list(islice(cycle(cases_of(log)), TRACES))
    yield agrees(rules, "receipt", [judged(rules, one) for one in cases])


def cases_of(log: Path) -> list[Case]:
    """Every case of the log; an activity that is rare is an act that the rule has not."""
    with quiet():
        frame = pm4py.read_xes(str(log))
    cases = []
    for _, rows in frame.groupby("case:concept:name", sort=True):
        ordered = rows.sort_values("time:timestamp", kind="stable")
        names, times = ordered["concept:name"], ordered["time:timestamp"].dt.to_pydatetime()
        events = tuple(
            Event(act=_ACTS.get(name, UNKNOWN), at=at, role="office")
            for name, at in zip(names, times, strict=True)
        )
        cases.append(Case(procedure="receipt", events=events))
    return cases
