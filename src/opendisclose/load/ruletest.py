"""A file of rule tests in, its tests out, each with its places, and findings for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics.codes import (
    BY_ID,
    MISSING_KEY,
    UNREADABLE_TIME,
    WRONG_ID,
    WRONG_VALUE,
    Severity,
)
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import NO_PLACES, Places, Route
from ..diagnostics.wording import NOTHING, nearest, shown
from ..model.base import NAME
from ..model.ruletest import NO_DATE, CaseTest, ClassifyTest, RuleTests
from ..model.times import time_of
from .build import build
from .case import LoadedCase
from .document import parse_source
from .events import check_data
from .expected import expected
from .logged import read_logged
from .order import ordered
from .source import Source, from_text, read_source
from .tree import MapNode, Node, Tree
from .values import read_values

_TEST = Words(zh="一个规则测试 {title: …, expect: …}", en="a rule test {title: …, expect: …}")
_CODE = Words(zh="一个代码，如 OD701", en="a code such as OD701")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTest:
    """One rule test; `test` is None if its findings leave nothing that could be run.

    `case` is the case of it as one that was read from a file; None where it classifies. `places`
    are those of the test, by routes that begin at it.
    """

    id: str
    test: CaseTest | ClassifyTest | None
    case: LoadedCase | None
    places: Places
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTests:
    """What became of a file of rule tests.

    Findings are placed and in the order of the file: `findings` are all of them, those of single
    tests included. `ruleset` is what the file names, if it does.
    """

    source: str
    ruleset: str | None
    tests: tuple[LoadedTest, ...]
    findings: tuple[Finding, ...]
    places: Places


def load_tests(path: str | Path, *, name: str | None = None) -> LoadedTests:
    """The rule tests in the YAML or JSON file at `path`, called `name` in findings.

    Names are not compared with a ruleset here.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return _load(read_source(path, name=name))


def load_tests_text(content: str | bytes, *, name: str) -> LoadedTests:
    """The same for content that is already at hand."""
    return _load(from_text(content, name=name))


def _load(source: Source) -> LoadedTests:
    parsed = parse_source(source)
    if parsed.tree is None:
        return LoadedTests(
            source=source.name,
            ruleset=None,
            tests=(),
            findings=ordered(parsed.findings, NO_PLACES),
            places=NO_PLACES,
        )
    tree = parsed.tree
    places = tree.places()
    listed = tree.root.values.get("tests")
    header, found = _header(tree)
    nodes = listed.values.items() if isinstance(listed, MapNode) else ()
    tests = tuple(_test(name, node, tree, source) for name, node in nodes)
    every = (*parsed.findings, *found, *(one for test in tests for one in test.findings))
    return LoadedTests(
        source=source.name,
        ruleset=header.ruleset if header is not None else None,
        tests=tests,
        findings=ordered(every, places),
        places=places,
    )


def _header(tree: Tree) -> tuple[RuleTests | None, tuple[Finding, ...]]:
    """The file without its tests."""
    values = dict(tree.root.values)
    if isinstance(tests := values.get("tests"), MapNode):
        values["tests"] = MapNode(keys={}, values={}, start=tests.start, end=tests.end)
    root = MapNode(keys=tree.root.keys, values=values, start=tree.root.start, end=tree.root.end)
    built = build(RuleTests, read_values(root), tree=tree, node=root)
    return built.value, built.findings


def _test(name: str, node: Node, tree: Tree, source: Source) -> LoadedTest:
    base: Route = ("tests", name)
    places = tree.places()
    found = list(_check_id(name, base))
    test: CaseTest | ClassifyTest | None = None
    case = None
    if not isinstance(node, MapNode):
        written = shown(tree.written(node)) or NOTHING
        values = {"key": name, "expected": _TEST, "found": written}
        found.append(make(WRONG_VALUE, values, route=base))
    elif "classify" in node.values:
        test, said = _of_information(node, tree, base)
        found += said
    else:
        read = read_logged(CaseTest, node, tree, base)
        test = read.value
        found += read.findings
        if test is not None:
            case = LoadedCase(
                case=test.case(),
                places=places.under(base),
                findings=(),
                source=f"{source.name}#{name}",
                sha256=source.sha256,
                positions=read.positions,
            )
    if test is not None:
        found += _check_values(test, base)
    findings = ordered(found, places)
    sound = not any(one.severity is Severity.ERROR for one in findings)
    return LoadedTest(
        id=name,
        test=test if sound else None,
        case=case if sound else None,
        places=places.under(base),
        findings=findings,
    )


def _of_information(
    node: MapNode, tree: Tree, base: Route
) -> tuple[ClassifyTest | None, tuple[Finding, ...]]:
    reading = read_values(node, base=base, nulls=("classify",))
    if reading.data.get("classify", {}) is None:
        reading.data["classify"] = {}
    found = []
    for name, finding in check_data(reading.data.get("classify"), (*base, "classify")):
        found.append(finding)
        del reading.data["classify"][name]
    built = build(ClassifyTest, reading, tree=tree, node=node, base=base)
    return built.value, (*found, *built.findings)


def _check_id(name: str, base: Route) -> Iterator[Finding]:
    if re.match(NAME, name) is None:
        wanted = expected("string_pattern_mismatch", {"pattern": NAME})
        values = {"name": shown(name), "expected": wanted}
        yield make(WRONG_ID, values, route=base, at_key=True)


def _check_values(test: CaseTest | ClassifyTest, base: Route) -> Iterator[Finding]:
    """What the model cannot see: times that are none, codes that nothing has, an empty `expect`."""
    if test.as_of is not None and time_of(test.as_of) is None:
        yield _no_time(test.as_of, (*base, "as_of"))
    here = (*base, "expect")
    if isinstance(test, ClassifyTest):
        if test.expect.attribute is None and test.expect.exemptions is None:
            yield make(MISSING_KEY, {"key": "attribute"}, route=here, at_key=True)
        return
    for clock, due in test.expect.due.items():
        if due != NO_DATE and time_of(due) is None:
            yield _no_time(due, (*here, "due", clock))
    for listed in ("findings", "notes"):
        for index, one in enumerate(getattr(test.expect, listed)):
            if one.code not in BY_ID:
                yield _no_code(one.code, (*here, listed, index, "code"))


def _no_time(text: str, route: Route) -> Finding:
    return make(UNREADABLE_TIME, {"found": shown(text) or NOTHING}, route=route)


def _no_code(text: str, route: Route) -> Finding:
    meant = nearest(text, BY_ID)
    advice = None
    if meant is not None:
        advice = Words(zh=f"是否指 `{meant}`？", en=f"did you mean `{meant}`?")
    values = {"key": "code", "expected": _CODE, "found": shown(text) or NOTHING}
    return make(WRONG_VALUE, values, help=advice, route=route)
