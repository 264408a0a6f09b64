"""What YAML allows and the language does not: each trap one finding at its place."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from loading import SHIHEZI, SMALL, at, edited, ids, is_ours, load, only, place

from opendisclose.diagnostics.places import Places
from opendisclose.load.nodes import DEPTH, parse

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]


@pytest.mark.parametrize("word", ["on", "yes", "no", "off", "y", "n", "True", "FALSE", "null"])
def test_a_key_that_yaml_reads_as_a_truth_value(word: str) -> None:
    text = edited("    transitions:", f"    {word}: [a]\n    transitions:", SMALL)
    found = only(load(text).findings)
    assert found.code.id == "OD106"
    assert at(found) == place(text, f"{word}: [a]")
    assert found.help is not None
    assert f"'{word}'" in found.help.en


def test_a_key_given_twice_is_shown_with_the_first() -> None:
    text = edited("status: in_force\n", "status: in_force\nid: other\n", SMALL)
    found = only(load(text).findings)
    assert (found.code.id, at(found)) == ("OD102", (5, 1))
    first = only_span(found.related[0].span)
    assert (first.line, first.column) == (2, 1)


def only_span(span: Any) -> Any:
    assert span is not None
    return span


def test_the_same_key_with_and_without_quotes_is_given_twice() -> None:
    assert ids(load(edited("id: small\n", 'id: small\n"id": b\n', SMALL)).findings) == ["OD102"]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("roles:\n", "roles: &r\n", "&r"),
        ("zh: 小", "zh: &t 小", "&t"),
        ("by: office}", "by: *r}", "*r"),
        ("roles:\n", "roles:\n  <<: {a: {zh: x, en: x}}\n", "<<"),
        ("zh: 小", "zh: !!str 小", "!!str"),
        ("roles:\n", "roles: !!python/object:os.system\n", "!!python/object:os.system"),
        ("zh: 小", "zh: !x 小", "!x"),
    ],
)
def test_anchors_aliases_merges_and_tags(old: str, new: str, shown: str) -> None:
    found = only(load(edited(old, new, SMALL)).findings)
    assert found.code.id == "OD107"
    assert shown in found.message.en


def test_an_alias_bomb_is_only_a_list_of_aliases() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for one, before in zip("bcdefghi", "abcdefgh", strict=True):
        lines.append(f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]")
    found = load("\n".join(lines)).findings
    assert ids(found).count("OD107") == 9 + 8 * 9


def test_a_file_of_nothing_but_faults_stops_being_read() -> None:
    found = load("a: [" + "*x, " * 100_000 + "*x]").findings
    assert ids(found).count("OD107") == 500
    assert ids(found)[-1] == "OD110"
    found = load(SMALL + "documents: [" + "no, " * 50_000 + "no]").findings
    assert ids(found).count("OD106") == 500
    assert "OD110" in ids(found)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text", ["[" * 5000, "[" * 5000 + "]" * 5000, '{"a": ' * 5000, "- " * 5000, "? " * 5000]
)
def test_five_thousand_nested_brackets(text: str, loader: Any) -> None:
    parsed = parse(text, file="r", loader=loader)
    assert parsed.tree is None
    assert only(parsed.findings).code.id == "OD110"


def test_the_deepest_nesting_that_is_allowed_is_read_to_the_end() -> None:
    deep = "a: " + "[" * (DEPTH - 1) + "]" * (DEPTH - 1)
    assert parse(deep, file="r").tree is not None
    condition = "{not: " * (DEPTH - 6) + "{clear: true}" + "}" * (DEPTH - 6)
    text = edited("finish: {", f"finish: {{when: {condition}, ", SMALL)
    assert load(text).findings == ()
    assert ids(load(text.replace("{clear:", "{cleer:")).findings) == ["OD201"]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 1, "nothing"),
        ("# a comment\n", 1, "nothing"),
        ("---\n", 2, "nothing"),
        ("- a\n- b\n", 1, "a list"),
        ("\n[]\n", 2, "a list"),
        ("just words\n", 1, "a single value"),
        (SMALL + "---\n" + SMALL, SMALL.count("\n") + 1, "several documents"),
    ],
)
def test_a_file_that_is_no_mapping(text: str, line: int, word: str) -> None:
    found = only(load(text).findings)
    assert (found.code.id, at(found)[0]) == ("OD108", line)
    assert word in found.message.en


@pytest.mark.parametrize(
    ("text", "column"), [("a: {{ x }}", 5), ("? [a]\n: b", 3), ("{a: b}: c", 1), ("? \n: x", 2)]
)
def test_a_key_that_is_no_text(text: str, column: int) -> None:
    found = next(one for one in load(text).findings if one.code.id == "OD112")
    assert at(found) == (1, column)
    assert is_ours(found)


def test_both_loaders_give_the_same_places() -> None:
    fast, plain = (parse(SHIHEZI, file="r", loader=one).tree for one in LOADERS)
    assert fast is not None
    assert plain is not None
    assert _all_spans(fast.places()) == _all_spans(plain.places())
    assert len(fast.places().values) > 900


def _all_spans(places: Places) -> tuple[dict[Any, Any], dict[Any, Any]]:
    return dict(places.keys), dict(places.values)


def test_the_end_of_a_block_is_the_end_of_its_last_child() -> None:
    text = "a:\n  b: 1\n  c: [2,\n    3]  # why\n\n# more\nd: |\n  some\n  text\n\n\ne: x\n"
    tree = parse(text, file="r").tree
    assert tree is not None
    spans = {route: (s.line, s.column, s.end_line, s.end_column) for route, s in all_of(tree)}
    assert spans["a",] == (2, 3, 4, 7)
    assert spans["a", "c"] == (3, 6, 4, 7)
    assert spans["d",] == (7, 4, 9, 7)
    assert spans[()] == (1, 1, 12, 5)


def all_of(tree: Any) -> Any:
    return tree.places().values.items()
