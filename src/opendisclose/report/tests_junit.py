"""Rule tests that were run go in; JUnit XML comes out, as continuous integration reads it.

One `testsuite` a ruleset, one `testcase` a test; what a test or a file of tests cannot be read for
is an `error`, a difference a `failure`, coverage below the least asked for a failed test case.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from ..ruletests.result import TestResult
from ..ruletests.suite import SuiteResult
from .findings_text import finding_lines
from .layout import View
from .subjects import Tested
from .tests_text import difference_table, percent

# Characters that XML 1.0 does not have, not even escaped.
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tests_junit(subject: Tested, view: View) -> str:
    """The results as one XML document; times are 0, as the same input has to give the same text."""
    plain = View(lang=view.lang)
    root = Xml.Element("testsuites", name="opendisclose")
    for one in subject.suites:
        _suite(root, one, subject.fail_under, plain)
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _suite(root: Xml.Element, suite: SuiteResult, fail_under: float | None, view: View) -> None:
    under = suite.under(fail_under)
    unread = sum(bool(one.findings) for one in suite.tests) + len(suite.findings)
    failed = sum(bool(one.differences) for one in suite.tests) + under
    count = len(suite.tests) + len(suite.findings) + (fail_under is not None)
    at = Xml.SubElement(
        root,
        "testsuite",
        name=suite.name,
        tests=str(count),
        failures=str(failed),
        errors=str(unread),
        skipped="0",
        time="0",
    )
    for finding in suite.findings:
        case = _case(at, suite.name, finding.span.label() if finding.span else suite.source)
        _say(case, "error", finding.code.name, finding.message.of(view.lang), [finding.line()])
    for test in suite.tests:
        _test(at, suite.name, test, view)
    if fail_under is not None:
        case = _case(at, suite.name, "coverage by clause")
        if under:
            text = f"{percent(suite.coverage)} % < {fail_under:g} %"
            missing = [one.clause for one in suite.coverage.clauses if not one.covered]
            _say(case, "failure", "coverage", text, missing)


def _test(at: Xml.Element, suite: str, test: TestResult, view: View) -> None:
    case = _case(at, f"{suite}.{test.procedure or 'classify'}", test.id)
    if test.findings:
        first = test.findings[0]
        lines = [line for one in test.findings for line in finding_lines(one, view)]
        _say(case, "error", first.code.name, first.message.of(view.lang), lines)
    if test.differences:
        what = ", ".join(dict.fromkeys(one.what for one in test.differences))
        # The schema has no place for a file and a line.
        place = test.span.label() if test.span is not None else test.file
        _say(case, "failure", "difference", what, [place, *difference_table(test, view)])


def _case(at: Xml.Element, group: str, name: str) -> Xml.Element:
    return Xml.SubElement(at, "testcase", classname=group, name=_plain(name), time="0")


def _say(case: Xml.Element, tag: str, kind: str, message: str, lines: list[str]) -> None:
    one = Xml.SubElement(case, tag, message=_plain(message), type=kind)
    one.text = _plain("\n".join(lines))


def _plain(text: str) -> str:
    return _REFUSED.sub("\ufffd", text)
