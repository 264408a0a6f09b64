"""Every error that the models can raise becomes one finding of ours, at its place."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from loading import SHIHEZI, SMALL, at, edited, ids, is_ours, load, only, place

from opendisclose.load.build import build
from opendisclose.load.locations import settle
from opendisclose.load.nodes import parse
from opendisclose.load.values import Reading, read_values
from opendisclose.model.base import Model
from opendisclose.model.case import Case
from opendisclose.model.ruleset import Ruleset


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("opendisclose: 1", "opendisclose: 2", "OD105", "`opendisclose` must be `1`, got `2`"),
        ("id: small", "id: Small Rule", "OD113", "`Small Rule` cannot be an id here"),
        ("id: small", "id: [a]", "OD105", "`id` must be text, got `[a]`"),
        ("status: in_force", "status: 3", "OD105", "`draft`, `in_force`, `repealed`, got `3`"),
        ("from: unknown", "from: soon", "OD105", "a date such as 2026-09-18 or `unknown`"),
        ("{from: unknown}", "unknown", "OD105", "`in_force` must be a mapping of keys to values"),
        ("country: CN", "country: china", "OD113", "it must be a country code such as CN"),
        ("{country: CN}", "{country: CN, closed: 2024-01-01}", "OD105", "`closed` must be a list"),
        ("{country: CN}", "{country: CN, closed: [x]}", "OD105", "a date such as 2026-09-18"),
        ("{zh: 小, en: small}", "small", "OD105", "`title` must be a text {zh: …, en: …}"),
        (", en: small}", "}", "OD104", "key `en` is missing"),
        (
            "  office: {",
            "  Office 1: {zh: x, en: x}\n  office: {",
            "OD113",
            "`Office 1` cannot be an id here",
        ),
        ("  office: {", "  1: {zh: x, en: x}\n  office: {", "OD113", "`1` cannot be an id"),
        ("en: office}", "en: office, external: 1}", "OD105", "must be `true`/`false`, got `1`"),
        ("{type: boolean}", "boolean", "OD105", "`clear` must be a mapping of keys to values"),
        ("{type: boolean}", "{}", "OD104", "key `type` is missing"),
        ("values: [open, closed]", "values: open", "OD105", "`values` must be a mapping"),
        ("values: [open, closed]", "values: {open: x}", "OD105", "`open` must be a mapping"),
        ("{to: begun, by: office}", "[begun]", "OD105", "`begin` must be a mapping"),
        ("to: begun", "to: [begun]", "OD105", "`to` must be a mapping of keys to values"),
        ("in: begun", "in: [[begun]]", "OD105", "`in` must be text, got `[begun]`"),
        ("starts: begin", "starts: [[begin]]", "OD105", "`starts` must be an act, or"),
        ("starts: begin", "starts: true", "OD105", "`period` or an act, or {act: …, at: …}"),
        ("starts: begin", "starts: {at: received}", "OD104", "key `act` is missing"),
        ("{working_days: 5}", "soon", "OD105", "one of `in_step`, `promptly`, `same_day`"),
        ("{working_days: 5}", "5", "OD105", "`within` must be a period such as {working_days: 15}"),
        ("working_days: 5", "working_days: five", "OD105", "must be a whole number, got `five`"),
        ("working_days: 5", "working_days: '5'", "OD105", "must be a whole number, got `'5'`"),
        ("working_days: 5", "working_days: 0", "OD105", "must be a whole number from 1 up"),
        ("{working_days: 5}", "{by_date: {month: 13, day: 1}}", "OD105", "a whole number up to 12"),
        ("{working_days: 5}", "{by_date: {month: 1, day: x}}", "OD105", "a whole number or `last`"),
        ("met_by: finish", "met_by: {all: finish}", "OD105", "`all` must be a list, got `finish`"),
        ("met_by: finish", "met_by: [1]", "OD105", "`met_by` must be an act, or"),
        (
            "    title: {zh: 简单",
            "    every: day\n    title: {zh: 简单",
            "OD105",
            "one of `month`, `quarter`, `year`",
        ),
        ("{from: begun, ", "{when: 5, from: begun, ", "OD105", "`when` must be a mapping"),
        ("{from: begun, ", "{when: {clear: [x]}, from: begun, ", "OD105", "text or a comparison"),
        ("{from: begun, ", "{when: {all: {clear: true}}, from: begun, ", "OD105", "a list"),
        ("{from: begun, ", "{when: {any: [[]]}, from: begun, ", "OD105", "`any` must be a mapping"),
        ("{from: begun, ", "{when: {not: 1}, from: begun, ", "OD105", "`not` must be a mapping"),
        ("{from: begun, ", "{when: {many: {gt: x}}, from: begun, ", "OD105", "a whole number or a"),
        ("{from: begun, ", "{when: {parts: {has: [x]}}, from: begun, ", "OD105", "must be text"),
        ("{from: begun, ", "{when: {kind: {in: x}}, from: begun, ", "OD105", "must be a list"),
        ("{from: begun, ", "{requires: clear, from: begun, ", "OD105", "`requires` must be a list"),
        ("{from: begun, ", "{requires: [3], from: begun, ", "OD105", "must be a name, or {has: …}"),
        ("{from: begun, ", "{sets: x, from: begun, ", "OD105", "`sets` must be a mapping"),
        ("{from: begun, ", "{cites: maybe, from: begun, ", "OD105", "one of `allowed`, `required`"),
        ("{from: begun, ", "{outcome: Done!, from: begun, ", "OD113", "`Done!` cannot be an id"),
        ("{from: begun, ", "{reading: x, from: begun, ", "OD105", "a text {zh: …, en: …}"),
    ],
)
def test_a_value_of_the_wrong_kind(old: str, new: str, code: str, message: str) -> None:
    found = only(load(edited(old, new, SMALL)).findings)
    assert found.code.id == code
    assert message in found.message.en
    assert found.span is not None
    assert is_ours(found)


@pytest.mark.parametrize(
    ("old", "new", "key", "meant"),
    [
        ("timezone:", "timezon:", "timezon", "timezone"),
        ("{country: CN}", "{country: CN, close: []}", "close", "closed"),
        ("en: office}", "en: office, externl: true}", "externl", "external"),
        ("{type: boolean}", "{type: boolean, defualt: true}", "defualt", "default"),
        ("by: office}", "by: office, requries: []}", "requries", "requires"),
        ("by: office}", "by: office, when: {clear: {eqq: true}}}", "eqq", "eq"),
        ("by: office}", "by: office, when: {alll: [], all: [{clear: true}]}}", "alll", "all"),
        ("by: office}", "by: office, requires: [{hass: clear}]}", "hass", "has"),
        ("{working_days: 5}", "{workingdays: 5}", "workingdays", "working_days"),
        ("starts: begin", "starts: {act: begin, att: received}", "att", "at"),
        ("met_by: finish", "met_by: [{act: finish, att: received}]", "att", "at"),
        ("met_by: finish", "met_by: {all: [{act: finish, att: received}]}", "att", "at"),
        ("owed_by:", "owedby:", "owedby", "owed_by"),
        ("starts: begin", "startss: begin", "startss", "starts"),
    ],
)
def test_a_misspelt_key_is_one_finding_with_the_key_that_was_meant(
    old: str, new: str, key: str, meant: str
) -> None:
    text = edited(old, new, SMALL)
    found = only(load(text).findings)
    assert found.code.id == "OD103"
    line, column = place(text, new)
    assert at(found) == (line, column + new.index(f"{key}:"))
    assert found.help is not None
    assert found.help.en.startswith(f"did you mean `{meant}`?")
    assert f"`{meant}`" in found.help.en.split("keys known here:")[1]
    assert found.help.zh.startswith(f"是否指 `{meant}`？")


@pytest.mark.parametrize("key", ["from_", "in_", "is_", "not_"])
def test_the_names_of_the_models_are_no_keys_of_the_file(key: str) -> None:
    found = only(load(edited("by: office}", f"by: office, {key}: begun}}", SMALL)).findings)
    assert (found.code.id, found.message.en) == ("OD103", f"there is no key `{key}` here")


def test_a_full_width_colon_in_braces() -> None:
    text = edited("{zh: 小, en: small}", "{zh：小, en: small}", SMALL)
    found = only(load(text).findings)
    assert (found.code.id, at(found)) == ("OD103", place(text, "zh：小"))
    assert found.help is not None
    assert found.help.en.startswith("it holds a full-width colon; did you mean `zh`?")


@pytest.mark.parametrize(
    ("new", "hint"),
    [
        ("{zh:小, en: small}", "a space is missing after its colon; did you mean `zh`?"),
        ("{\u3000zh: 小, en: small}", "it holds a full-width space; did you mean `zh`?"),
        ("{\xa0zh: 小, en: small}", "it holds a no-break space; did you mean `zh`?"),
    ],
)
def test_other_slips_in_a_key(new: str, hint: str) -> None:
    found = only(load(edited("{zh: 小, en: small}", new, SMALL)).findings)
    assert found.code.id == "OD103"
    assert found.help is not None
    assert found.help.en.startswith(hint)


def test_a_missing_key_is_shown_at_the_key_that_lacks_it() -> None:
    text = edited("  trigger_day: excluded\n", "", SMALL)
    found = only(load(text).findings)
    assert (found.code.id, at(found)) == ("OD104", place(text, "counting:"))
    assert found.message.en == "key `trigger_day` is missing"


def test_a_wrong_choice_tells_the_one_that_was_meant() -> None:
    found = only(load(edited("kind: commencement", "kind: comencement")).findings)
    assert found.help is not None
    assert found.help.en == "did you mean `commencement`?"


class TestLocationsThatNameWhatWasTried:
    """Tags of unions may be spelt like keys of the document; the document decides."""

    @pytest.mark.parametrize(
        "name", ["facts", "every_", "word", "period", "state", "states", "str", "int", "date"]
    )
    def test_facts_that_are_called_like_tags(self, name: str) -> None:
        text = edited("  many: {", f"  {name}: {{type: boolean}}\n  many: {{", SMALL)
        when = f"by: office, when: {{{name}: true, many: {{{name}: 1}}}}}}"
        text = edited("by: office}", when, text)
        found = only(load(text).findings)
        assert found.code.id == "OD103"
        assert at(found) == place(text, f"{name}: 1}}")

    def test_a_fault_below_a_key_that_is_also_a_tag(self) -> None:
        text = edited(
            "by: office}", "by: office, when: {any: [{not: {any: [{kind: [1]}]}}]}}", SMALL
        )
        assert at(only(load(text).findings)) == place(text, "[1]")

    def test_the_reading_that_meets_most_nodes_is_taken(self) -> None:
        tree = parse("when: {facts: true, x: {str: 1}}", file="r").tree
        assert tree is not None
        way = ("when", "facts", "x", "Test", "str")
        assert settle(tree.root, way) == ("when", "x", "str")
        assert settle(tree.root, ("when", "facts", "facts", "bool")) == ("when", "facts")
        assert settle(tree.root, ("none", 3, "str")) == ()


REPLACEMENTS = [
    "{}",
    "[]",
    "1",
    "-1",
    "true",
    "text",
    "2024-01-01",
    "{a: b}",
    "[1, x]",
    "'1'",
    "null",
]


def _scalars_of(text: str) -> list[tuple[str, str]]:
    """The text before and after each value of the small ruleset, one by one."""
    tree = parse(text, file="r").tree
    assert tree is not None
    lines = text.split("\n")
    found = []
    for span in tree.places().values.values():
        if span.line == span.end_line and span.end_column > span.column:
            starts = sum(len(line) + 1 for line in lines[: span.line - 1])
            start, end = starts + span.column - 1, starts + span.end_column - 1
            found.append((text[:start], text[end:]))
    return found


@pytest.mark.parametrize("value", REPLACEMENTS)
def test_whatever_stands_in_place_of_any_value_every_finding_is_ours(value: str) -> None:
    for before, after in _scalars_of(SMALL):
        loaded = load(f"{before}{value}{after}")
        assert all(is_ours(one) and one.span is not None for one in loaded.findings)
        assert loaded.ruleset is not None or loaded.findings


def test_each_fault_of_any_pair_is_found_although_the_other_is_there() -> None:
    edits = [
        ("timezone: Asia/Shanghai", "timezone: Asia/Shangai", "OD105"),
        ("  basis: 民法典\n", "", "OD104"),
        ("en: office}", "en: office, x: 1}", "OD103"),
        ("to: begun", "to: begn", "OD201"),
        ("working_days: 5", "working_days: 0", "OD105"),
        ("by: office}", "by: offic}", "OD201"),
        ("in: begun", "in: begun, sets: {clear: perhaps}", "OD204"),
        ("type: integer", "type: integr", "OD105"),
        ("met_by: finish", "met_by: finsh", "OD201"),
        ("starts: begin", "starts: {at: received}", "OD104"),
        ("title: {zh: 简单, en: simple}", "title: {zh: 简单}", "OD104"),
    ]
    for one, other in itertools.combinations(edits, 2):
        text = edited(*other[:2], edited(*one[:2], SMALL))
        assert sorted(ids(load(text).findings)) == sorted([one[2], other[2]]), (one, other)


def test_every_part_of_the_shipped_file_may_be_missing_without_a_word_of_the_libraries() -> None:
    lines = SHIHEZI.split("\n")
    for index in range(0, len(lines), 7):
        loaded = load("\n".join(lines[:index] + lines[index + 1 :]))
        assert all(is_ours(one) for one in loaded.findings)


def test_an_error_of_a_kind_that_is_not_known_has_a_general_wording() -> None:
    class Odd(Model):
        size: float

    tree = parse("size: x", file="r").tree
    assert tree is not None
    built = build(Odd, read_values(tree.root), tree=tree, node=tree.root)
    assert built.value is None
    assert only(built.findings).message.en == "`size` must be another kind of value, got `x`"


def test_a_sound_document_has_no_findings_and_nothing_broken() -> None:
    tree = parse("procedure: p\nfacts: {a: 1}", file="r").tree
    assert tree is not None
    built = build(Case, read_values(tree.root), tree=tree, node=tree.root)
    assert (built.findings, built.broken) == ((), frozenset())
    assert built.value == Case(procedure="p", facts={"a": 1})


def test_what_is_no_data_at_all_gives_findings_and_no_model() -> None:
    tree = parse("a: 1", file="r").tree
    assert tree is not None
    nothing: Any = Reading(data=[], findings=(), broken=frozenset())
    built = build(Ruleset, nothing, tree=tree, node=tree.root)
    assert built.value is None
    assert all(is_ours(one) for one in built.findings)
