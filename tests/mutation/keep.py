"""Damages that nobody notices go in; few and small rule tests that notice them come out."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from opendisclose.api.rules import Rules
from opendisclose.api.suites import given as tests_of
from opendisclose.load.case import LoadedCase
from opendisclose.load.plain import loaded as loaded_case
from opendisclose.load.ruleset import load_ruleset_text
from opendisclose.load.ruletest import load_tests
from opendisclose.load.shipped import shipped_file
from opendisclose.replay.verdict import Verdict, Word
from opendisclose.ruletests.compare import clock_name
from opendisclose.ruletests.run import Given, run_test
from tests.oracle.net import as_list
from tests.twins import told as told_by

from .damage import Damage
from .measure import EQUIVALENT, KEPT, MISSED, TESTS, Subject, Told, by_twin, plain, rules_of
from .smaller import numbered, smallest
from .table import lines
from .walks import Case
from .written import HEAD, case_test, facts_test, id_of, written

MOST_LINES = 1500  # of a file of tests; beyond it there is one for each procedure
COST = 8  # of a test, in events
MOST_CASES, FEWER = 900, 500  # in which a difference is looked for: with what is damaged, and other
Raw = dict[str, Any]
Place = tuple[str, int]  # a procedure, and a case in its pool; no procedure: facts to classify


@dataclass(eq=False)
class Keeper:
    """Finds the tests that a ruleset's own tests lack."""

    subject: Subject
    folder: Path
    share: float = 1.0  # of the damages that a test could notice; the last ones take one test each
    found: dict[str, tuple[str, str]] = field(default_factory=dict)  # id: procedure, text

    def __post_init__(self) -> None:
        self.file = self.folder / "one.yaml"
        self.harmed = lru_cache(maxsize=96)(self._harmed)
        self._read = lru_cache(maxsize=1000)(self._read_anew)

    def keep(self, damages: Iterable[Damage]) -> list[Told]:
        """Tests for every damage that needs one and has a case; what becomes of each damage."""
        told = [self._told(one) for one in damages]
        left = {one.damage: self.places(one.damage) for one in told if one.by == MISSED}
        left = {one: places for one, places in left.items() if places}
        by_tests: set[Damage] = set()
        most = round(len(left) * (1 - self.share))
        while len(left) > most:
            gains: dict[Place, list[Damage]] = {}
            for damage, places in left.items():
                for place in places:
                    gains.setdefault(place, []).append(damage)
            best = max(gains, key=lambda one: len(gains[one]) / self._cost(one))
            by_tests.update(self._kept(best, gains[best]))
            for damage in list(left):
                left[damage].discard(best)
                if damage in by_tests or not left[damage]:
                    del left[damage]
        told = [replace(one, by=TESTS) if one.damage in by_tests else one for one in told]
        return [self._told_again(one, left) if one.by == MISSED else one for one in told]

    # --- what tells a damage -------------------------------------------------------------------

    def _harmed(self, damage: Damage) -> Rules:
        """A damaged ruleset of which `validate` has said nothing, so that it is only read."""
        text = self.subject.text.applied(damage.edits)
        return rules_of(load_ruleset_text(text, name=self.subject.name))

    def _told(self, damage: Damage) -> Told:
        """Who notices a damage without the tests that are looked for here."""
        loaded = self.subject.read(self.subject.text.applied(damage.edits))
        by = self.subject.noticed(loaded, damage)
        return Told(damage, by or MISSED)

    def _told_again(self, one: Told, left: Collection[Damage]) -> Told:
        """Whether one of the tests found notices it; if none does, whether it matters.

        Of those that are left it is known that they matter.
        """
        rules = self.harmed(one.damage)
        for procedure, kept in self.found.values():
            concerned = one.damage.procedure in (None, procedure)
            if concerned and not run_test(rules, self._read(kept)).passed:
                return Told(one.damage, TESTS)
        by = MISSED if one.damage in left else self._late(one.damage, rules)
        return Told(one.damage, by)

    def _late(self, damage: Damage, rules: Rules) -> str:
        """A test of the first case that the twin judges differently, if there is one after all."""
        now = plain(self.subject.text.applied(damage.edits))
        for name in self.subject.concerned(damage):
            case = self.subject.differing(now, rules, name)
            if case is not None:
                most = len(_expectable(self._check(case))[1])
                return TESTS if self._kept_case(name, case, most, [damage]) else MISSED
        classified = damage.procedure is None and self.subject.classified(rules)
        return MISSED if classified else EQUIVALENT

    def places(self, damage: Damage) -> set[Place]:
        """The cases and the facts of which a test would notice a damage."""
        rules = self._harmed(damage)
        found: set[Place] = set()
        for name in self.subject.concerned(damage):
            if name not in rules.ruleset.procedures:
                continue
            found |= {(name, one) for one in self._differing(rules, name, damage)}
        if damage.procedure is None:
            known = rules.ruleset.facts
            for number, facts in enumerate(self.subject.facts()):
                small = {name: one for name, one in facts.items() if name in known}
                if self._answer(self.subject.sound, facts) != self._answer(rules, small):
                    found.add(("", number))
        return found

    def _differing(self, rules: Rules, procedure: str, damage: Damage) -> set[int]:
        """The cases that differ, of those that have a damaged act; if none does, of some others."""
        known = [one for one in enumerate(self.known(procedure)) if one[1][2]]
        named = [one for one in known if self._names(damage, procedure, one[1][0])]
        for listed in (named[:: len(named) // MOST_CASES + 1], known[:: len(known) // FEWER + 1]):
            found = {
                number
                for number, (case, read, before) in listed
                if _expectable(rules.check(read, as_of=case[1])) != before
            }
            if found:
                return found
        return set()

    def _names(self, damage: Damage, procedure: str, case: Case) -> bool:
        """Whether a case has what is damaged: an event of its act, or one that starts its clock."""
        if damage.procedure is None or len(damage.route) < len(("procedures", "p", "part", "id")):
            return True
        part, name = damage.route[2:4]
        raw = self.subject.text.plain["procedures"][procedure][part][name] or {}
        if part == "transitions" and "when_expired" not in raw:
            meant = {name, raw.get("act", name)}
        elif part == "deadlines":
            starts = as_list(raw.get("starts"))
            meant = {one["act"] if isinstance(one, dict) else one for one in starts}
        else:
            return True
        return "period" in meant or any(one.get("act") in meant for one in case[0]["events"])

    @lru_cache  # noqa: B019 - a keeper lives as long as the run
    def known(self, procedure: str) -> list[tuple[Case, LoadedCase, Any]]:
        """The pool with what a test can expect; nothing of cases that are not read whole."""
        found: list[tuple[Case, LoadedCase, Any]] = []
        for case, read, _ in self.subject.cases(procedure):
            verdict = self.subject.sound.check(read, as_of=case[1])
            whole = all(one.kind is not None for one in verdict.findings)
            found.append((case, read, _expectable(verdict) if whole else None))
        return found

    def _cost(self, place: Place) -> int:
        """How long a test is to read; each fault in it makes it harder."""
        procedure, number = place
        if not procedure:
            return COST
        (raw, _), _, before = self.known(procedure)[number]
        return COST + len(raw["events"]) + 2 * len(before[1])

    # --- one test ------------------------------------------------------------------------------

    def _kept(self, place: Place, damages: list[Damage]) -> list[Damage]:
        """A test of a case, as small as still notices all that the case does; what it notices."""
        procedure, number = place
        if not procedure:
            return self._kept_facts(number, damages)
        case, _, before = self.known(procedure)[number]
        return self._kept_case(procedure, case, len(before[1]), damages)

    def _kept_case(
        self, procedure: str, case: Case, most: int, damages: list[Damage]
    ) -> list[Damage]:
        """The same of any case; a smaller one shall not have more than so many faults."""
        noticed = self._noticed(self._tested(case, most), damages)
        if not noticed or not self._agreed(case):
            return []

        def does(one: Case) -> bool:
            return len(self._noticed(self._tested(one, most), noticed)) == len(noticed)

        case = smallest(case, does)
        case = numbered(case) if does(numbered(case)) else case
        test = self._tested(case, most)
        if test is None or not self._agreed(case):
            return []
        for name in ("notes", "clocks"):
            shorter = {**test, "expect": {k: v for k, v in test["expect"].items() if k != name}}
            if len(self._noticed(shorter, noticed)) == len(noticed):
                test = shorter
        self._add(procedure, test)
        return noticed

    def _kept_facts(self, number: int, damages: list[Damage]) -> list[Damage]:
        facts = self.subject.facts()[number]
        noticed = self._noticed(self._classified(facts), damages)
        for name in list(facts):
            less = {one: value for one, value in facts.items() if one != name}
            if less and noticed == self._noticed(self._classified(less), noticed):
                facts = less
        if noticed:
            self._add("", self._classified(facts))
        return noticed

    def _add(self, procedure: str, test: Raw) -> None:
        name = id_of(test, set(self.found))
        self.found[name] = (procedure, written(name, test))

    def _tested(self, case: Case, most: int) -> Raw | None:
        """A test of a case that passes; None if there is none, or if it has more faults."""
        raw, as_of = case
        if not raw["events"] and as_of is None:
            return None
        verdict = self._check(case)
        faults = _expectable(verdict)[1]
        if len(faults) > most or any(one.kind is None for one in verdict.findings):
            return None
        test = case_test(self.subject.sound, raw, as_of, verdict)
        return test if run_test(self.subject.sound, self._given(test)).passed else None

    def _classified(self, facts: Raw) -> Raw:
        return facts_test(facts, self.subject.sound.classify(facts))

    def _noticed(self, test: Raw | None, damages: list[Damage]) -> list[Damage]:
        if test is None:
            return []
        given = self._given(test)
        return [one for one in damages if not run_test(self.harmed(one), given).passed]

    def _agreed(self, case: Case) -> bool:
        """Whether the slow twin says the same of the sound ruleset as the kernel."""
        return bool(told_by(self._check(case)) == by_twin(self.subject.text.plain, case))

    def _check(self, case: Case) -> Verdict:
        return self.subject.sound.check(loaded_case(case[0]), as_of=case[1])

    def _given(self, test: Raw) -> Given:
        return self._read(written("x", test))

    def _read_anew(self, text: str) -> Given:
        self.file.write_text(HEAD.format(name=self.subject.name) + text, encoding="utf-8")
        (given,) = tests_of(load_tests(self.file, name=self.file.name))
        return given

    def _answer(self, rules: Rules, facts: Raw) -> Any:
        return facts_test({}, rules.classify(facts))["expect"]


def _expectable(verdict: Verdict) -> Any:
    """All that a test can expect of a case."""
    found = [one for one in verdict.findings if one.kind is not None]
    found += verdict.missing if verdict.word is Word.INDETERMINATE else ()
    told = [
        (one.code.id, tuple(sorted(one.clauses)), one.event, one.kind, one.key)
        for one in (*found, *(note for note in verdict.notes if note.kind is not None))
    ]
    clocks = {
        clock_name(one): (one.status, one.due, one.moment, one.provisional)
        for one in verdict.clocks
    }
    unread = sum(one.kind is None for one in verdict.findings)
    return verdict.word, sorted(told, key=str), clocks, sorted(verdict.states), unread


def kept_files(name: str, found: dict[str, tuple[str, str]], order: list[str]) -> dict[str, str]:
    """The text of each file: one of all, or one of each procedure if that is too long."""
    ranked = sorted(found.values(), key=lambda one: order.index(one[0]) if one[0] else -1)
    head = HEAD.format(name=name)
    whole = head + "".join(text for _, text in ranked)
    if whole.count("\n") <= MOST_LINES:
        return {f"{KEPT}.yaml": whole} if found else {}
    return {
        f"{KEPT}_{one or 'classify'}.yaml": head + "".join(t for p, t in ranked if p == one)
        for one in dict.fromkeys(procedure for procedure, _ in ranked)
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ruleset")
    parser.add_argument("--most", type=int, help="at most so many damages of a kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.9, help="of what is unnoticed as yet")
    asked = parser.parse_args()
    path = shipped_file(asked.ruleset)
    assert path is not None
    target = path.parent / "tests"
    with tempfile.TemporaryDirectory() as folder:
        subject = Subject(asked.ruleset, Path(folder), kept=False)
        keeper = Keeper(subject, Path(folder), asked.share)
        drawn = subject.damages(asked.most, asked.seed)
        told = keeper.keep(one for one in drawn if not one.reference)
        order = list(subject.text.plain["procedures"])
        texts = kept_files(asked.ruleset, keeper.found, order)
    for old in target.glob(f"{KEPT}*.yaml"):
        old.unlink()
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8")
    print("\n".join(lines(asked.ruleset, told)))
    print(f"  {len(keeper.found)} tests kept")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
