"""One spelling for each kind of value; what YAML might read otherwise is refused with advice."""

from __future__ import annotations

from datetime import date

import pytest
from loading import SMALL, at, edited, load, only, place

from opendisclose.load.scalars import Trap, Value, read
from opendisclose.load.tree import ScalarNode


def scalar(text: str, *, plain: bool = True) -> Value | Trap:
    return read(ScalarNode(text=text, plain=plain, start=(0, 0), end=(0, len(text))))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("15", 15),
        ("-3", -3),
        ("20240101", 20240101),
        ("9" * 18, 10**18 - 1),
        ("2024-01-01", date(2024, 1, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("null", None),
        ("~", None),
        ("", None),
        ("none", "none"),
        ("第一条", "第一条"),
        ("1.5", "1.5"),
        ("15个", "15个"),
        ("2024/01/01", "2024/01/01"),
        ("2024-01-01T09:30", "2024-01-01T09:30"),
        ("-", "-"),
        ("+a", "+a"),
        ("yes please", "yes please"),
        ("１５", "１５"),
    ],
)
def test_the_one_reading_of_an_unquoted_scalar(text: str, value: object) -> None:
    found = scalar(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["true", "010", "no", "2024-01-01", "null", "", "12:30", "5"])
def test_a_quoted_scalar_is_text(text: str) -> None:
    assert scalar(text, plain=False) == text


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("yes", "write true for the truth value, 'yes' for the text"),
        ("No", "write false for the truth value, 'No' for the text"),
        ("on", "write true"),
        ("OFF", "write false"),
        ("y", "write true"),
        ("N", "write false"),
        ("TRUE", "write true"),
        ("False", "write false"),
        ("Null", "'Null'"),
        ("NULL", "null for nothing"),
        ("010", "write 10 for the number, '010' for the text"),
        ("007", "write 7"),
        ("08", "write 8"),
        ("-012", "write -12"),
        ("-0", "write 0"),
        ("+5", "write 5"),
        ("1_000", "write 1000"),
        ("0x1F", "in decimal digits, or '0x1F'"),
        ("0o17", "in decimal digits"),
        ("0b11", "in decimal digits"),
        ("12:30", "'12:30'"),
        ("09:30", "'09:30'"),
        ("190:20:30", "'190:20:30'"),
        ("2024-1-1", "write the date as 2024-01-01"),
        ("2024-01-1", "write the date as 2024-01-01"),
    ],
)
def test_a_scalar_with_two_readings_is_refused(text: str, advice: str) -> None:
    found = only(load(edited("zh: 小", f"zh: {text}", SMALL)).findings)
    assert found.code.id == "OD106"
    assert found.help is not None
    assert advice in found.help.en
    assert "'" in found.help.zh or "写作" in found.help.zh


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-30", "a day of the calendar"),
        ("2024-00-10", "a day of the calendar"),
        ("0000-01-01", "a day of the calendar"),
        ("9" * 19, "a whole number of at most 18 digits"),
        ("9" * 5000, "a whole number of at most 18 digits"),
    ],
)
def test_a_value_that_does_not_exist_is_a_wrong_one(text: str, expected: str) -> None:
    source = edited("from: unknown", f"from: {text}", SMALL)
    found = only(load(source).findings)
    assert (found.code.id, at(found)) == ("OD105", place(source, text))
    assert expected in found.message.en
    assert len(found.message.en) < 200


@pytest.mark.parametrize("written", ["", " null", " ~"])
def test_a_key_without_a_value_is_a_choice_left_out(written: str) -> None:
    text = edited("timezone: Asia/Shanghai", f"timezone:{written}", SMALL)
    found = only(load(text).findings)
    assert (found.code.id, at(found)) == ("OD105", place(text, "timezone"))
    assert found.message.en == "`timezone` must be some value, got `nothing`"


def test_text_may_be_written_like_a_number_or_a_date_where_only_text_can_stand() -> None:
    loaded = load(edited("edition: undated", "edition: 2021-05-06", SMALL))
    assert loaded.ruleset is not None
    assert loaded.ruleset.edition == "2021-05-06"
    loaded = load(edited("edition: undated", "edition: 2021", SMALL))
    assert loaded.ruleset is not None
    assert loaded.ruleset.edition == "2021"
    assert (
        only(load(edited("edition: undated", "edition: true", SMALL)).findings).code.id == "OD105"
    )


def test_a_quoted_date_is_a_date_where_only_a_date_can_stand() -> None:
    loaded = load(edited("from: unknown", "from: '2021-05-06'", SMALL))
    assert loaded.ruleset is not None
    assert loaded.ruleset.in_force.from_ == date(2021, 5, 6)
    found = only(load(edited("from: unknown", "from: '2021-5-6'", SMALL)).findings)
    assert "a date such as 2026-09-18" in found.message.en
    assert "'2021-5-6'" in found.message.en
