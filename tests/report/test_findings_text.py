"""One finding in every part it can have, and in none."""

from __future__ import annotations

from opendisclose.diagnostics import codes
from opendisclose.diagnostics.finding import Finding, Related, Words, make
from opendisclose.diagnostics.places import Span
from opendisclose.report.findings_github import files_github
from opendisclose.report.findings_json import finding_data
from opendisclose.report.findings_sarif import files_sarif
from opendisclose.report.findings_text import finding_lines
from opendisclose.report.layout import View
from opendisclose.report.notes_text import notes
from opendisclose.report.subjects import FileReport, Files

ZH, EN = View(lang="zh"), View(lang="en")


def span(line: int, column: int, end: int, text: str) -> Span:
    return Span(
        file="规则.yaml", line=line, column=column, end_line=line, end_column=end, text=text
    )


def test_the_caret_stands_under_wide_characters_and_the_gutter_fits_every_line() -> None:
    related = Related(
        route=(), message=Words(zh="另一处", en="the other"), span=span(112, 1, 2, "第")
    )
    found = make(
        codes.DUPLICATE_KEY,
        {"key": "条"},
        span=span(9, 3, 4, "第一条: 1"),
        related=(related,),
        clauses=("第一条",),
    )
    assert finding_lines(found, ZH) == [
        "规则.yaml:9:3: 错误 OD102 [duplicate-key] 键 `条` 在同一处写了两次",
        "    |",
        "  9 | 第一条: 1",
        "    |     ^^",
        "    = 规则.yaml:112:1: 另一处",
        "112 | 第",
        "    | ^^",
        "    = 建议：保留一处",
        "    = 条款：第一条",
    ]


def test_a_finding_without_a_place_is_one_line() -> None:
    bare = make(codes.NO_EVENTS, {})
    assert finding_lines(bare, EN) == [
        "error OD608 [nothing-to-judge] the case has no event that can be judged"
    ]
    at_event = make(codes.DUPLICATE_EVENT, {"event": "e1"}, event="e1")
    assert finding_lines(at_event, EN)[0].startswith("e1: error OD607 ")
    no_text = make(codes.NO_EVENTS, {}, span=span(1, 1, 1, ""))
    assert len(finding_lines(no_text, EN)) == 1
    unplaced = Related(route=(), message=Words(zh="他处", en="elsewhere"))
    assert finding_lines(make(codes.NO_EVENTS, {}, related=(unplaced,)), EN)[1] == "  = elsewhere"


def test_a_finding_without_a_place_is_told_of_its_file() -> None:
    file = FileReport(source="a b,c.yaml", findings=(make(codes.NO_EVENTS, {}),))
    subject = Files(files=(file,))
    assert files_github(subject, EN).startswith(
        "::error file=a b%2Cc.yaml,title=OD608 nothing-to-judge::the case"
    )
    assert '"uri": "a%20b%2Cc.yaml"' in files_sarif(subject, EN)
    assert '"region"' not in files_sarif(subject, EN)
    data = finding_data(file.findings[0])
    assert (data["file"], data["line"], data["help"], data["clause"]) == (None, None, None, None)


def test_an_absolute_path_is_a_uri() -> None:
    file = FileReport(source="/a b.yaml", findings=())
    assert '"uri": "file:///a%20b.yaml"' in files_sarif(Files(files=(file,)), EN)


def assumed(event: str, act: str, entry: str) -> Finding:
    return make(codes.CONTENT_ASSUMED, {"act": act, "entry": entry}, event=event)


def test_assumptions_are_told_together_and_everything_else_once() -> None:
    received = [
        make(codes.RECEIPT_ASSUMED, {"act": act}, event=event)
        for event, act in (("e1", "ask"), ("e3", "tell"), ("e1", "ask"))
    ]
    found = [
        make(codes.DRAFT, {}),
        assumed("e1", "ask", "name"),
        received[0],
        assumed("e2", "answer", "reasons"),
        assumed("e1", "ask", "purpose"),
        *received[1:],
        make(codes.DRAFT, {}),
    ]
    assert notes(found, EN) == [
        "  OD805  the ruleset is a draft and judged as if in force",
        "  OD801  e1 ask: not logged, assumed to be there: name; purpose",
        "  OD801  e2 answer: not logged, assumed to be there: reasons",
        "  OD802  receipt not logged, same day assumed: e1 ask, e3 tell",
    ]


def test_what_a_sentence_was_filled_with_is_kept_as_data() -> None:
    words = Words(zh="5 个工作日", en="5 working days")
    found = assumed("e1", "ask", "name")
    assert dict(found.values) == {
        "act": Words(zh="ask", en="ask"),
        "entry": Words(zh="name", en="name"),
    }
    late = make(
        codes.LATE, {"act": "a", "actual": "b", "deadline": "c", "due": "d", "working_days": words}
    )
    assert dict(late.values)["working_days"] == words
