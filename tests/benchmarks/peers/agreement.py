"""Random traces of procedures go in; whether our order findings agree with alignments comes out.

Agreement is asked of alignments, which are exact; token replay lets an unknown act pass.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pm4py.algo.conformance.alignments.petri_net import algorithm as alignments
from pm4py.objects.log.obj import Event, EventLog, Trace

import opendisclose as od
from opendisclose.api import Rules

from . import logs
from .nets import Net, read, read_as_open
from .sides import RULES, quiet
from .traces import FIRED, UNKNOWN, Judged, judged, traces

TRACES = 10_000
PROCEDURES = (
    ("shihezi", "on_request"),
    ("cn-ogi-2019", "on_request"),
    ("kuancheng", "on_request"),
)


def compared() -> Iterator[tuple[str, bool]]:
    """Each procedure's agreement as a line, then what is late on the log that is tight."""
    for rules, procedure in [(RULES, "application"), *_shipped()]:
        compiled = rules.compiled(procedure)
        cases = traces(compiled, TRACES)
        yield agrees(rules, procedure, [judged(rules, one) for one in cases])
    yield late_on_tight(logs.tight(20_000))


def _shipped() -> Iterator[tuple[Rules, str]]:
    for ruleset, procedure in PROCEDURES:
        yield od.load(ruleset), procedure


def agrees(rules: Rules, procedure: str, cases: list[Judged]) -> tuple[str, bool]:
    """How many of the cases pm4py's alignments see as we do, whole ones and beginnings."""
    compiled = rules.compiled(procedure)
    begun = fitting(read_as_open(compiled), {one.trace for one in cases})
    whole = fitting(read(compiled), {one.trace for one in cases})
    different = [
        one
        for one in cases
        if one.in_order != (one.trace in begun)
        or (one.in_order and one.complete) != (one.trace in whole)
    ]
    assert not any(UNKNOWN in one for one in begun | whole)
    orderly = sum(one.in_order for one in cases)
    ended = sum(one.in_order and one.complete for one in cases)
    fired = sum(any(act.startswith(FIRED) for act in one.trace) for one in cases)
    line = (
        f"{rules.ruleset.id} {procedure}: {len(cases)} traces, {len({c.trace for c in cases})}"
        f" different, {orderly} in order, {ended} of them complete, {fired} with an expiry;"
        f" {len(cases) - len(different)} as alignments say"
    )
    return line, not different


def fitting(net: Net, found: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Which traces have an alignment without a move of the log or of the model alone."""
    listed = sorted(found)
    log = EventLog([Trace([Event({"concept:name": act}) for act in one]) for one in listed])
    with quiet():
        aligned = alignments.apply_log(log, *net)
    return {
        one
        for one, result in zip(listed, aligned, strict=True)
        if all(_together(move) for move in result["alignment"])
    }


def _together(move: tuple[str | None, str | None]) -> bool:
    """Log and model move together, or a silent transition alone."""
    of_log, of_model = move
    return of_log == of_model or (of_log == ">>" and of_model is None)


def late_on_tight(log: logs.Log) -> tuple[str, bool]:
    """Every late decision found, and nobody blamed who was in time."""
    found = od.audit(RULES, log.table)
    said = np.asarray(found.cases.column("findings")) > 0
    kinds = set(found.findings.column("kind").to_pylist())
    late, missed, blamed = log.late, log.late & ~said, said & ~log.late
    line = f"tight: {late.sum()} late cases of {len(late)}, {missed.sum()} missed,"
    return f"{line} {blamed.sum()} blamed for nothing", bool(
        late.any() and not missed.any() and not blamed.any() and kinds == {"late"}
    )
