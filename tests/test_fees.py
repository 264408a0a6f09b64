"""The processing fee: the worked examples of the national rule, its bounds, tables with gaps."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import opendisclose
from opendisclose.api.fees import fee
from opendisclose.cli.main import run
from opendisclose.diagnostics.errors import NoFeeError
from opendisclose.load.ruleset import load_ruleset_text
from opendisclose.load.shipped import shipped_file
from opendisclose.model.fees import Unit

LAW = opendisclose.load("cn-ogi-2019")


@pytest.mark.parametrize(
    ("unit", "number", "yuan"),
    [
        # 国办函〔2020〕109号 第四条: free through the tenth item, then 100, then 100 more every ten
        ("item", 0, 0),
        ("item", 10, 0),
        ("item", 11, 100),
        ("item", 30, 2000),
        ("item", 31, 2200),
        ("item", 40, 4000),
        ("item", 41, 4300),
        ("item", 45, 5500),
        ("item", 51, 7400),
        # 第五条: free through page 30, then 10, 20 and 40 yuan a page
        ("page", 30, 0),
        ("page", 31, 10),
        ("page", 100, 700),
        ("page", 101, 720),
        ("page", 200, 2700),
        ("page", 201, 2740),
        ("page", 250, 4700),
    ],
)
def test_the_fee_band_by_band(unit: Unit, number: int, yuan: int) -> None:
    assert fee(LAW, unit, number).total == yuan


@given(unit=st.sampled_from(["item", "page"]), number=st.integers(min_value=0, max_value=2000))
def test_each_is_charged_once_and_one_more_is_never_cheaper(unit: Unit, number: int) -> None:
    found = fee(LAW, unit, number)
    assert sum(one.last - one.first + 1 for one in found.steps) == number
    assert all(one.last + 1 == other.first for one, other in pairwise(found.steps))
    assert 0 <= fee(LAW, unit, number + 1).total - found.total == _next(unit, number + 1)


def _next(unit: Unit, which: int) -> int:
    """What one item or page alone costs, written straight from the rule."""
    if unit == "page":
        return 0 if which <= 30 else 10 if which <= 100 else 20 if which <= 200 else 40
    return 0 if which <= 10 else 100 if which <= 30 else ((which - 1) // 10 - 1) * 100


def test_a_number_below_nothing_and_a_rule_without_fees_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        fee(LAW, "item", -1)
    with pytest.raises(NoFeeError):
        fee("shihezi", "page", 40)


def test_the_command_line_takes_one_method(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fee", "cn-ogi-2019", "--pages", "250", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["method"], len(told["steps"])) == (4700, "per_page", 4)
    assert run(["fee", "cn-ogi-2019"]) == 2
    assert run(["fee", "cn-ogi-2019", "--pages", "1", "--items", "1"]) == 2
    assert run(["fee", "shihezi", "--items", "1", "--lang", "en"]) == 2
    assert "no fee by the item" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("{yuan: 40}]", "{through: 300, yuan: 40}]", "OD111"),  # nothing beyond page 300
        ("{through: 100, yuan: 10}", "{through: 30, yuan: 10}", "OD105"),
        ("{through: 100, yuan: 10}", "{yuan: 10}", "OD105"),
        ("{yuan: 40}]", "{yuan: 40.5}]", "OD105"),  # whole yuan
    ],
)
def test_a_table_with_a_gap_is_found(before: str, after: str, code: str) -> None:
    path = shipped_file("cn-ogi-2019")
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert before in text
    loaded = load_ruleset_text(text.replace(before, after, 1), name="law.yaml")
    assert code in [one.code.id for one in loaded.findings]
