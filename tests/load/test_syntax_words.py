"""What is no YAML is said in our own words, at the place where the eye should look."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from loading import at, is_ours, only

from opendisclose.load.nodes import parse

CASES = [
    ("a:\n\tb: 1\n", (2, 1), "a tab indents the line"),
    ("a: 1\nb\nc: 2\n", (2, 1), "a colon is missing"),
    ("a: 1\nbcd\n", (2, 1), "a colon is missing"),
    ("a: [1, 2\nb: 3\n", (1, 4), "the `[` opened here is not closed by `]`"),
    ("a: {x: 1\nb: 3\n", (1, 4), "the `{` opened here is not closed by `}`"),
    ("a: [1, 2}\n", (1, 9), "`[` must be closed by `]`, got `}`"),
    ("a: {x: 1 y: 2}\n", (1, 11), "a comma is missing inside `{`"),
    ("a: 1\nb: [x, '[', \"]\", {c: d}, # ]\n", (2, 4), "the `[` opened here is not closed by `]`"),
    ("a: [", (1, 4), "the `[` opened here is not closed by `]`"),
    ("a: {b: [", (1, 8), "the `[` opened here is not closed by `]`"),
    ("a: [1]]\n", (1, 7), "a `]` that closes nothing"),
    ('a: "x\nb: 2\n', (1, 4), "the quote opened here is not closed"),
    ("a: 'x\nb: 2\n", (1, 4), "the quote opened here is not closed"),
    ('a: "x" y\n', (1, 8), "more text follows the closing quote"),
    ("a: b: c\n", (1, 5), "a second colon on one line"),
    (": x\n", (1, 1), "a key is missing before the colon"),
    ("a: @x\n", (1, 4), "a value that begins with `@` needs quotes"),
    ("a: %x\n", (1, 4), "a value that begins with `%` needs quotes"),
    ("a: *\n", (1, 4), "a value that begins with `*` needs quotes"),
    ("a: |x\n  b\n", (1, 4), "a value that begins with `|` needs quotes"),
    ("%YAML 3.0\n---\na: 1\n", (1, 1), "a directive that begins with `%`"),
    ("标题：x\nb: 2\n", (1, 3), "a full-width colon `：` stands where `: ` is meant"),
    ("a: 1\n标题：x\nb: 2\n", (2, 3), "a full-width colon"),
    ("a:\n   b: 1\n  c: 2\n", (3, 3), "the indentation of this line fits none"),
    ("id:small\nb: 2\n", (1, 3), "a space is missing after the colon"),
    ("a: 1\n- id:small\n", (2, 5), "a space is missing after the colon"),
    ("a: 1\n b: 2\n", (2, 2), "the indentation does not fit the line before"),
    ("a:\n  - x\n  b: 1\n", (3, 3), "the indentation of this line fits none"),
    ("a: - b\n", (1, 4), "an entry that begins with `-` needs a line of its own"),
    ("a: \x07\n", (1, 4), "U+0007"),
    ("a: \ufeffx\n", (1, 4), "U+FEFF"),
]


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(("text", "where", "words"), CASES)
def test_the_fault_is_named_where_it_is(
    text: str, where: tuple[int, int], words: str, loader: Any
) -> None:
    found = only(parse(text, file="r", loader=loader).findings)
    assert found.code.id == "OD101"
    assert words in found.message.en
    assert at(found) == where
    assert is_ours(found)


def test_a_wrong_escape_in_quotes() -> None:
    found = only(parse('a: "\\q"\n', file="r").findings)
    assert "a backslash in double quotes" in found.message.en
    assert at(found)[0] == 1


@pytest.mark.parametrize("text", ["a" * 2000 + ": 1\n", "a: !<\n", "a: >9x\n", "%TAG\n---\n", "&"])
def test_every_other_fault_has_a_sentence_too(text: str) -> None:
    found = only(parse(text, file="r").findings)
    assert found.code.id == "OD101"
    assert is_ours(found)


@pytest.mark.parametrize("cut", range(3, 900, 37))
def test_a_file_cut_off_anywhere_gives_findings_in_our_words(cut: int) -> None:
    text = 'a: {b: [1, "x"], c: \'y\'}\nd:\n  - e: |\n      z\n    f: "g\n h"\n' * 30
    for found in parse(text[:cut], file="r").findings:
        assert is_ours(found)
        assert found.span is not None
        assert found.span.line <= text[:cut].count("\n") + 1
