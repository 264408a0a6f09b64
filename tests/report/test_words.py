"""Nothing that can be reported is without its words, in both languages."""

from __future__ import annotations

import pytest

import opendisclose as od
from opendisclose.diagnostics.codes import CODES, Severity
from opendisclose.model.periods import Duration
from opendisclose.model.procedure import Deadline
from opendisclose.replay.told_acts import _ASPECT_KINDS
from opendisclose.replay.verdict import Status, Word
from opendisclose.report import names, periods
from opendisclose.report.formats import FORMATS
from opendisclose.report.labels import LABELS
from opendisclose.report.layout import View
from opendisclose.report.readings import defects, readings
from opendisclose.report.verdict_text import _STYLES, _WORDS

ZH, EN = View(lang="zh"), View(lang="en")


@pytest.fixture(scope="module")
def rules() -> od.Rules:
    from ..conftest import ROOT

    return od.load(ROOT / "tests" / "report" / "office.yaml")


def test_every_kind_severity_and_status_has_its_words() -> None:
    kinds = {code.kind for code in CODES if code.kind} | set(_ASPECT_KINDS.values())
    wanted = kinds | {one.value for one in Severity} | {one.value for one in Status}
    assert wanted <= set(LABELS)
    assert set(_WORDS) == set(_STYLES) == set(Word)


def test_every_result_comes_as_text_and_as_json() -> None:
    assert all({"text", "json"} <= set(formats) for formats in FORMATS.values())


@pytest.mark.parametrize(
    ("data", "zh", "en"),
    [
        ({"within": {"working_days": 1}}, "1 个工作日", "1 working day"),
        ({"within": {"months": 2}}, "2 个月", "2 months"),
        ({"within": "same_day"}, "当日", "the same day"),
        ({"within": {"by_date": {"month": 10, "day": 31}}}, "10月31日前", "by 31 October"),
        (
            {"within": {"by_date": {"month": 2, "day": "last"}}},
            "2月最后一日前",
            "by the last day of February",
        ),
        (
            {"within": {"last_working_week_of": "quarter"}},
            "每季度最后一个工作周",
            "the last working week of the quarter",
        ),
        (
            {"within": {"set_by": "longer"}},
            "由个案设定：准予延长的期限 `longer`",
            "set in each case: length of the extension `longer`",
        ),
        ({"at_least": {"days": 7}}, "不少于 7 日", "at least 7 days"),
        ({}, "", ""),
    ],
)
def test_periods_in_words(data: dict[str, object], zh: str, en: str, rules: od.Rules) -> None:
    deadline = Deadline.model_validate({"starts": "ask", **data})
    assert periods.period(deadline, rules.ruleset, ZH) == zh
    assert periods.period(deadline, rules.ruleset, EN) == en
    assert periods.is_set_by_a_fact(deadline) == ("set_by" in str(data))


def test_durations_in_words() -> None:
    assert periods.duration(Duration(hours=48), EN) == "48 hours"
    assert periods.duration(Duration(days=1), ZH) == "1 日"


def test_names_that_the_ruleset_lacks_stay_as_written(rules: od.Rules) -> None:
    ruleset = rules.ruleset
    assert names.role(ruleset, "other", EN) == "someone with none of the roles"
    assert names.role(ruleset, "headmaster", EN) == "headmaster"
    assert names.roles(ruleset, (), ZH) == "任何人"
    assert names.fact(ruleset, "nothing", EN) == "`nothing`"
    assert names.act(ruleset, "request", "nothing", EN) == "nothing"
    assert names.act(ruleset, "request", "answer", ZH) == "答复"
    assert names.states(ruleset, "request", (), ZH) == "未立案"


def test_readings_and_defects_are_found_wherever_they_stand(rules: od.Rules) -> None:
    assert [(one.where, one.clauses) for one in readings(rules.ruleset)] == [
        ("exemptions.secret", ("第三条",)),
        ("procedures.request.deadlines.reply", ("第二条第一款",)),
    ]
    assert [(one.where, one.text.en) for one in defects(rules.ruleset)] == [
        ("clauses.第二条第三款", "who asks for it is not said")
    ]
