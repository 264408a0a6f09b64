"""Rule tests that were run go in; their differences as tables and coverage by clause come out."""

from __future__ import annotations

from collections.abc import Iterable

from ..ruletests.carriers import Carrier
from ..ruletests.coverage import ClauseCoverage, Coverage
from ..ruletests.reasons import BREAKS, CANNOT, UNCARRIED
from ..ruletests.result import TestResult
from ..ruletests.suite import SuiteResult
from .findings_text import finding_lines
from .labels import count
from .layout import Cell, View, block, table, text_of
from .subjects import Tested

_NOTHING = "-"
_SHOWN = 2  # carriers of a clause that a line names


def tests_text(subject: Tested, view: View) -> str:
    """Each ruleset in turn: the tests that failed, the sum, then coverage by clause."""
    lines: list[str] = []
    for one in subject.suites:
        lines += [*([""] if lines else []), *suite_lines(one, subject.fail_under, view)]
    return text_of(lines)


def suite_lines(suite: SuiteResult, fail_under: float | None, view: View) -> list[str]:
    """One ruleset: what is wrong with its files, its failing tests, how many passed, coverage."""
    lines: list[str] = []
    for one in suite.findings:
        lines += [*finding_lines(one, view), ""]
    for test in suite.tests:
        if not test.passed:
            lines += [*test_lines(test, view), ""]
    lines.append(_sum(suite, view))
    if suite.tests and suite.coverage.clauses:
        lines += _coverage(suite, fail_under, view)
    return lines


def test_lines(test: TestResult, view: View) -> list[str]:
    """One test that failed: its name and title, then expected and found side by side."""
    mark = view.paint("red", view.say("未通过", "FAILED"))
    title = test.title.of(view.lang) if test.title is not None else ""
    lines = [f"{mark}  {test.name}  {title}".rstrip()]
    for one in test.findings:
        lines += finding_lines(one, view)
    return [*lines, *difference_table(test, view)]


def difference_table(test: TestResult, view: View) -> list[str]:
    """What, with its line, expected, found, and the sentence of the finding that was found."""
    if not test.differences:
        return []
    head = ("", view.say("应为", "expected"), view.say("实为", "found"), "")
    rows: list[tuple[Cell | str, ...]] = [tuple(Cell(one, "dim") for one in head)]
    for one in test.differences:
        line = f":{one.span.line}" if one.span is not None else ""
        message = one.message.of(view.lang) if one.message is not None else ""
        cells = (one.expected or _NOTHING, one.found or _NOTHING)
        rows.append((f"{one.what}{line}", *cells, Cell(message, "dim")))
    return table(rows, view)


def _sum(suite: SuiteResult, view: View) -> str:
    if suite.ruleset is None:
        return f"{suite.name}: {view.paint('red', view.say('不能使用，未运行测试', 'not run'))}"
    failed = sum(not one.passed for one in suite.tests)
    passed = len(suite.tests) - failed
    parts: Iterable[str] = (
        count(passed, "个测试通过", "test passed", view, many="tests passed"),
        *((count(failed, "个未通过", "failed", view, many="failed"),) if failed else ()),
    )
    style = "green" if suite.passed else "red"
    return f"{suite.name}: {view.paint(style, view.listed(parts))}"


# --- coverage by clause ---------------------------------------------------------------------------
def _coverage(suite: SuiteResult, fail_under: float | None, view: View) -> list[str]:
    found = suite.coverage
    share = f"{found.covered}/{len(found.clauses)} = {percent(found)} %"
    under = suite.under(fail_under)
    wanted = f" < {fail_under:g} %" if under else ""
    title = view.say("有约束力的条款已测试", "binding clauses covered")
    lines = [f"{title}: {view.paint('red' if under else 'green', share)}{wanted}"]
    open_ = [_open(one, view) for one in found.clauses if not one.covered]
    if open_:
        hint = view.say("由何承载，如何违反", "what carries it, and how that can be broken")
        head = (view.say("缺少", "missing"), hint)
        rows = [tuple(Cell(one, "dim") for one in ("", *head)), *open_]
        lines += block(view.say("未测试的条款", "Clauses not covered"), table(rows, view), view)
    used = [(one.clause, _why(one, view)) for one in found.clauses if one.why]
    title = view.say(
        "不能违反、用到即可的条款", "Clauses that cannot be broken: being used will do"
    )
    return [*lines, *block(title, table(used, view), view)]


def percent(found: Coverage) -> str:
    """A share in percent with one decimal, never rounded up to a whole."""
    return f"{int(found.percent * 10) / 10:.1f}"


def _open(one: ClauseCoverage, view: View) -> tuple[Cell | str, ...]:
    """A clause that is not covered: what is missing, how to break it, where it stands."""
    obeyed, broken = view.say("遵守", "obeyed"), view.say("违反", "broken")
    if one.breakable:
        sides = ((one.obeyed, obeyed), (one.broken, broken))
        missing = view.listed(word for tests, word in sides if not tests)
    else:
        missing = view.say("用到", "used")
    shown = [_carrier(item, view) for item in one.carriers[:_SHOWN]]
    shown = shown or [UNCARRIED.of(view.lang)]
    more = ["…"] if len(one.carriers) > _SHOWN else []
    return one.clause, missing, Cell(view.say("；", "; ").join((*shown, *more)), "dim")


def _carrier(carrier: Carrier, view: View) -> str:
    ways = view.listed(BREAKS[way].of(view.lang) for way in carrier.breaks)
    return f"{carrier.item.removeprefix('procedures.')}{view.bracket(ways)}"


def _why(one: ClauseCoverage, view: View) -> str:
    return view.say("；", "; ").join(CANNOT[way].of(view.lang) for way in one.why)
