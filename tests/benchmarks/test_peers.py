"""What the comparison with pm4py rests on, without pm4py: its logs, its traces, who imports it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import opendisclose as od
from opendisclose.graph.compiled import Compiled
from opendisclose.report.formats import rendered
from opendisclose.report.layout import View
from opendisclose.report.pnml import NAMESPACE
from opendisclose.report.subjects import Shown

from .columns import FLOW, by_hand
from .peers import logs
from .peers.traces import FIRED, UNKNOWN, judged, traces

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "tests" / "benchmarks" / "peers"
THEIRS = ("pm4py", "r4pm")
_P = f"{{{NAMESPACE}}}"


def test_what_is_drawn_as_a_fault_is_found_and_nothing_else() -> None:
    log = logs.big(3_000)
    found = np.asarray(od.audit(od.load(FLOW), log.table).cases.column("findings")) > 0
    assert (found == log.faulty).all()
    assert by_hand(log.table)() == log.faulty.sum()
    assert all(kind.any() for kind in (log.flow, log.role, log.guard, log.late))


def test_text_in_no_order_is_the_same_log() -> None:
    log = logs.big(500)
    shuffled = logs.as_strings(log)
    assert shuffled.column("case").to_pylist() != log.table.column("case").to_pylist()
    asked = ["case", "code", "clause", "due", "actual", "zh"]
    one, other = (
        od.audit(od.load(FLOW), table).findings.select(asked).to_pylist()
        for table in (log.table, shuffled)
    )
    assert one
    assert sorted(map(str, one)) == sorted(map(str, other))


def test_late_by_one_to_four_working_days_is_late_and_the_last_day_is_not() -> None:
    log = logs.tight(2_000)
    found = od.audit(od.load(FLOW), log.table)
    assert log.late.any()
    assert ((np.asarray(found.cases.column("findings")) > 0) == log.late).all()
    assert set(found.findings.column("working_days_late").to_pylist()) == {1, 2, 3, 4}


def test_hardly_two_cases_of_the_wild_log_are_alike() -> None:
    log = logs.wild(2_000)
    assert log.variants > 1_900
    few = logs.repeated(log, 20)
    assert few.variants <= 20
    assert od.audit(od.load(FLOW), few.table).cases.num_rows == 2_000


@pytest.mark.parametrize(
    ("ruleset", "procedure"),
    [
        (str(FLOW), "application"),
        ("shihezi", "on_request"),
        ("cn-ogi-2019", "on_request"),
        ("kuancheng", "on_request"),
    ],
)
def test_in_order_is_what_the_exported_net_can_run(ruleset: str, procedure: str) -> None:
    """Meaning 3: no finding of order, exactly if the acts and what expired are a run of the net."""
    rules = od.load(ruleset)
    compiled = rules.compiled(procedure)
    net = _Net(compiled)
    told = [judged(rules, one) for one in traces(compiled, 250)]
    for one in told:
        ends = net.after(one.trace)
        assert one.in_order == bool(ends), one.trace
        assert (one.in_order and one.complete) == (not ends.isdisjoint(net.finals)), one.trace
    assert {one.in_order for one in told} == {True, False}
    assert not any(one.in_order for one in told if UNKNOWN in one.trace)


class _Net:
    """The token game over the PNML that `show` prints: no table of the library is looked at."""

    def __init__(self, compiled: Compiled) -> None:
        subject = Shown(ruleset=compiled.ruleset, procedures=(compiled,))
        root = ET.fromstring(rendered(subject, "pnml", View()))
        self.finals = {
            frozenset(place.get("idref", "") for place in one) for one in root.iter(f"{_P}marking")
        }
        arcs = [(one.get("source", ""), one.get("target", "")) for one in root.iter(f"{_P}arc")]
        self._moves: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for one in root.iter(f"{_P}transition"):
            number = one.get("id", "")
            takes = frozenset(source for source, target in arcs if target == number)
            gives = frozenset(target for source, target in arcs if source == number)
            name = number.removeprefix("t_").rpartition(".")[0]
            transition = compiled.procedure.transitions[name]
            fires = transition.when_expired is not None
            label = f"{FIRED}{name}" if fires else transition.act or name
            self._moves.setdefault(label, []).append((takes, gives))

    def after(self, trace: tuple[str, ...]) -> frozenset[frozenset[str]]:
        """Every marking that the net can be in after a trace; none if it is no beginning of one."""
        markings = {frozenset({"p_unopened"})}
        for act in trace:
            markings = {
                (marking - takes) | gives
                for marking in markings
                for takes, gives in self._moves.get(act, ())
                if takes <= marking
            }
        return frozenset(markings)


def test_nothing_but_the_comparison_imports_what_it_compares_with() -> None:
    """pm4py is under the AGPL: neither the package nor its tests may need it."""
    pattern = re.compile(rf"^\s*(?:from|import) (?:{'|'.join(THEIRS)})\b", re.MULTILINE)
    importing = {
        file
        for file in (*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"))
        if pattern.search(file.read_text(encoding="utf-8"))
    }
    assert importing
    assert all(file.is_relative_to(PEERS) for file in importing), importing
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert not any(name in project for name in THEIRS)


def test_the_page_tells_the_command_and_every_bound() -> None:
    assert "\nbench-peers:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "explanation" / "speed.md").read_text(encoding="utf-8")
    assert "make bench-peers" in page
    source = (PEERS / "ratios.py").read_text(encoding="utf-8")
    bounds = re.findall(r"(?:yield _at_least\(|bound=)([\d.]+)", source)
    told = re.findall(r"\| [≥≤] ([\d.]+) \|", page)
    assert told == bounds
