"""Damages that nobody notices go in; small rule tests that notice them come out, as YAML."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from opendisclose.api.rules import Rules
from opendisclose.api.suites import given as tests_of
from opendisclose.diagnostics.finding import Finding
from opendisclose.load.case import LoadedCase
from opendisclose.load.ruletest import load_tests
from opendisclose.load.shipped import shipped_file
from opendisclose.replay.verdict import Word
from opendisclose.ruletests.compare import clock_name
from opendisclose.ruletests.run import Given, run_test

from .damage import Damage
from .measure import Case, Subject, rules_of, said_by_twin

FILE = "kept.yaml"
HEAD = """\
# yaml-language-server: $schema=../../test-1.schema.json
# Small cases, each of which tells a slip in the ruleset from the ruleset as it stands. They were
# found by `make mutate` and hold what is there; what the document says is held by the others.
opendisclose_test: 1
ruleset: {name}
tests:
"""
TRIES = 6  # differing cases that are tried for one damage
Raw = dict[str, Any]


class Keeper:
    """Finds the tests that a ruleset's tests lack."""

    def __init__(self, subject: Subject, folder: Path, taken: int) -> None:
        self.subject = subject
        self.file = folder / "one.yaml"
        self.number = taken
        self.sound = subject.sound
        self.found: list[str] = []

    def keep(self, damage: Damage) -> bool:
        """A test for a damage, if one is needed and there is one: it fails under the damage."""
        text = self.subject.text.applied(damage.edits)
        harmed = rules_of(self.subject.read(text))
        now = yaml.safe_load(text)
        for written in self._tests(damage, harmed, now):
            given = self._read(written)
            if run_test(self.sound, given).passed and not run_test(harmed, given).passed:
                self.found.append(written)
                self.number += 1
                self.subject.standing.append(given)
                self.subject.tests.append(given)
                return True
        return False

    def _tests(self, damage: Damage, harmed: Rules, now: Raw) -> Iterator[str]:
        title = {
            "zh": f"{self._path(damage)} 不变",
            "en": f"{self._path(damage)} stands",
        }
        tried = 0
        for name in self.subject.concerned(damage):
            for case, before in self.subject.cases(name):
                if name in now["procedures"] and said_by_twin(now, case) != before:
                    tried += 1
                    yield self._case(title, self._small(case, now))
                    yield self._case(title, case)
                if tried == TRIES:
                    return
        if damage.procedure is None:
            yield from self._classify(title, harmed)

    def _path(self, damage: Damage) -> str:
        return ".".join(str(one) for one in damage.route if not isinstance(one, int))

    def _read(self, written: str) -> Given:
        self.file.write_text(HEAD.format(name=self.subject.name) + written, encoding="utf-8")
        (given,) = tests_of(load_tests(self.file, name=self.file.name))
        return given

    # --- cases ---------------------------------------------------------------------------------

    def _small(self, case: Case, now: Raw) -> Case:
        """The case without all that makes no difference to the twin."""
        whole = self.subject.text.plain

        def differs(one: Case) -> bool:
            return bool(one[0]["events"]) and said_by_twin(whole, one) != said_by_twin(now, one)

        smaller = True
        while smaller:
            smaller = False
            for one in _less(case):
                if differs(one):
                    case, smaller = one, True
                    break
        return case

    def _case(self, title: Raw, case: Case) -> str:
        raw, as_of = deepcopy(case[0]), case[1]
        test: Raw = {"title": title, **{name: one for name, one in raw.items() if one}}
        if as_of is not None:
            test["as_of"] = as_of.isoformat()
        given = self._read(_written("x", {**test, "expect": {"verdict": "compliant"}}))
        if not isinstance(given.case, LoadedCase):
            return _written("x", {**test, "expect": {"verdict": "compliant"}})
        verdict = self.sound.check(given.case, as_of=as_of)
        found = [one for one in verdict.findings if one.kind is not None]
        if verdict.word is Word.INDETERMINATE:
            found += verdict.missing
        expect: Raw = {"verdict": verdict.word.value}
        if found:
            expect["findings"] = [_expected(one) for one in found]
        notes = [_expected(one) for one in verdict.notes if one.kind is not None]
        if notes:
            expect["notes"] = [{k: v for k, v in one.items() if k != "kind"} for one in notes]
        clocks = {clock_name(one): one.status.value for one in verdict.clocks}
        dues = {clock_name(one): _due(one) for one in verdict.clocks if not one.provisional}
        expect |= {k: v for k, v in (("due", dues), ("clocks", clocks)) if v}
        if verdict.states:
            expect["states"] = list(verdict.states)
        return _written(f"kept_{self.number + 1}", {**test, "expect": expect})

    # --- facts ---------------------------------------------------------------------------------

    def _classify(self, title: Raw, harmed: Rules) -> Iterator[str]:
        known = harmed.ruleset.facts
        for facts in self.subject.facts():
            small = {name: one for name, one in facts.items() if name in known}
            if self._answer(self.sound, small) == self._answer(harmed, small):
                continue
            for name in list(small):
                less = {one: value for one, value in small.items() if one != name}
                if less and self._answer(self.sound, less) != self._answer(harmed, less):
                    small = less
            expect = self._answer(self.sound, small)
            test = {"title": title, "classify": small, "expect": expect}
            yield _written(f"kept_{self.number + 1}", test)

    def _answer(self, rules: Rules, facts: Raw) -> Raw:
        answer = rules.classify(facts)
        told: Raw = {"attribute": answer.attribute.name if answer.attribute else "none"}
        told["exemptions"] = [one.name for one in answer.standing]
        if answer.asks:
            told["ask"] = [one.fact for one in answer.asks]
        return told


