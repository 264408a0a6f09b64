"""`due --worst-case`: the same dates as text, as data, as a page and as a chart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from .conftest import Ran

WORDS = (
    *("due", "kuancheng", "publication", "--worst-case", "--start", "2026-03-02"),
    *("--opened-by", "form_new"),
)


def test_text_has_the_table_and_the_picture(od: Callable[..., Ran]) -> None:
    ran = od(*WORDS)
    assert ran.code == 0
    lines = [re.split(r"  +", one.strip()) for one in ran.out.splitlines()]
    assert ["report to the leading group", "Mon 2026-03-23"] in [one[:2] for one in lines]
    picture = [one for one in ran.out.splitlines() if "|" in one]
    assert [one.rpartition(" ")[2] for one in picture] == ["2026-03-23", "2026-03-30", "2026-03-30"]
    assert len({one.index("|") for one in picture} | {one.rindex("|") for one in picture}) == 2


def test_the_columns_align_in_chinese_too(od: Callable[..., Ran]) -> None:
    out = od(*WORDS, "--lang", "zh").out
    assert "报送领导小组" in out
    assert "2026-03-23 周一" in out
    assert "最长的经过" in out


def test_json_has_every_step_and_the_course(od: Callable[..., Ran]) -> None:
    data = json.loads(od(*WORDS, "--format", "json").out)
    assert list(data) == [
        *("version", "ruleset", "edition", "procedure", "start", "steps", "course", "whole")
    ]
    by_act = {one["act"]: one for one in data["steps"]}
    assert by_act["report"]["latest"] == "2026-03-23"
    assert by_act["report"]["deadline"] == "report"
    assert by_act["publish_elsewhere"]["latest"] is None
    assert [one["act"] for one in data["course"]] == ["form_new", "report", "send", "publish_sent"]


def test_mermaid_is_a_gantt_chart_whose_bars_end_with_the_day(od: Callable[..., Ran]) -> None:
    out = od(*WORDS, "--format", "mermaid").out
    assert out.startswith("gantt\n    title ")
    assert "2026-03-02, 2026-03-24" in out
    assert all(one.count(":") == 1 for one in out.splitlines() if ", 2026" in one)


def test_the_page_has_the_dates_and_escapes_titles(od: Callable[..., Ran]) -> None:
    out = od(*WORDS, "--format", "html", "--lang", "zh").out
    assert out.startswith("<!DOCTYPE html>\n")
    assert out.count('class="bar"') == 3
    assert '<td class="date">2026-03-23 周一</td>' in out


def test_extensions_have_a_column_of_their_own(od: Callable[..., Ran]) -> None:
    words = ("due", "shihezi", "on_request", "--worst-case", "--start", "2026-03-02")
    out = od(*words).out
    assert "all extended" in out
    assert re.search(r"refuse +Tue 2026-04-21 +Thu 2026-06-04 ", out)
    assert "takes out of reply to the applicant is not in these dates" in out
    assert "all extended" not in od(*WORDS).out


@pytest.mark.parametrize(
    "words",
    [
        ("due", "shihezi", "on_request.reply", "--start", "2026-03-02", "--format", "mermaid"),
        ("due", "shihezi", "on_request.reply", "--start", "2026-03-02", "--opened-by", "apply"),
        ("due", "shihezi", "nothing", "--start", "2026-03-02", "--worst-case"),
    ],
)
def test_what_cannot_be_meant_is_misuse(words: tuple[str, ...], od: Callable[..., Ran]) -> None:
    ran = od(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("opendisclose: ")
