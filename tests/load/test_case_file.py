"""A case file: what can be read is kept, what cannot is a finding that names the event."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from loading import at, edited, ids, is_ours, only, place

from opendisclose.load.case import LoadedCase, load_case, load_case_text
from opendisclose.load.times import read_time
from opendisclose.load.tree import ScalarNode

CASE = """\
opendisclose_case: 1
ruleset: shihezi
procedure: on_request
facts: {own_information: false}
events:
  - {id: one, act: apply, at: 2026-09-18T09:30, role: applicant, data: {name: true},
     received: 2026-09-18}
  - {act: consult, at: 2026-09-22, role: principal_office, key: company-a, actor: Li}
  - {receipt: true, of: e2, at: 2026-09-24}
  - {act: refuse, at: 2026-10-30 16:00, role: principal_office, cites: [privacy]}
"""


def load(text: str) -> LoadedCase:
    return load_case_text(text, name="c.yaml")


def events(text: str) -> list[str | None]:
    """The ids of the events that are left."""
    case = load(text).case
    assert case is not None
    return [event.id for event in case.events]


def test_a_sound_case() -> None:
    loaded = load(CASE)
    assert loaded.findings == ()
    assert loaded.case is not None
    assert (loaded.case.procedure, loaded.case.facts) == ("on_request", {"own_information": False})
    one, two, three, four = loaded.case.events
    assert (one.id, two.id, three.id, four.id) == ("one", "e2", "e3", "e4")
    assert (one.at, one.received) == (datetime(2026, 9, 18, 9, 30), date(2026, 9, 18))
    assert one.data == {"name": True}
    assert (two.at, two.key, two.actor) == (date(2026, 9, 22), "company-a", "Li")
    assert (three.receipt, three.of) == (True, "e2")
    assert (four.at, four.cites) == (datetime(2026, 10, 30, 16), ("privacy",))
    assert loaded.source == "c.yaml"
    assert len(loaded.sha256) == 64


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-09-18", date(2026, 9, 18)),
        ("2026-09-18T09:30", datetime(2026, 9, 18, 9, 30)),
        ("2026-09-18 09:30", datetime(2026, 9, 18, 9, 30)),
        ("2026-09-18T09:30:15", datetime(2026, 9, 18, 9, 30, 15)),
        ("2026-09-18T09:30:15.5", datetime(2026, 9, 18, 9, 30, 15, 500_000)),
        ("2026-09-18T09:30:15.000001", datetime(2026, 9, 18, 9, 30, 15, 1)),
        ("2026-09-18T09:30Z", datetime(2026, 9, 18, 9, 30, tzinfo=UTC)),
        ("2026-09-18T09:30+08:00",
         datetime(2026, 9, 18, 9, 30, tzinfo=timezone(timedelta(hours=8)))),
        ("2026-09-18 09:30:00-03:30",
         datetime(2026, 9, 18, 9, 30, tzinfo=timezone(-timedelta(hours=3, minutes=30)))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_spellings_of_a_time(text: str, time: date, quote: str) -> None:
    loaded = load(edited("2026-09-22", f"{quote}{text}{quote}", CASE))
    assert loaded.findings == ()
    assert loaded.case is not None
    found = loaded.case.events[1].at
    assert (found, type(found)) == (time, type(time))


NO_TIMES = [
    "2026-9-22", "20260922", "2026-02-30", "2026-09-22T24:00", "2026-09-22T9:30", "2026-09-22T09",
    "2026-09-22T09:60", "2026-09-22T09:30:61", "2026-09-22T09:30:00.1234567", "2026-09-22t09:30",
    "2026-09-22T09:30+0800", "2026-09-22T09:30+25:00", "2026-09-22T09:30+08:60", "2026-09-22Z",
    "2026-09-22T09:30 Z", "2026/09/22", "九月", "2026-09-22T09:30z", "12:30", "true", "5", "[1]",
    "{a: b}", "2026-W39-2", "２０２６-09-22", "0000-01-01",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_TIMES)
@pytest.mark.parametrize("word", ["at", "received"])
def test_an_event_without_a_readable_time_is_left_out(text: str, word: str) -> None:
    source = edited(
        "at: 2026-09-22",
        f"at: {text}" if word == "at" else f"at: 2026-09-22, received: {text}",
        CASE,
    )
    loaded = load(source)
    found = only(loaded.findings)
    assert (found.code.id, found.event, found.event_index) == ("OD602", "e2", 1)
    assert at(found)[0] == 8
    assert found.message.en == f"`{text}` is not a time"
    assert is_ours(found)
    assert events(source) == ["one", "e3", "e4"]


def test_a_time_of_the_wrong_kind_of_node_is_no_time() -> None:
    blank = ScalarNode(text="", plain=True, start=(0, 0), end=(0, 0))
    assert read_time(blank) is None


LEFT_OUT = [
    ("act: consult, at: 2026-09-22,", "act: consult,", "OD104", "key `at` is missing"),
    ("at: 2026-09-22", "at: ", "OD602", "`nothing` is not a time"),
    ("act: consult, ", "", "OD111", "exactly one of: `act`, `receipt`"),
    ("act: consult", "act: consult, receipt: true, of: one", "OD111", "`act`, `receipt`"),
    ("act: consult", "act: [consult]", "OD105", "`act` must be text, got `[consult]`"),
    ("act: consult", "act: no", "OD106", "`no` can be read in two ways"),
    ("act: consult", "act: ", "OD105", "`act` must be some value"),
    ("{act: consult, at: 2026-09-22, role: principal_office, key: company-a, actor: Li}", "text",
     "OD105", "`events` must be an event {act: …, at: …}, got `text`"),
    ("{act: consult, at: 2026-09-22, role: principal_office, key: company-a, actor: Li}", "[a]",
     "OD105", "`events` must be an event"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "message"), LEFT_OUT)
def test_what_is_no_event_is_left_out(old: str, new: str, code: str, message: str) -> None:
    text = edited(old, new, CASE)
    found = only(load(text).findings)
    assert (found.code.id, found.event, found.event_index) == (code, "e2", 1)
    assert message in found.message.en
    assert events(text) == ["one", "e3", "e4"]


def test_a_receipt_says_of_which_act_it_is() -> None:
    text = edited("of: e2, ", "", CASE)
    found = only(load(text).findings)
    assert (found.code.id, found.event) == ("OD104", "e3")
    assert events(text) == ["one", "e2", "e4"]


KEPT = [
    ("role: principal_office, key", "rolle: principal_office, key", "OD103", "`rolle`"),
    ("key: company-a", "key: [a]", "OD105", "`key` must be text, got `[a]`"),
    ("actor: Li", "actor: 007", "OD106", "`007`"),
    ("actor: Li", "cites: {a: b}", "OD105", "`cites` must be text"),
    ("actor: Li", "receipt: 1", "OD105", "`receipt` must be `true`/`false`"),
    ("actor: Li", "data: {form: no}", "OD106", "`no`"),
    ("actor: Li", "data: [form]", "OD105", "`data` must be a mapping of keys to values"),
    ("actor: Li", "data: {form: [[a]]}", "OD105", "`form` must be one value, a list of them"),
    ("actor: Li", "data: {form: {a: {b: c}}}", "OD105", "`form` must be one value"),
    ("actor: Li", "data: {form: &a x}", "OD107", "`&a`"),
    ("actor: Li", "key: b", "OD102", "key `key` is given twice"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "message"), KEPT)
def test_an_event_is_kept_without_the_key_that_is_wrong(
    old: str, new: str, code: str, message: str
) -> None:
    text = edited(old, new, CASE)
    loaded = load(text)
    found = only(loaded.findings)
    assert found.code.id == code
    assert message in found.message.en
    assert at(found)[0] == 8
    assert is_ours(found)
    assert events(text) == ["one", "e2", "e3", "e4"]
    if code not in ("OD102", "OD107"):  # those are faults of the text, before there are events
        assert (found.event, found.event_index) == ("e2", 1)


def test_text_may_be_written_like_a_number() -> None:
    text = edited("key: company-a, actor: Li", "key: 7, actor: 20240101, cites: [3]", CASE)
    text = edited("procedure:", "period: 2025\nedition: 2021-05-06\nprocedure:", text)
    loaded = load(text)
    assert loaded.findings == ()
    assert loaded.case is not None
    assert (loaded.case.period, loaded.case.edition) == ("2025", "2021-05-06")
    event = loaded.case.events[1]
    assert (event.key, event.actor, event.cites) == ("7", "20240101", ("3",))


def test_the_values_that_data_and_facts_hold() -> None:
    values = "{a: 1, b: true, c: x, d: 2026-01-01, e: , f: null, g: [a, 2], h: {working_days: 3}, "
    values += "i: [], j: '2026-01-01', k: 1.5}"
    text = edited("data: {name: true}", f"data: {values}", CASE)
    loaded = load(edited("{own_information: false}", values, text))
    assert loaded.findings == ()
    assert loaded.case is not None
    expected = {
        "a": 1, "b": True, "c": "x", "d": date(2026, 1, 1), "e": None, "f": None, "g": ["a", 2],
        "h": {"working_days": 3}, "i": [], "j": "2026-01-01", "k": "1.5",
    }  # fmt: skip
    assert loaded.case.facts == expected
    assert loaded.case.events[0].data == expected


def test_data_and_facts_may_be_left_empty() -> None:
    text = edited("facts: {own_information: false}", "facts:", CASE)
    loaded = load(edited("data: {name: true},", "data: ,", text))
    assert loaded.findings == ()
    assert loaded.case is not None
    assert (loaded.case.facts, loaded.case.events[0].data) == ({}, {})


class TestIds:
    def test_an_id_used_twice_is_shown_with_the_first(self) -> None:
        text = edited("  - {act: refuse", "  - {id: one, act: refuse", CASE)
        loaded = load(text)
        found = only(loaded.findings)
        assert (found.code.id, found.event, found.event_index) == ("OD607", "one", 3)
        assert at(found) == (10, 10)
        first = found.related[0].span
        assert first is not None
        assert (first.line, first.column) == (6, 10)
        assert events(text) == ["one", "e2", "e3", "one"]

    def test_an_id_made_from_a_position_is_not_one_that_was_given(self) -> None:
        text = edited("id: one", "id: e2", CASE)
        assert load(text).findings == ()
        assert events(text) == ["e2", "e2_", "e3", "e4"]

    def test_the_same_id_as_number_and_as_text(self) -> None:
        text = edited("id: one", "id: 1", edited("{act: consult", "{id: '1', act: consult", CASE))
        assert ids(load(text).findings) == ["OD607"]
        assert events(text) == ["1", "1", "e3", "e4"]


FATAL = [
    ("procedure: on_request\n", "", "OD104", "key `procedure` is missing"),
    ("procedure: on_request", "procedure:", "OD105", "`procedure` must be some value"),
    ("procedure: on_request", "procedure: [a]", "OD105", "`procedure` must be text"),
    (CASE[CASE.index("events:") :], "events: {a: b}\n", "OD105", "must be a list of events"),
    (CASE[CASE.index("events:") :], "events:\n", "OD105", "a list of events, got `nothing`"),
    (CASE, "- a\n", "OD108", "must be a mapping"),
    (CASE, "", "OD108", "got nothing"),
    (CASE, "a: [", "OD101", "the `[` opened here is not closed"),
]


@pytest.mark.parametrize(("old", "new", "code", "message"), FATAL)
def test_a_file_that_holds_no_case(old: str, new: str, code: str, message: str) -> None:
    loaded = load(edited(old, new, CASE))
    assert loaded.case is None
    found = loaded.findings[0]
    assert found.code.id == code
    assert message in found.message.en


def test_a_fault_outside_the_events_takes_only_its_key() -> None:
    text = edited("ruleset: shihezi", "ruleset: [a]\nrulesett: b\nstarts_in: {a: b}", CASE)
    loaded = load(text)
    assert ids(loaded.findings) == ["OD105", "OD103", "OD105"]
    assert at(loaded.findings[1]) == place(text, "rulesett")
    assert loaded.case is not None
    assert (loaded.case.ruleset, loaded.case.starts_in) == (None, ())
    assert len(loaded.case.events) == 4


def test_another_version_of_the_language_is_a_finding() -> None:
    found = only(load(edited("opendisclose_case: 1", "opendisclose_case: 2", CASE)).findings)
    assert found.message.en == "`opendisclose_case` must be `1`, got `2`"


def test_a_case_without_events_is_a_case() -> None:
    loaded = load("procedure: annual_report\nperiod: 2025\n")
    assert loaded.findings == ()
    assert loaded.case is not None
    assert loaded.case.events == ()
    assert load("procedure: a\nevents: []\n").findings == ()


def test_all_faults_of_all_events_come_in_one_run(tmp_path: object) -> None:
    text = CASE + "  - {rolle: x, at: soon, data: {a: yes, b: [[]]}}\n  - 5\n  - {act: x}\n"
    found = load(text).findings
    assert ids(found) == ["OD103", "OD602", "OD106", "OD105", "OD105", "OD104"]
    assert [one.event for one in found] == ["e5"] * 4 + ["e6", "e7"]
    assert events(text) == ["one", "e2", "e3", "e4"]


def test_a_case_file_on_disk(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("cases") / "c.yaml"
    path.write_text(CASE, encoding="utf-8")
    assert load_case(path).case == load(CASE).case
    assert load_case(path, name="shown.yaml").source == "shown.yaml"
    assert load_case(path).sha256 == load(CASE).sha256
