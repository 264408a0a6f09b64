"""Dates a court can follow, as people and programs read them: compared with golden files."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from .conftest import Ran

REPLY = ("due", "shihezi", "on_request.reply", "--start")
OPEN = ("check", "examples/shihezi-open-request.yaml", "--as-of", "2026-11-20")
ONLINE = ("check", "tests/receipts/online-case.yaml")
RECHECK = (
    "recheck",
    "tests/calendars/open-in-january.yaml",
    "examples/shihezi-open-request.yaml",
    "--calendar",
    "tests/calendars/notice-2027.yaml",
)
FULL = (*REPLY, "2026-09-18", "--explain", "--why-not", "2026-10-09", "--remind", "5,3,1")

TEXTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "due": (0, FULL),
    "due-provisional": (0, (*REPLY, "2026-12-18", "--explain", "--remind", "3,20")),
    "due-known-then": (0, (*REPLY, "2020-01-17", "--why-not", "2020-02-12")),
    "due-hours": (
        0,
        (
            *("due", "tests/report/office.yaml", "request.receipt", "--start", "2026-09-18T10:30"),
            *("--explain", "--why-not", "2026-09-21"),
        ),
    ),
    "due-unset": (
        0,
        ("due", "shihezi", "on_request.opinion", "--start", "2026-09-18", "--explain"),
    ),
    "clock-paused": (0, (*OPEN, "--explain", "reply", "--why-not", "2026-12-01")),
    "clock-of-a-key": (0, (*OPEN, "--explain", "opinion@canteen-west")),
    "clock-receipt": (0, (*ONLINE, "--explain", "request.reply", "--why-not", "2021-12-22")),
    "check-receipt": (0, ONLINE),
    "check-unconfirmed": (0, ("check", "tests/receipts/unconfirmed-case.yaml")),
    "clock-unconfirmed": (
        0,
        ("check", "tests/receipts/unconfirmed-case.yaml", "--explain", "reply"),
    ),
    "show-receipts": (0, ("show", "tests/receipts/office.yaml")),
    "days": (0, ("days", "2026-09-18", "2026-10-15")),
    "days-backwards": (0, ("days", "2026-09-20", "2026-09-18")),
    "recheck": (1, RECHECK),
}
DATA: dict[str, tuple[int, tuple[str, ...]]] = {
    "due.json": (0, FULL),
    "clock-receipt.json": (0, (*ONLINE, "--explain", "reply", "--why-not", "2021-12-22")),
    "days.json": (0, ("days", "2026-09-18", "2026-10-15")),
    "recheck.json": (1, RECHECK),
}
PAGES = {
    "due": FULL,
    "due-provisional": (*REPLY, "2026-12-18"),
    "due-unset": ("due", "shihezi", "on_request.opinion", "--start", "2026-09-18"),
    "clock-receipt": (*ONLINE, "--explain", "reply", "--why-not", "2021-12-22"),
}
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "no such clock": ((*OPEN, "--explain", "repyl"), "these were: `reply`"),
    "several clocks": ((*OPEN, "--explain", "opinion"), "`opinion@canteen-west`"),
    "several cases": (
        ("check", OPEN[1], ONLINE[1], "--explain", "reply"),
        "one deadline of one case",
    ),
    "html of a verdict": ((*OPEN, "--format", "html"), "goes with --explain"),
    "why not what": ((*OPEN, "--why-not", "2026-12-01"), "goes with --explain"),
    "no numbers": ((*REPLY, "2026-09-18", "--remind", "five"), "whole numbers"),
    "no date": (
        ("due", "shihezi", "on_request.opinion", "--start", "2026-09-18", "--remind", "3"),
        "no due date",
    ),
    "outside": (("days", "2001-01-01", "2026-01-01"), "2007-01-01"),
    "no calendar": (
        ("recheck", OPEN[1], "--calendar", "tests/calendars/none.yaml"),
        "tests/calendars/none.yaml",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TEXTS)
def test_text(
    name: str, lang: str, od: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    code, words = TEXTS[name]
    ran = od(*words, "--lang", lang)
    assert (ran.code, ran.err) == (code, "")
    golden(f"explanations/{name}.{lang}.txt", ran.out)


@pytest.mark.parametrize("name", DATA)
def test_json(name: str, od: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    code, words = DATA[name]
    ran = od(*words, "--format", "json")
    assert ran.code == code
    assert ran.out == od(*words, "--format", "json", "--lang", "zh").out
    golden(f"explanations/{name}", ran.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_html(
    name: str, lang: str, od: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    ran = od(*PAGES[name], "--format", "html", "--lang", lang)
    assert ran.code == 0
    golden(f"explanations/{name}.{lang}.html", ran.out)
    assert not _Tags.left_open(ran.out)


def test_a_page_escapes_what_it_is_given(
    od: Callable[..., Ran], root: Path, tmp_path: Path
) -> None:
    raw = (root / "tests" / "receipts" / "office.yaml").read_text(encoding="utf-8")
    bad = raw.replace(
        "        zh: 答复期限\n        en: reply\n",
        "        zh: <script>alert(1)</script>\n        en: '{{ 7 * 7 }}'\n",
    )
    assert bad != raw
    path = str(tmp_path / "office.yaml")
    Path(path).write_text(bad, encoding="utf-8")
    words = ("due", path, "request.reply", "--start", "2026-09-18", "--format", "html")
    zh, en = (od(*words, "--lang", lang).out for lang in ("zh", "en"))
    assert "<script>" not in zh
    assert "&lt;script&gt;" in zh
    assert "{{ 7 * 7 }}" in en
    assert "49" not in en


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_meant_is_told(name: str, od: Callable[..., Ran]) -> None:
    words, said = WRONG[name]
    ran = od(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_the_grounds_belong_to_the_steps(od: Callable[..., Ran]) -> None:
    data = json.loads(od(*FULL, "--format", "json").out)
    explanation = data["explanation"]
    assert len(explanation["grounds"]) == len(data["steps"])
    counted = [one for one in explanation["days"] if one["number"] is not None]
    assert counted[-1]["date"] == data["due"]
    assert [one["number"] for one in counted] == list(range(1, 16))


def test_recheck_finds_nothing_to_move(od: Callable[..., Ran]) -> None:
    ran = od("recheck", OPEN[1], "--calendar", "tests/calendars/notice-2027.yaml")
    assert ran.code == 0
    assert ran.out == "0 cases move, 1 does not\n"


class _Tags(HTMLParser):
    """Tags that are opened and not closed, or closed and not opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    @classmethod
    def left_open(cls, text: str) -> list[str]:
        parser = cls()
        parser.feed(text)
        return [*parser.open, *parser.wrong]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)
