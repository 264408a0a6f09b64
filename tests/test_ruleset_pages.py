"""The pages of docs/rulesets/ are those generated, and a reader on a code host can read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import pytest

from opendisclose.load.shipped import shipped_ids

from .conftest import ROOT
from .tools import ruleset_page as tool

IDS = sorted(shipped_ids())
DIAGRAM = re.compile(r"^```mermaid\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ID = r"[A-Za-z][A-Za-z0-9_]*"
_LABEL = r"[^:;#\"\n]+"
# Every line of a state diagram that we write; what else Mermaid may take, we do not use.
LINES = {
    "head": re.compile(r"stateDiagram-v2"),
    "comment": re.compile(r"    %% [\w -]+"),
    "state": re.compile(rf'    state "{_LABEL}" as {_ID}'),
    "bar": re.compile(rf"    state {_ID} <<(?:fork|join)>>"),
    "arrow": re.compile(rf"    (?:\[\*\]|{_ID}) --> (?:\[\*\]|{_ID})(?: : {_LABEL})?"),
    "note": re.compile(rf"    note right of {_ID}"),
    "text": re.compile(rf"        {_LABEL}"),
    "end": re.compile(r"    end note"),
}


@lru_cache(maxsize=1)
def made() -> dict[str, str]:
    return tool.pages()


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", [*IDS, "index"])
def test_a_page_is_the_one_generated(name: str, golden: Callable[[str, str], None]) -> None:
    path = f"docs/rulesets/{name}.md"
    golden(str(ROOT / path), made()[path])


def test_there_is_a_page_for_each_ruleset_and_no_other() -> None:
    there = {one.stem for one in (ROOT / tool.FOLDER).glob("*.md")}
    assert there == {*IDS, "index"}


@pytest.mark.parametrize("name", IDS)
def test_every_procedure_has_its_diagram_in_both_languages(name: str) -> None:
    page = made()[f"docs/rulesets/{name}.md"]
    found = DIAGRAM.findall(page)
    rules = tool.load(name).ruleset
    assert len(found) == 2 * len(rules.procedures)
    for diagram in found:
        assert faults(diagram) == []


def faults(diagram: str) -> list[str]:
    """What is wrong with a diagram: a line of no known shape, an open note, an unknown state."""
    wrong: list[str] = []
    known, used, in_note = {"[*]"}, [], False
    for line in diagram.splitlines():
        kinds = [name for name, shape in LINES.items() if shape.fullmatch(line)]
        if not kinds or (("text" in kinds) != in_note and "end" not in kinds):
            wrong.append(line)
        in_note = "note" in kinds or (in_note and "end" not in kinds)
        words = line.split()
        if "state" in kinds:
            known.add(words[-1])
        elif "bar" in kinds:
            known.add(words[1])
        elif "arrow" in kinds:
            used += [words[0], words[2]]
        elif "note" in kinds:
            used.append(words[-1])
    return [*wrong, *(one for one in used if one not in known), *(["open note"] * in_note)]


@pytest.mark.parametrize(
    "broken",
    [
        'stateDiagram-v2\n    state "a: b" as a\n',
        "stateDiagram-v2\n    a --> b : go\n",
        'stateDiagram-v2\n    state "a" as a\n    note right of a\n        text\n',
        'stateDiagram-v2\n    state "a" as a\n    [*] -> a\n',
    ],
)
def test_a_broken_diagram_is_seen(broken: str) -> None:
    assert faults(broken) != []


@pytest.mark.parametrize("name", [*IDS, "index"])
def test_every_table_is_whole(name: str) -> None:
    width = 0
    for line in made()[f"docs/rulesets/{name}.md"].splitlines():
        columns = line.count("|") - 1 if line.startswith("|") else 0
        assert not (width and columns) or columns == width, line
        width = columns


@pytest.mark.parametrize("name", IDS)
def test_a_page_has_every_clause_reading_defect_and_deadline(name: str) -> None:
    page, ruleset = made()[f"docs/rulesets/{name}.md"], tool.load(name).ruleset
    for one in ruleset.clauses:
        assert f"\n| {one} | `" in page
    told = [*tool.readings(ruleset), *tool.defects(ruleset)]
    for reading in told:
        assert tool.cell(reading.text) in page
    for procedure in ruleset.procedures.values():
        for deadline in procedure.deadlines:
            assert f"<br>`{deadline}` |" in page


def test_what_would_break_a_table_is_escaped() -> None:
    assert tool.cell("a | b < c") == "a &#124; b &lt; c"
