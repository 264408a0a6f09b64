"""Each exit code has one meaning, whatever the command; a fault is told in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from opendisclose.cli.exit_codes import MEANINGS, Exit, gravest

from .conftest import Ran

CASE = "examples/shihezi-late-reply.yaml"
OPEN = "examples/shihezi-open-request.yaml"
BROKEN = "examples/broken-ruleset.yaml"
START = ("--start", "2026-09-18")

MISUSES = {
    "no such ruleset": ("validate", "nowhere.yaml"),
    "no such id": ("show", "nowhere"),
    "a directory": ("validate", "examples"),
    "no such case": ("check", "nowhere.yaml"),
    "no such case for next": ("next", "nowhere.yaml"),
    "no such day": ("check", CASE, "--as-of", "2026-02-30"),
    "a day in another spelling": ("next", CASE, "--as-of", "2026-9-18"),
    "a day outside the calendar": ("check", CASE, "--as-of", "1990-01-01"),
    "a start that is no time": ("due", "shihezi", "on_request.reply", "--start", "tomorrow"),
    "a start outside the calendar": ("due", "shihezi", "on_request.reply", "--start", "1990-01-01"),
    "no such procedure": ("show", "shihezi", "nothing"),
    "no such procedure of a deadline": ("due", "shihezi", "nothing.reply", *START),
    "no such deadline": ("due", "shihezi", "on_request.nothing", *START),
    "a period that is none": ("due", "shihezi", "on_request.opinion", *START, "--period", "15"),
    "a period of nothing": ("due", "shihezi", "on_request.opinion", *START, "--period", "0wd"),
    "a period for a fixed one": ("due", "shihezi", "on_request.reply", *START, "--period", "3wd"),
    "two procedures, one diagram": ("show", "tests/report/office.yaml", "--format", "mermaid"),
}
USAGES = {
    "no such command": ("judge", CASE),
    "no such option": ("check", CASE, "--colour"),
    "no such format": ("check", CASE, "--format", "sarif"),
    "no such severity": ("check", CASE, "--fail-on", "worst"),
    "no file": ("validate",),
    "no start": ("due", "shihezi", "on_request.reply"),
    "nothing at all": (),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", MISUSES.values(), ids=MISUSES)
def test_misuse_is_told_in_one_line(
    words: tuple[str, ...], lang: str, od: Callable[..., Ran]
) -> None:
    ran = od(*words, "--lang", lang)
    assert ran.code == Exit.MISUSE
    assert ran.out == ""
    assert ran.err.startswith("opendisclose: ")
    assert ran.err.count("\n") == 1
    assert any("\u4e00" <= one <= "\u9fff" for one in ran.err) == (lang == "zh")


@pytest.mark.parametrize("words", USAGES.values(), ids=USAGES)
def test_a_command_line_that_cannot_be_read_is_misuse(
    words: tuple[str, ...], od: Callable[..., Ran]
) -> None:
    ran = od(*words)
    assert ran.code == Exit.MISUSE
    assert "Usage: opendisclose" in ran.out + ran.err


def test_a_file_without_permission_is_misuse(
    od: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refused)
    ran = od("validate", BROKEN)
    assert (ran.code, ran.err) == (
        Exit.MISUSE,
        f"opendisclose: {BROKEN}: there is no permission to read it\n",
    )


def test_one_file_that_cannot_be_read_hides_no_other(od: Callable[..., Ran]) -> None:
    ran = od("validate", "nowhere.yaml", BROKEN)
    assert ran.code == Exit.MISUSE
    assert "8 errors" in ran.out
    ran = od("check", "nowhere.yaml", CASE)
    assert ran.code == Exit.MISUSE
    assert ran.out.startswith("VIOLATION")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("validate", "tests/report/office.yaml"), Exit.CLEAN),
        (("validate", "shihezi"), Exit.CLEAN),
        (("validate", BROKEN), Exit.FINDINGS),
        (("validate", BROKEN, "--fail-on", "never"), Exit.CLEAN),
        (("check", CASE), Exit.FINDINGS),
        (("check", CASE, "--fail-on", "never"), Exit.CLEAN),
        (("check", OPEN), Exit.CLEAN),
        (("check", OPEN, "--fail-on", "warning"), Exit.CLEAN),
        (("check", OPEN, "--fail-on", "note"), Exit.FINDINGS),
        (("check", OPEN, "--fail-on", "indeterminate"), Exit.CLEAN),
        (("check", "examples/broken-case.yaml"), Exit.FINDINGS),
        (("check", "tests/report/office-before.yaml"), Exit.CLEAN),
        (("next", "examples/broken-case.yaml"), Exit.FINDINGS),
        (("next", CASE), Exit.CLEAN),
        (("check", CASE, "--ruleset", BROKEN), Exit.FINDINGS),
        (("check", CASE, "--ruleset", BROKEN, "--fail-on", "never"), Exit.FINDINGS),
        (("next", CASE, "--ruleset", BROKEN), Exit.FINDINGS),
        (("show", BROKEN), Exit.FINDINGS),
        (("due", BROKEN, "on_request.reply", *START), Exit.FINDINGS),
        (("check", BROKEN), Exit.FINDINGS),
        (("next", BROKEN), Exit.FINDINGS),
        (("check", CASE, "--as-of", "2026-01-05"), Exit.NOTHING),
        (("check", CASE, "--as-of", "2026-01-05", "--fail-on", "never"), Exit.NOTHING),
        (("--version",), Exit.CLEAN),
        (("--help",), Exit.CLEAN),
        (("check", "--help"), Exit.CLEAN),
    ],
)
def test_codes(words: tuple[str, ...], code: Exit, od: Callable[..., Ran]) -> None:
    assert od(*words).code == code


def test_indeterminate_counts_if_it_is_named(od: Callable[..., Ran], tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "procedure: on_request\nevents:\n"
        "  - {act: apply, at: 2026-12-21T09:00, role: applicant}\n"
        "  - {act: refuse, at: 2027-01-08T09:00, role: principal_office, cites: [privacy],\n"
        "     data: {reasons: true, separable: false, subject: [privacy]}}\n",
        encoding="utf-8",
    )
    words = ("check", str(case), "--ruleset", "shihezi")
    assert od(*words).out.startswith("INDETERMINATE 不能确定")
    assert od(*words).code == Exit.CLEAN
    assert od(*words, "--fail-on", "warning").code == Exit.FINDINGS
    assert od(*words, "--fail-on", "indeterminate").code == Exit.FINDINGS


@pytest.mark.parametrize("words", [("check", OPEN), ("validate", "shihezi"), ("next", OPEN)])
def test_a_fault_of_ours_is_one_line_and_a_traceback_only_with_debug(
    words: tuple[str, ...], od: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("this\nmust not happen")

    monkeypatch.setattr("opendisclose.report.formats.rendered", fails)
    ran = od(*words)
    assert (ran.code, ran.out) == (Exit.FAULT, "")
    assert ran.err.startswith("opendisclose: internal fault: RuntimeError: this must not happen")
    assert ran.err.count("\n") == 1
    ran = od("--debug", *words)
    assert ran.code == Exit.FAULT
    assert "Traceback (most recent call last)" in ran.err


def test_an_interrupt_is_what_it_is_in_shells(
    od: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("opendisclose.report.formats.rendered", interrupted)
    assert od("check", OPEN).code == 130


def test_findings_that_keep_a_command_from_its_answer_go_to_standard_error(
    od: Callable[..., Ran],
) -> None:
    ran = od("show", BROKEN, "--lang", "zh")
    assert (ran.code, ran.out) == (Exit.FINDINGS, "")
    assert "OD201 [dangling-reference] 没有名为 `answerd` 的状态" in ran.err


def test_every_code_has_one_meaning_and_the_gravest_counts() -> None:
    assert list(MEANINGS) == list(Exit) == [0, 1, 2, 3, 4]
    assert gravest([]) is Exit.CLEAN
    assert gravest([Exit.CLEAN, Exit.NOTHING]) is Exit.NOTHING
    assert gravest([Exit.NOTHING, Exit.FINDINGS]) is Exit.FINDINGS
    assert gravest([Exit.FINDINGS, Exit.MISUSE]) is Exit.MISUSE
    assert gravest([Exit.MISUSE, Exit.FAULT]) is Exit.FAULT
