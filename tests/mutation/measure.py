"""A ruleset and a damage go in; who notices it comes out: validate, a rule test, only the twin."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from opendisclose.api import examine, files
from opendisclose.api.rules import Rules
from opendisclose.api.suites import files_meant
from opendisclose.api.suites import given as tests_of
from opendisclose.diagnostics.finding import Finding
from opendisclose.load.case import LoadedCase
from opendisclose.load.plain import loaded as loaded_case
from opendisclose.load.ruleset import LoadedRuleset
from opendisclose.load.ruletest import load_tests
from opendisclose.load.shipped import shipped_file
from opendisclose.ruletests.run import run_test
from tests.twins import told as told_by
from tests.twins import twin

from .damage import Damage, damages
from .pool import LOGS, pool, some_facts
from .text import Text
from .walks import Case

VALIDATE, TESTS, EQUIVALENT, MISSED, WRONG_LINE = (
    "validate",
    "tests",
    "equivalent",
    "missed",
    "wrong line",
)
KEPT = "kept"  # how the files of tests begin that were found by damages
ANSWERS = 400  # random facts that `classify` is asked about
TWINNED = 200  # cases of a procedure that the twin judges whatever the kernel says
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Told:
    """What became of one damage."""

    damage: Damage
    by: str


class Subject:
    """One ruleset that is damaged: its text, what is found in it unharmed, its tests.

    Without `kept` only the tests that were written by hand are its tests. A difference is
    looked for in at most `most` cases of a procedure, random logs among them if there is no such
    bound.
    """

    def __init__(
        self, name: str, folder: Path, *, kept: bool = True, most: int | None = None
    ) -> None:
        self.name = name
        self.most = most
        path = shipped_file(name)
        assert path is not None
        self.text = Text(path.read_text(encoding="utf-8"))
        self.copy = folder / f"{name}.yaml"  # the damaged one
        self.copy.write_text(self.text.text, encoding="utf-8")
        sound = examine(self.copy)
        assert sound.ruleset is not None
        self._laws = files._laws(sound.ruleset)  # no damage is done to them: they are read once
        self.before = Counter(map(_said, sound.findings))
        self.sound = rules_of(sound)
        meant = [one for one in files_meant([name]) if kept or not one.path.name.startswith(KEPT)]
        self.tests = [one for file in meant for one in tests_of(_load(file))]
        self.standing = [one for one in self.tests if run_test(self.sound, one).passed]

    def damages(self, most: int | None = None, seed: int = 1) -> Iterator[Damage]:
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

    def told(self, damage: Damage) -> Told:
        """Who notices a damage; if nobody does, whether it matters."""
        text = self.text.applied(damage.edits)
        loaded = self.read(text)
        by = self.noticed(loaded, damage)
        if not by:
            by = MISSED if self.matters(text, rules_of(loaded), damage) else EQUIVALENT
        return Told(damage, by)

    def noticed(self, loaded: LoadedRuleset, damage: Damage) -> str:
        """Who notices a damaged ruleset; nothing if nobody does."""
        new = self.new(loaded)
        if new:
            right = damage.line in {one.span.line for one in new if one.span is not None}
            return VALIDATE if right or not damage.reference else WRONG_LINE
        failing = loaded.ruleset is None or self.failing(rules_of(loaded), damage)
        return TESTS if failing else ""

    def read(self, text: str) -> LoadedRuleset:
        """A damaged text, as `validate` reads it."""
        self.copy.write_text(text, encoding="utf-8")
        with patch.object(files, "_laws", lambda ruleset: self._laws):
            return examine(self.copy)

    def new(self, loaded: LoadedRuleset) -> list[Finding]:
        """What `validate` says of a damaged ruleset and not of the sound one."""
        more = Counter(map(_said, loaded.findings)) - self.before
        return [one for one in loaded.findings if _said(one) in more]

    def concerned(self, damage: Damage) -> list[str]:
        """The procedures in which a damage may make a difference."""
        return [damage.procedure] if damage.procedure else list(self.text.plain["procedures"])

    def failing(self, rules: Rules, damage: Damage) -> bool:
        """Whether a rule test fails; those of other procedures need not run."""
        for number, one in enumerate(self.standing):
            concerned = damage.procedure in (None, getattr(one.test, "procedure", None))
            if concerned and not run_test(rules, one).passed:
                # The next damage stands near this one: the same test may notice it.
                self.standing.insert(0, self.standing.pop(number))
                return True
        return False

    # --- what a damage means -------------------------------------------------------------------

    def matters(self, text: str, rules: Rules, damage: Damage) -> bool:
        """Whether the slow twin judges some case differently, or `classify` some facts.

        The kernel looks for such a case among all, as it is quick; the twin has the last word.
        """
        now = plain(text)
        if any(self.differing(now, rules, name) for name in self.concerned(damage)):
            return True
        return damage.procedure is None and self.classified(rules)

    def classified(self, rules: Rules) -> bool:
        """Whether `classify` makes something else of some facts."""
        return answers(rules, self.facts()) != self._answers()

    def differing(self, now: dict[str, Any], rules: Rules, procedure: str) -> Case | None:
        """The first case that the twin judges differently; None if there is none."""
        if procedure not in now["procedures"]:
            return None
        whole = self.text.plain
        known = self.cases(procedure)
        for number, (case, read, before) in enumerate(known):
            suspected = told_by(rules.check(read, as_of=case[1])) != before
            step = max(1, len(known) // TWINNED)
            if (suspected or number % step == 0) and by_twin(whole, case) != by_twin(now, case):
                return case
        return None

    @cache  # noqa: B019 - a subject lives as long as the run
    def cases(self, procedure: str) -> list[tuple[Case, LoadedCase, Any]]:
        """Every case of a procedure's pool, read, with what is told of it."""
        found = []
        cases = pool(self.text.plain, procedure, self.tests, 0 if self.most else LOGS)
        for case in cases[:: len(cases) // self.most + 1 if self.most else 1]:
            read = loaded_case(case[0])
            found.append((case, read, told_by(self.sound.check(read, as_of=case[1]))))
        return found

    @cache  # noqa: B019
    def facts(self) -> list[dict[str, Any]]:
        """Facts about pieces of information that `classify` is asked about."""
        draw = random.Random(f"facts of {self.name}")
        facts = self.text.plain.get("facts") or {}
        return [some_facts(draw, facts) for _ in range(ANSWERS)]

    @cache  # noqa: B019
    def _answers(self) -> list[Any]:
        return answers(self.sound, self.facts())


def by_twin(ruleset: dict[str, Any], one: Case) -> Any:
    """What the twin says; a ruleset that it cannot read says something else than any other."""
    try:
        return twin(ruleset, *one)
    except Exception as error:  # whatever it is, the meaning is gone
        return type(error).__name__


def answers(rules: Rules, asked: Iterable[dict[str, Any]]) -> list[Any]:
    """What `classify` makes of facts, as far as the ruleset knows them."""
    known = rules.ruleset.facts
    found = []
    for facts in asked:
        answer = rules.classify({name: one for name, one in facts.items() if name in known})
        standing = tuple((one.name, one.clauses) for one in answer.standing)
        attribute = answer.attribute
        found.append((standing, attribute and (attribute.name, attribute.clauses), answer.asks))
    return found


def plain(text: str) -> dict[str, Any]:
    """A ruleset's text as the twin takes it."""
    told: dict[str, Any] = yaml.load(text, Loader=_LOADER)
    return told


def rules_of(loaded: LoadedRuleset) -> Rules:
    """Rules by which cases are judged."""
    assert loaded.ruleset is not None
    return Rules(
        ruleset=loaded.ruleset,
        findings=loaded.findings,
        places=loaded.places,
        source=loaded.source,
        sha256=loaded.sha256,
        layers=(),
    )


def _load(file: Any) -> Any:
    return load_tests(file.path, name=file.name)


def _said(one: Finding) -> tuple[str, str]:
    return one.code.id, one.message.en
