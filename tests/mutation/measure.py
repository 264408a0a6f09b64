"""A ruleset and a damage go in; who notices it comes out: validate, a rule test, only the twin."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, given, settings

from opendisclose.api import examine
from opendisclose.api.rules import Rules
from opendisclose.api.suites import files_meant
from opendisclose.api.suites import given as tests_of
from opendisclose.diagnostics.finding import Finding
from opendisclose.load.ruleset import LoadedRuleset
from opendisclose.load.ruletest import load_tests
from opendisclose.load.shipped import shipped_file
from opendisclose.model.times import time_of
from opendisclose.ruletests.run import Given, run_test
from tests.strategies import logs
from tests.twins import twin

from .damage import Damage, damages
from .text import Text

VALIDATE, TESTS, EQUIVALENT, MISSED, WRONG_LINE = (
    "validate",
    "tests",
    "equivalent",
    "missed",
    "wrong line",
)
LOGS = 150  # random logs of each procedure that a damage is looked for in
ANSWERS = 300  # random facts that `classify` is asked about
Case = tuple[dict[str, Any], datetime | None]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Told:
    """What became of one damage."""

    damage: Damage
    by: str


class Subject:
    """One ruleset that is damaged: its text, what is found in it unharmed, its tests."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        path = shipped_file(name)
        assert path is not None
        self.text = Text(path.read_text(encoding="utf-8"))
        self.copy = folder / f"{name}.yaml"  # the damaged one
        self.copy.write_text(self.text.text, encoding="utf-8")
        sound = examine(self.copy)
        self.before = Counter(map(_said, sound.findings))
        self.tests = [one for file in files_meant([name]) for one in tests_of(_load(file))]
        self.sound = rules_of(sound)
        self.standing = [one for one in self.tests if run_test(self.sound, one).passed]

    def damages(self, most: int | None, seed: int = 1) -> Iterator[Damage]:
        """At most so many damages of each kind, drawn by a fixed seed."""
        kinds: dict[str, list[Damage]] = {}
        for one in damages(self.text):
            kinds.setdefault(one.kind, []).append(one)
        for kind, listed in kinds.items():
            draw = random.Random(f"{self.name} {kind} {seed}")
            yield from listed if most is None else draw.sample(listed, min(most, len(listed)))

    @staticmethod
    def has_tests(name: str) -> bool:
        return bool(files_meant([name]))

    def told(self, damage: Damage, *, search: bool = True) -> Told:
        """Who notices a damage. With `search` the twin tells whether what nobody notices matters;
        else all of it counts as missed.
        """
        text = self.text.applied(damage.edits)
        loaded = self.read(text)
        new = Counter(map(_said, loaded.findings)) - self.before
        if new:
            found = [one.span for one in loaded.findings if _said(one) in new]
            right = damage.line in {one.line for one in found if one is not None}
            return Told(damage, VALIDATE if right or not damage.reference else WRONG_LINE)
        if loaded.ruleset is None or self._failing(rules_of(loaded), damage.procedure):
            return Told(damage, TESTS)
        matters = not search or self._differs(text, loaded, damage)
        return Told(damage, MISSED if matters else EQUIVALENT)

    def unnoticed(self, damage: Damage) -> bool:
        """Whether neither `validate` nor a rule test says anything, be it equivalent or not."""
        loaded = self.read(self.text.applied(damage.edits))
        if loaded.ruleset is None or Counter(map(_said, loaded.findings)) - self.before:
            return False
        return not self._failing(rules_of(loaded), damage.procedure)

    def read(self, text: str) -> LoadedRuleset:
        """A damaged text, as `validate` reads it."""
        self.copy.write_text(text, encoding="utf-8")
        return examine(self.copy)

    def concerned(self, damage: Damage) -> list[str]:
        """The procedures in which a damage may make a difference."""
        return [damage.procedure] if damage.procedure else list(self.text.plain["procedures"])

    def _failing(self, rules: Rules, procedure: str | None) -> bool:
        return any(
            not run_test(rules, one).passed
            for one in self.standing
            if procedure in (None, _procedure(one))
        )

    # --- what a damage means -------------------------------------------------------------------

    def _differs(self, text: str, loaded: LoadedRuleset, damage: Damage) -> bool:
        """Whether the slow twin judges some case differently, or `classify` some facts."""
        now: dict[str, Any] = yaml.load(text, Loader=_LOADER)
        for name in self.concerned(damage):
            if name in now["procedures"] and any(
                said_by_twin(now, one) != before for one, before in self.cases(name)
            ):
                return True
        if damage.procedure:
            return False
        return _rules_answer(rules_of(loaded), self.facts()) != self._answers()

    @cache  # noqa: B019 - a subject lives as long as the run
    def cases(self, procedure: str) -> list[tuple[Case, Any]]:
        drawn = self._tested(procedure) + drawn_logs(self.text.plain, procedure, LOGS)
        return [(one, said_by_twin(self.text.plain, one)) for one in drawn]

    def _tested(self, procedure: str) -> list[Case]:
        """The cases of the rule tests."""
        found: list[Case] = []
        for one in self.tests:
            if _procedure(one) == procedure and one.test is not None:
                case = one.test.case().model_dump(by_alias=True, exclude_none=True)
                found.append((_plain_case(case), _instant(one.test.as_of)))
        return found

    @cache  # noqa: B019
    def facts(self) -> list[dict[str, Any]]:
        draw = random.Random(f"facts of {self.name}")
        facts = self.text.plain.get("facts") or {}
        return [_random_facts(draw, facts) for _ in range(ANSWERS)]

    @cache  # noqa: B019
    def _answers(self) -> list[Any]:
        return _rules_answer(self.sound, self.facts())


