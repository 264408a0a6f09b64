"""One case a line: findings have their file and line, and one bad line hides no other."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendisclose as od

EVENT = '{"act": "apply", "role": "applicant", "at": "%s"}'
GOOD = f'{{"ruleset": "shihezi", "procedure": "on_request", "events": [{EVENT}]}}'
FIRST, SECOND = GOOD % "2026-09-18", GOOD % "2026-09-21"
BAD_TIME = GOOD % "soon"
NO_JSON = '{"procedure": "on_request", "events": [}'
NO_CASE = '{"events": []}'


def written(folder: Path, *lines: str, end: str = "\n") -> Path:
    file = folder / "cases.jsonl"
    file.write_bytes("".join(f"{line}{end}" for line in lines).encode())
    return file


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_line_is_a_case(tmp_path: Path, end: str) -> None:
    file = written(tmp_path, FIRST, "", SECOND, "   ", end=end)
    cases = od.read_cases(file)
    assert [str(one.case.events[0].at) for one in cases if one.case] == ["2026-09-18", "2026-09-21"]
    assert [one.source for one in cases] == [f"{file}:1", f"{file}:3"]
    assert [one.findings for one in cases] == [(), ()]
    assert len({one.sha256 for one in cases}) == 2


def test_findings_have_their_line_and_column(tmp_path: Path) -> None:
    file = written(tmp_path, FIRST, BAD_TIME, NO_JSON, NO_CASE, SECOND)
    cases = od.read_cases(file)
    assert [one.case is None for one in cases] == [False, False, True, True, False]
    found = [one for case in cases for one in case.findings]
    assert [(one.code.id, one.span.line, one.span.column) for one in found if one.span] == [
        ("OD602", 2, BAD_TIME.index('"soon"') + 1),
        ("OD101", 3, NO_JSON.index("[}") + 2),
        ("OD104", 4, 1),
    ]
    assert {one.span.file for one in found if one.span} == {str(file)}
    assert [one.span.text for one in found if one.span] == [BAD_TIME, NO_JSON, NO_CASE]


def test_a_character_that_ends_lines_elsewhere_ends_none_here(tmp_path: Path) -> None:
    strange = FIRST.replace('"events"', '"about": "a\u2028b\x85c", "events"')
    first, second = od.read_cases(written(tmp_path, strange, BAD_TIME))
    assert first.case is not None
    assert first.case.about == "a\u2028b\x85c"
    assert second.findings[0].span is not None
    assert second.findings[0].span.line == 2


def test_what_to_json_writes_is_a_line(tmp_path: Path, root: Path) -> None:
    case = od.read_case(root / "examples" / "shihezi-late-reply.yaml").case
    assert case is not None
    read = od.read_cases(written(tmp_path, case.to_json(), FIRST))
    assert read[0].case == case


def test_another_file_is_one_case(root: Path, tmp_path: Path) -> None:
    file = root / "examples" / "shihezi-late-reply.yaml"
    assert od.read_cases(file) == (od.read_case(file),)
    none = tmp_path / "case.json"
    none.write_text(NO_CASE, encoding="utf-8")
    assert [one.case for one in od.read_cases(none)] == [None]


def test_one_line_can_be_read_as_the_one_case_and_several_cannot(tmp_path: Path) -> None:
    assert od.read_case(written(tmp_path, FIRST)).case is not None
    with pytest.raises(od.CaseError, match="more follows"):
        od.read_case(written(tmp_path, FIRST, SECOND))


def test_a_file_that_is_no_text_is_one_finding(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(FIRST.encode() + b"\xff\n")
    (found,) = od.read_cases(file)
    assert (found.case, [one.code.id for one in found.findings]) == (None, ["OD109"])
