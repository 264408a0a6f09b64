"""`opendisclose audit --stream`: the same report, a folder of tables, a bar if somebody looks."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

from opendisclose.api import streams
from opendisclose.bulk.stream.run import Progress
from opendisclose.cli import progress
from opendisclose.report.layout import View

from ...cli.conftest import Ran, od

__all__ = ["od"]
GIVEN = (
    "audit",
    "shihezi",
    "examples/ledger-2025.csv",
    "--mapping",
    "examples/ledger-2025.mapping.yaml",
    "--as-of",
    "2025-12-31",
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_the_report_is_that_of_an_audit_in_memory(
    od: Callable[..., Ran], tmp_path: Path, format_: str, lang: str
) -> None:
    shown = ("--format", format_, "--lang", lang)
    expected = od(*GIVEN, *shown)
    for _ in range(2):  # done, and done already
        ran = od(*GIVEN, *shown, "--stream", str(tmp_path / "out"))
        assert ran == expected
    names = sorted(one.name for one in (tmp_path / "out").iterdir())
    assert names == ["audit.json", "cases", "clocks", "findings"]
    assert pyarrow.parquet.read_table(tmp_path / "out" / "cases").num_rows == 40


def test_it_is_refused_where_it_cannot_be_meant(od: Callable[..., Ran], tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    for given in (("--findings", "f.csv"), ("--cases", "c.csv"), ("--suggest-mapping",)):
        ran = od(*GIVEN[:3], *given, "--stream", out)
        assert (ran.code, ran.out) == (2, "")
        assert "--stream" in ran.err
    assert od(*GIVEN, "--anew").code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "其中是另一次审查（不同之处：as_of）"), ("en", "not the same: as_of")]
)
def test_another_audit_in_the_folder_is_told_in_one_line(
    od: Callable[..., Ran], tmp_path: Path, lang: str, said: str
) -> None:
    out = str(tmp_path / "out")
    assert od(*GIVEN, "--stream", out).code == 1
    other = (*GIVEN[:-1], "2025-11-30", "--lang", lang, "--stream", out)
    ran = od(*other)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert od(*other, "--anew").code == 1


def test_what_is_interrupted_says_how_to_go_on(
    od: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(streams, "audit_stream", interrupted)
    ran = od(*GIVEN, "--stream", str(tmp_path / "out"))
    assert (ran.code, ran.out) == (130, "")
    assert "the same command goes on" in ran.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_shown_on_a_terminal_only() -> None:
    with progress.bar(View(lang="en"), io.StringIO()) as told:
        assert told is None
    shown = Terminal()
    with progress.bar(View(lang="zh"), shown) as told:
        assert told is not None
        told(Progress(stage="reading", done=5, total=10))
        told(Progress(stage="judging", done=10, total=10))
    assert "判断" in shown.getvalue()
    assert "100%" in shown.getvalue()


def test_lists_that_are_cut_say_how_many_more_there_are(
    od: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opendisclose.bulk.stream.run.LISTED", 2)
    log = tmp_path / "log.csv"
    rows = [f"c{n},apply,2025-09-01,who{n}" for n in range(30)]
    log.write_text("\n".join(["case,act,at,role", *rows]), encoding="utf-8")
    given = ("audit", "shihezi", str(log), "--procedure", "on_request")
    given += ("--stream", str(tmp_path / "out"))
    told = json.loads(od(*given, "--format", "json").out)
    assert told["unlisted"] == {"open": 28, "refused": 0, "quality": 28}
    assert (len(told["open"]), told["cases"]["open"]) == (2, 30)
    text = od(*given).out
    assert "10 more (see --format json)" in text
