"""`pytest --opendisclose PATH`: rule tests in, one item of pytest for each out.

Nothing heavier than pytest itself is imported before the option is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .api.suites import Shelf
    from .load.ruletest import LoadedTests
    from .load.ruletest_files import TestFile
    from .ruletests.run import Given


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("opendisclose", "rule tests of disclosure rules")
    group.addoption(
        "--opendisclose",
        action="append",
        metavar="PATH",
        help="also run the rule tests of a ruleset (its id or folder), of a folder of rulesets or "
        "of tests, or of a file; may be given several times",
    )


def pytest_configure(config: pytest.Config) -> None:
    words: list[str] = config.getoption("--opendisclose") or []
    if not words:
        return
    from .api.suites import files_meant
    from .diagnostics.errors import SourceError

    try:
        files = {one.path.resolve(): one for one in files_meant(words)}
    except SourceError as error:
        raise pytest.UsageError(str(error)) from error
    # Beside whatever else is asked for. A worker of several is handed them with its arguments.
    config.args += [str(one) for one in files if str(one) not in config.args]
    config.pluginmanager.register(_Collecting(files), "opendisclose-files")


class _Collecting:
    """Makes rule tests of the files that the option means."""

    def __init__(self, files: dict[Path, TestFile]) -> None:
        from .api.suites import Shelf

        self._files = files
        self._shelf = Shelf()

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> RuleTestFile | None:
        file = self._files.get(file_path)
        if file is None:
            return None
        return RuleTestFile.from_parent(parent, path=file_path, file=file, shelf=self._shelf)


class RuleTestFile(pytest.File):
    """A file of rule tests."""

    def __init__(self, *, file: TestFile, shelf: Shelf, **rest: Any) -> None:
        super().__init__(**rest)
        self.file = file
        self.shelf = shelf

    def collect(self) -> Iterator[pytest.Item]:
        """One item a test, and one more for what is wrong with the file as such."""
        from .api.suites import apart, given
        from .load.ruletest import load_tests

        loaded = load_tests(self.file.path, name=self.file.name)
        if apart(loaded):
            yield UnreadItem.from_parent(self, name="(file)", loaded=loaded)
        ruleset = (self.file, loaded)
        for one in given(loaded):
            yield RuleTestItem.from_parent(
                self, name=one.id, given=one, shelf=self.shelf, ruleset=ruleset
            )


class NotAsExpectedError(Exception):
    """A rule test that has not passed; its text is what the terminal shows."""


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        from .diagnostics.errors import OpenDiscloseError

        if isinstance(excinfo.value, (NotAsExpectedError, OpenDiscloseError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class RuleTestItem(_Item):
    """One rule test."""

    def __init__(
        self, *, given: Given, shelf: Shelf, ruleset: tuple[TestFile, LoadedTests], **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.given = given
        self.shelf = shelf
        self.ruleset = ruleset

    def runtest(self) -> None:
        from .report.layout import View, text_of
        from .report.tests_text import test_lines
        from .ruletests.run import run_test

        result = run_test(self.shelf.rules_of(*self.ruleset), self.given)
        if not result.passed:
            raise NotAsExpectedError(text_of(test_lines(result, View())))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        at = self.given.places.of((), key=True)
        return self.path, at.line - 1 if at is not None else None, self.given.id


class UnreadItem(_Item):
    """What is wrong with a file of rule tests, apart from single tests."""

    def __init__(self, *, loaded: LoadedTests, **rest: Any) -> None:
        super().__init__(**rest)
        self.loaded = loaded

    def runtest(self) -> None:
        from .api.suites import apart
        from .report.findings_text import finding_lines
        from .report.layout import View, text_of

        lines = [line for one in apart(self.loaded) for line in finding_lines(one, View())]
        raise NotAsExpectedError(text_of(lines))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, "(file)"
