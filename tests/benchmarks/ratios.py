"""Speed as ratios: what we do and what another does, taken in turns in one run; a table comes out.

`make bench` runs this module. No time in seconds is kept or compared: both sides are measured on
the same machine within the same second, and of several rounds the best one of each side counts.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

import yaml
from holidays import country_holidays
from transitions import Machine, MachineError

import opendisclose as od
from opendisclose.analyse import analyse
from opendisclose.graph.proof import prove
from opendisclose.load.ruleset import load_ruleset_text
from opendisclose.model.ruleset import Ruleset
from tests.mutation.variants import variants

from .columns import FLOW, ROLES, by_hand, flow_log, judged
from .measure import Benchmark, print_table

ROOT = Path(__file__).resolve().parents[2]
RULESET = ROOT / "rulesets" / "shihezi" / "ruleset.yaml"


def nth_working_day(calls: int) -> Benchmark:
    """The n-th working day, n from 1 to 30, from random days of 2008 to 2025."""
    draw = random.Random(20080501)
    first = date(2008, 1, 1).toordinal()
    last = date(2025, 12, 31).toordinal() - 60
    asked = [
        (date.fromordinal(draw.randint(first, last)), draw.randint(1, 30)) for _ in range(calls)
    ]
    theirs = country_holidays("CN", years=range(2007, 2028), expand=False).get_nth_working_day
    ours = od.calendar_for("CN").nth_working_day
    assert [ours(*one) for one in asked] == [theirs(*one) for one in asked]
    return Benchmark(
        name="n-th working day, against `holidays`",
        faster=True,
        bound=30,
        rounds=15,
        ours=lambda: [ours(*one) for one in asked],
        theirs=lambda: [theirs(*one) for one in asked],
    )


def check(count: int) -> Benchmark:
    """Cases of seven acts judged whole; the other side replays their order on one machine."""
    rules = od.load(FLOW)
    cases = flow_cases(count)
    assert all(rules.check(one).word.value == "compliant" for one in cases)
    assert sum(_replayed(_machine(), cases)) == count
    machine = _machine()
    return Benchmark(
        name="events judged, against `transitions`",
        faster=True,
        bound=1,
        rounds=60,
        ours=lambda: [rules.check(one).findings for one in cases],
        theirs=lambda: _replayed(machine, cases),
    )


def flow_cases(count: int) -> list[od.Case]:
    """Cases of the flow as they should be, at random times, its parallel acts in either order."""
    draw = random.Random(20190515)
    return [_flow_case(draw) for _ in range(count)]


def _flow_case(draw: random.Random) -> od.Case:
    acts = list(ROLES)
    if draw.random() < 0.5:
        acts[3], acts[4] = acts[4], acts[3]
    at = datetime(2024, 3, 1, 9) + timedelta(days=draw.randrange(500))
    events = []
    for number, act in enumerate(acts, 1):
        at += timedelta(hours=draw.randrange(1, 40))
        data = {"fee": draw.randrange(400)} if act == "submit" else {}
        events.append(od.Event(id=f"e{number}", act=act, at=at, role=ROLES[act], data=data))
    return od.Case(procedure="application", events=tuple(events))


def _machine() -> Machine:
    steps = [
        ("submit", "new", "submitted"),
        ("register", "submitted", "registered"),
        ("assign", "registered", "assigned"),
        ("review", "assigned", "reviewed"),
        ("consult", "assigned", "consulted"),
        ("review", "consulted", "both"),
        ("consult", "reviewed", "both"),
        ("decide", "both", "decided"),
        ("notify", "decided", "notified"),
    ]
    states = list(dict.fromkeys(state for _, *pair in steps for state in pair))
    return Machine(
        states=states,
        transitions=[list(one) for one in steps],
        initial="new",
        auto_transitions=False,
    )


def _replayed(machine: Machine, cases: list[od.Case]) -> list[bool]:
    fitting = []
    for case in cases:
        machine.set_state("new")
        try:
            for event in case.events:
                machine.trigger(event.act)
            fitting.append(True)
        except MachineError:
            fitting.append(False)
    return fitting


def columns(count: int) -> Benchmark:
    """A log judged by the compiled kernel; the other side is a loop written for this one flow."""
    log = flow_log(count)
    ours, theirs = judged(log), by_hand(log)
    assert ours() == theirs()
    return Benchmark(
        name="a log judged compiled, against a loop by hand",
        faster=True,
        bound=5,
        rounds=15,
        ours=ours,
        theirs=theirs,
        clock=time.perf_counter,
    )


def help_page() -> Benchmark:
    """`opendisclose --help`, against starting Python and importing what it draws with."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    def run(*arguments: str) -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)

    return Benchmark(
        name="`opendisclose --help`, against `import typer, rich`",
        faster=False,
        bound=1.5,
        rounds=15,
        ours=lambda: run("-m", "opendisclose", "--help"),
        theirs=lambda: run("-c", "import typer, rich"),
        clock=time.perf_counter,
    )


def load() -> Benchmark:
    """A ruleset read, proved and compiled, against its YAML composed in C."""

    def ours() -> None:
        rules = od.load(RULESET)
        for procedure in rules.ruleset.procedures:
            rules.compiled(procedure)

    return Benchmark(
        name="loading a ruleset, against composing its YAML in C",
        faster=False,
        bound=25,
        rounds=15,
        ours=ours,
        theirs=lambda: yaml.compose(RULESET.read_text("utf-8"), Loader=yaml.CSafeLoader),
    )


def validate(count: int, rounds: int = 7) -> Benchmark:
    """Rulesets of Shihezi's size read, proved and analysed, against read and proved alone.

    No two are alike, and each side reads each once: `count` in every round, and before the first.
    """
    texts = list(variants(RULESET.read_text("utf-8"), count * (rounds + 1)))
    assert len(set(texts)) == len(texts)
    batches = [texts[first : first + count] for first in range(0, len(texts), count)]
    for_ours, for_theirs = cycle(batches), cycle(batches)

    def read(batch: list[str]) -> list[Ruleset]:
        found = [load_ruleset_text(one, name="ruleset.yaml").ruleset for one in batch]
        assert all(one is not None and prove(one) == () for one in found)
        return [one for one in found if one is not None]

    return Benchmark(
        name="validating a ruleset, against loading it",
        faster=False,
        bound=3,
        rounds=rounds,
        ours=lambda: [analyse(one) for one in read(next(for_ours))],
        theirs=lambda: read(next(for_theirs)),
    )


def main() -> int:
    """Measure all, print a table; 1 if a bound is not kept in any of three tries."""
    return print_table(
        (
            nth_working_day(2000),
            check(100),
            columns(100_000),
            help_page(),
            load(),
            validate(40, rounds=25),  # a thousand, in one process
        )
    )


if __name__ == "__main__":
    sys.exit(main())
