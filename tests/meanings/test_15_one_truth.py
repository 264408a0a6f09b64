"""Meaning 15: one implementation, a slow twin beside it, and the same output to the byte."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from tests.twins import told, twin

from .small import BASE, FIVE, LINE, check, done, rules

ROOT = Path(__file__).resolve().parents[2]
CLOCKS = """{d: {owed_by: office, starts: [open, move], within: {working_days: 2}, met_by: close,
  clause: D, excluded: {from: pause, until: resume},
  extended: {act: grant, needs: [note], at_most: {working_days: 1}, clause: E}}}"""


def plain(transitions: str, deadlines: str) -> dict[str, Any]:
    ruleset: dict[str, Any] = yaml.safe_load(BASE)
    states = yaml.safe_load("{a: {}, b: {}, c: {}, end: {final: true}}")
    ruleset["procedures"] = {
        "p": {
            "states": states,
            "transitions": yaml.safe_load(transitions),
            "deadlines": yaml.safe_load(deadlines),
        }
    }
    return ruleset


class TestTwin:
    """Beside the implementation stand slow, obvious twins that only the tests use."""

    def test_every_log_of_three_acts_after_the_opening(self) -> None:
        """A day lies between two acts, and a weekend before the last."""
        judged_by, ruleset = rules(LINE, CLOCKS), plain(LINE, CLOCKS)
        acts = ("open", "move", "close", "note", "pause", "resume", "grant")
        for named in product(acts, repeat=3):
            log = [
                done(act, f"2025-06-{day:02}T09:00")
                for act, day in zip(("open", *named), (4, 5, 6, 9), strict=True)
            ]
            verdict = check(judged_by, *log, as_of="2025-06-11T12:00")
            times = [{**one, "at": datetime.fromisoformat(one["at"])} for one in log]
            case = {"procedure": "p", "facts": {}, "events": times}
            assert told(verdict) == twin(ruleset, case, datetime(2025, 6, 11, 12)), named


class TestSameOutput:
    """The same input gives the same output to the byte."""

    def test_the_same_verdict_twice(self) -> None:
        log = done("close", "2025-06-09", role="section"), done("open", "2025-06-10")
        one, other = (check(rules(LINE, FIVE), *log, as_of="2025-07-01") for _ in range(2))
        assert one == other
        assert [one.steps for one in one.clocks] == [one.steps for one in other.clocks]

    def test_whatever_the_order_in_which_python_keeps_sets(self) -> None:
        case = str(ROOT / "examples" / "shihezi-late-reply.yaml")
        printed = {
            subprocess.run(
                [sys.executable, "-m", "opendisclose", "check", case, "--format", "json"],
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "src"},
                capture_output=True,
                check=False,
            ).stdout
            for seed in ("1", "2")
        }
        assert len(printed) == 1
        assert b"late" in printed.pop()
