"""Words that name rule tests go in; their results, by ruleset, come out: files, rules, engine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..diagnostics.errors import RulesetError, SourceError
from ..diagnostics.finding import Finding
from ..load.ruletest import LoadedTests, load_tests
from ..load.ruletest_files import FOLDER, RULESET, TestFile, every_shipped, files_of
from ..load.shipped import shipped_name
from ..ruletests.coverage import coverage
from ..ruletests.result import TestResult
from ..ruletests.run import Given, run_test
from ..ruletests.suite import SuiteResult
from .files import load
from .rules import Rules


def run_tests(words: Iterable[str]) -> tuple[SuiteResult, ...]:
    """Run the rule tests that the words mean: one result for each ruleset, in order of naming.

    A word is the id of a shipped ruleset, the folder of one ruleset or of several, a folder of
    tests or a file of them; no word at all means every shipped ruleset.

    Raises:
        SourceError: there is no such file or folder, or a ruleset that tests name cannot be read.
    """
    shelf = Shelf()
    by_ruleset: dict[str, list[LoadedTests]] = {}
    for file in files_meant(words):
        loaded = load_tests(file.path, name=file.name)
        by_ruleset.setdefault(ruleset_of(file, loaded), []).append(loaded)
    return tuple(_suite_of(shelf, name, listed) for name, listed in by_ruleset.items())


def tested(rules: Rules, words: Iterable[str]) -> SuiteResult:
    """The tests that the words mean run against these rules, whatever ruleset they lie beside.

    Without a word: those beside the ruleset's own file.

    Raises:
        SourceError: there is no such file or folder.
    """
    listed = tuple(words) or _beside(rules)
    files = files_meant(listed) if listed else ()
    return suite(rules, [load_tests(file.path, name=file.name) for file in files])


def files_meant(words: Iterable[str]) -> tuple[TestFile, ...]:
    """The files that words mean, each once; without a word those of every shipped ruleset.

    Raises:
        SourceError: there is no such file or folder.
    """
    listed = tuple(words)
    files = (file for one in listed for file in files_of(one)) if listed else every_shipped()
    return tuple(dict.fromkeys(files))


def _beside(rules: Rules) -> tuple[str, ...]:
    """The folder of a ruleset; a shipped one is known by its id, as its path is not told."""
    if rules.source == shipped_name(rules.id):
        return (rules.id,)
    folder = Path(rules.source).parent / FOLDER
    return (folder.as_posix(),) if rules.source and folder.is_dir() else ()


def _suite_of(shelf: Shelf, name: str, files: list[LoadedTests]) -> SuiteResult:
    try:
        return suite(shelf.rules(name), files)
    except RulesetError as error:
        return SuiteResult(ruleset=None, source=error.source, tests=(), findings=error.findings)


def suite(rules: Rules, files: Iterable[LoadedTests]) -> SuiteResult:
    """The tests of several files run against one ruleset."""
    results: list[TestResult] = []
    findings: list[Finding] = []
    for file in files:
        findings += apart(file)
        results += (run_test(rules, one) for one in given(file))
    procedures = (rules.compiled(name) for name in rules.ruleset.procedures)
    return SuiteResult(
        ruleset=rules.ruleset,
        source=rules.source,
        tests=tuple(results),
        findings=tuple(findings),
        coverage=coverage(rules.ruleset, procedures, results),
    )


def apart(file: LoadedTests) -> tuple[Finding, ...]:
    """What is wrong with a file of tests that belongs to none of them."""
    told = {one for test in file.tests for one in test.findings}
    return tuple(one for one in file.findings if one not in told)


def given(file: LoadedTests) -> tuple[Given, ...]:
    """The tests of a file in the form that the engine takes."""
    return tuple(
        Given(
            id=one.id,
            file=file.source,
            test=one.test,
            case=one.case,
            places=one.places,
            findings=one.findings,
        )
        for one in file.tests
    )


def ruleset_of(file: TestFile, loaded: LoadedTests) -> str:
    """The ruleset that a file names, else that of the folder above: an id or a path.

    Raises:
        SourceError: there is neither.
    """
    named, above = loaded.ruleset, file.ruleset
    if named is None:
        if above is None:
            raise SourceError(file.name, "it names no ruleset, and no folder above it has one")
        return above
    if "/" in named or named.endswith((".yaml", ".yml")):
        return (file.path.parent / named).as_posix()
    # The id of the folder above means that folder, be it shipped or not.
    if above is not None and Path(above).name == RULESET and Path(above).parent.name == named:
        return above
    return named


class Shelf:
    """The rulesets of one run, each loaded once."""

    def __init__(self) -> None:
        self._loaded: dict[str, Rules] = {}

    def rules(self, name: str) -> Rules:
        """A ruleset by its id or path.

        Raises:
            SourceError: it cannot be read.
            RulesetError: it has errors.
        """
        if name not in self._loaded:
            self._loaded[name] = load(name)
        return self._loaded[name]

    def rules_of(self, file: TestFile, loaded: LoadedTests) -> Rules:
        """The ruleset that a file of tests belongs to, as `ruleset_of` and `rules`."""
        return self.rules(ruleset_of(file, loaded))
