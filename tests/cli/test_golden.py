"""Everything that a person or a program reads, compared with the golden files.

They are written anew by `pytest --update-golden` (or UPDATE_GOLDEN=1) and reviewed as a diff.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Ran

AS_OF = ("--as-of", "2026-11-20")
LATE = ("check", "examples/shihezi-late-reply.yaml", *AS_OF)
OPEN = "examples/shihezi-open-request.yaml"
BROKEN = "examples/broken-ruleset.yaml"
OFFICE = "tests/report/office.yaml"
SAMPLE = "tests/codes/OD501-conflict-with-the-law"
COMPARE = ("compare", f"{SAMPLE}/bad.yaml", "--with", f"{SAMPLE}/law.yaml")
DIFFERENCE = ("compare", f"{SAMPLE}/good.yaml", f"{SAMPLE}/bad.yaml")
CLASSIFY = ("classify", "tests/classify/information.yaml")
REPLY = ("due", "shihezi", "on_request.reply", "--start")

# name: exit code, words; every text is read in both languages.
TEXTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "check-late-reply": (1, LATE),
    "check-open-request": (0, ("check", OPEN, *AS_OF)),
    "check-overdue": (1, ("check", OPEN, "--as-of", "2026-12-25")),
    "check-broken-case": (1, ("check", "examples/broken-case.yaml")),
    "check-nothing": (3, ("check", OPEN, "--as-of", "2026-01-05")),
    "check-two": (1, ("check", OPEN, "examples/broken-case.yaml")),
    "check-unusable-ruleset": (1, (*LATE, "--ruleset", BROKEN)),
    "check-office-draft": (1, ("check", "tests/report/office-draft.yaml")),
    "check-office-open": (0, ("check", "tests/report/office-open.yaml")),
    "check-office-unknown": (1, ("check", "tests/report/office-unknown.yaml")),
    "check-office-before": (0, ("check", "tests/report/office-before.yaml")),
    "next-open-request": (0, ("next", OPEN, *AS_OF)),
    "next-office-open": (
        0,
        ("next", "tests/report/office-open.yaml", "--as-of", "2026-11-18T10:00"),
    ),
    "next-complete": (0, ("next", "examples/shihezi-late-reply.yaml", *AS_OF)),
    "next-unopened": (0, ("next", OPEN, "--as-of", "2026-01-05")),
    "due-reply": (0, (*REPLY, "2026-09-18")),
    "due-provisional": (0, (*REPLY, "2026-12-18")),
    "due-set": (
        0,
        ("due", "shihezi", "on_request.opinion", "--start", "2026-09-18", "--period", "10wd"),
    ),
    "due-unset": (0, ("due", "shihezi", "on_request.opinion", "--start", "2026-09-18")),
    "due-hours": (0, ("due", OFFICE, "request.receipt", "--start", "2026-09-18T10:30")),
    "due-promptly": (0, ("due", OFFICE, "request.soon", "--start", "2026-09-18")),
    "classify-withheld": (0, (*CLASSIFY, "subject=privacy,secret", "harm=true")),
    "classify-lifted": (
        0,
        (*CLASSIFY, "subject=privacy", "consent=written", "harm=false", "pages=3"),
    ),
    "classify-attribute": (
        0,
        (*CLASSIFY, "harm=false", "pages=3", "importance=in_doubt", "--on", "2026-05-06"),
    ),
    "classify-asked": (0, CLASSIFY),
    "classify-unread": (1, (*CLASSIFY, "subjct=secret", "consent=writen")),
    "compare-law": (1, COMPARE),
    "compare-law-html": (1, (*COMPARE, "--format", "html")),
    "compare-two": (0, DIFFERENCE),
    "compare-two-html": (0, (*DIFFERENCE, "--format", "html")),
    "show-office": (0, ("show", OFFICE)),
    "show-office-parts": (0, ("show", OFFICE, "--readings", "--defects", "--clauses")),
    "show-office-mermaid": (0, ("show", OFFICE, "request", "--format", "mermaid")),
    "show-office-dot": (0, ("show", OFFICE, "--format", "dot")),
    "validate-broken": (1, ("validate", BROKEN, OFFICE)),
    "validate-clean": (0, ("validate", OFFICE)),
    "validate-github": (1, ("validate", BROKEN, "--format", "github")),
}
DATA: dict[str, tuple[int, tuple[str, ...]]] = {
    "check-late-reply.json": (1, LATE),
    "check-two.json": (1, ("check", OPEN, "examples/broken-case.yaml")),
    "check-unusable-ruleset.json": (1, (*LATE, "--ruleset", BROKEN)),
    "next-open-request.json": (0, ("next", OPEN, *AS_OF)),
    "due-reply.json": (0, (*REPLY, "2026-09-18")),
    "due-hours.json": (0, ("due", OFFICE, "request.receipt", "--start", "2026-09-18T10:30")),
    "classify-lifted.json": (
        0,
        (*CLASSIFY, "subject=privacy", "consent=written", "harm=false", "pages=3"),
    ),
    "classify-attribute.json": (
        0,
        (*CLASSIFY, "harm=false", "pages=3", "importance=in_doubt", "--on", "2026-05-06"),
    ),
    "compare-law.json": (1, COMPARE),
    "compare-two.json": (0, DIFFERENCE),
    "show-office.json": (0, ("show", OFFICE)),
    "validate-broken.json": (1, ("validate", BROKEN, OFFICE)),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TEXTS)
def test_text(
    name: str, lang: str, od: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    code, words = TEXTS[name]
    ran = od(*words, "--lang", lang)
    assert ran.code == code
    golden(f"{name}.{lang}.txt", ran.out)


@pytest.mark.parametrize("name", DATA)
def test_json(name: str, od: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    code, words = DATA[name]
    ran = od(*words, "--format", "json")
    assert ran.code == code
    assert ran.out == od(*words, "--format", "json", "--lang", "zh").out
    golden(name, ran.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif(lang: str, od: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = od("validate", BROKEN, OFFICE, "--format", "sarif", "--lang", lang)
    assert ran.code == 1
    golden(f"validate-broken.{lang}.sarif", ran.out)


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_input_gives_the_same_bytes(name: str, od: Callable[..., Ran]) -> None:
    words = TEXTS[name][1]
    assert od(*words) == od(*words)