def _load(file: Any) -> Any:
    return load_tests(file.path, name=file.name)


def _said(one: Finding) -> tuple[str, str]:
    return one.code.id, one.message.en


def rules_of(loaded: LoadedRuleset) -> Rules:
    assert loaded.ruleset is not None
    return Rules(
        ruleset=loaded.ruleset,
        findings=loaded.findings,
        places=loaded.places,
        source=loaded.source,
        sha256=loaded.sha256,
        layers=(),
    )


def _procedure(one: Given) -> str | None:
    return getattr(one.test, "procedure", None)


def _instant(written: str | None) -> datetime | None:
    """The end of a day, or an instant on the wall clock, as the twin takes it."""
    read = time_of(written) if written is not None else None
    if read is None or isinstance(read, datetime):
        return read.replace(tzinfo=None) if read is not None else None
    return datetime.combine(read, time.max)


def _plain_case(case: dict[str, Any]) -> dict[str, Any]:
    """Empty parts of a case left out, as in a file."""
    events = [{k: v for k, v in one.items() if v not in ((), {}, None)} for one in case["events"]]
    kept = {k: v for k, v in case.items() if v not in ((), {}, None)}
    return {**kept, "events": events}


def drawn_logs(ruleset: dict[str, Any], procedure: str, number: int) -> list[Case]:
    """So many random logs of a procedure, the same in every run."""
    found: list[Case] = []

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(logs(ruleset, procedure))
    def draw(log: Case) -> None:
        found.append(log)

    draw()
    return found


def said_by_twin(ruleset: dict[str, Any], one: Case) -> Any:
    """What the twin says; a ruleset that it cannot read says something else than any other."""
    try:
        return twin(ruleset, *one)
    except Exception as error:  # whatever it is, the meaning is gone
        return type(error).__name__


def _random_facts(draw: random.Random, facts: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, fact in facts.items():
        values = list(fact.get("values") or [])
        makes: dict[str, Callable[[], Any]] = {
            "boolean": lambda: draw.random() < 0.5,
            "integer": lambda: draw.choice((0, 1, 2, 10, 40)),
            "enum": lambda values=values: draw.choice(values),
            "list": lambda values=values: [draw.choice(values)] if values else [],
        }
        if fact["type"] in makes and draw.random() < 0.3:
            found[name] = makes[fact["type"]]()
    return found


def _rules_answer(rules: Rules, asked: list[dict[str, Any]]) -> list[Any]:
    known = rules.ruleset.facts
    answers = []
    for facts in asked:
        answer = rules.classify({name: one for name, one in facts.items() if name in known})
        standing = tuple((one.name, one.clauses) for one in answer.standing)
        attribute = answer.attribute
        answers.append((standing, attribute and (attribute.name, attribute.clauses), answer.asks))
    return answers