def _less(case: Case) -> Iterator[Case]:
    """The case with one thing less."""
    raw, as_of = case
    for number in range(len(raw["events"])):
        rest = [*raw["events"][:number], *raw["events"][number + 1 :]]
        gone = raw["events"][number].get("id")
        rest = [one for one in rest if one.get("of") != gone or gone is None]
        yield {**raw, "events": rest}, as_of
    if raw.get("facts"):
        yield {k: v for k, v in raw.items() if k != "facts"}, as_of
    if as_of is not None:
        yield raw, None
    for number, event in enumerate(raw["events"]):
        for less in _less_of(event):
            yield (
                {**raw, "events": [*raw["events"][:number], less, *raw["events"][number + 1 :]]},
                as_of,
            )


def _less_of(event: Raw) -> Iterator[Raw]:
    for name in ("received", "actor", "cites", "data", "key"):
        if name in event:
            yield {k: v for k, v in event.items() if k != name}
    for name in event.get("data") or {}:
        yield {**event, "data": {k: v for k, v in event["data"].items() if k != name}}


def _expected(one: Finding) -> Raw:
    told: Raw = {"code": one.code.id, "clause": list(one.clauses) or "none"}
    told |= {"event": one.event} if one.event else {}
    told |= {"kind": one.kind} if one.kind else {}
    return told | ({"key": one.key} if one.key else {})


def _due(view: Any) -> Any:
    day = view.due or view.earliest
    if view.moment is not None:
        return view.moment.replace(tzinfo=None)
    return day if view.due is not None else "none"


def _flow(value: Any) -> str:
    told = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return told.removesuffix("...\n").strip()


def _plain(value: Any) -> Any:
    """Times as they are written in a log."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def _written(name: str, test: Raw) -> str:
    """One test, an event to a line."""
    lines = [f"  {name}:"]
    for key, value in _plain(test).items():
        if key in ("events", "expect") and value:
            lines.append(f"    {key}:")
            each = value.items() if isinstance(value, dict) else ((None, one) for one in value)
            for inner, one in each:
                lines.append(f"      {inner}: {_flow(one)}" if inner else f"      - {_flow(one)}")
        else:
            lines.append(f"    {key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ruleset")
    parser.add_argument("--most", type=int, help="at most so many damages of a kind")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    path = shipped_file(asked.ruleset)
    assert path is not None
    target = path.parent / "tests" / FILE
    before = (
        target.read_text(encoding="utf-8") if target.exists() else HEAD.format(name=asked.ruleset)
    )
    with tempfile.TemporaryDirectory() as folder:
        subject = Subject(asked.ruleset, Path(folder))
        keeper = Keeper(subject, Path(folder), before.count("\n  kept_"))
        for damage in subject.damages(asked.most, asked.seed):
            if not damage.reference and subject.unnoticed(damage) and keeper.keep(damage):
                target.write_text(before + "".join(keeper.found), encoding="utf-8")
    print(f"{asked.ruleset}: {len(keeper.found)} tests")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
