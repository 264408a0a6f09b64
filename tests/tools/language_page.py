"""The models, the table of keys and the examples go in; the page on the language comes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from opendisclose.load.document import parse_source
from opendisclose.load.source import read_source
from opendisclose.load.values import read_values
from opendisclose.model.json_schema import case_schema, ruleset_schema
from opendisclose.model.keys import meaning

HERE = Path(__file__).parent
RUNS = HERE / "examples"
# What each example of the page shows, and the options it is judged with.
SHOWN = {
    "hours": ("An hour clock", "Hours run through the night and through the holiday.", ""),
    "months": (
        "A month clock",
        "The month's corresponding day, or its last day. That Saturday was a make-up working day, "
        "so the period does not move on.",
        "",
    ),
    "fork": (
        "A fork and a join",
        "Both branches run in parallel, and the case is closed from both together. Here the second "
        "one was never gone.",
        "",
    ),
    "floor": ("A floor", "At least so long must pass before the act that it limits.", ""),
    "recurring": (
        "A recurring duty",
        "One case for each period, also when nothing happened; then `period` and `--as-of` say "
        "what is judged.",
        " --as-of 2026-10-10",
    ),
}
CONDITION = "Condition"  # no model of its own: one of five shapes
HEADINGS = {
    "Ruleset": "The ruleset",
    "Text": "A text",
    "InForce": "In force",
    "CalendarChoice": "The calendar",
    "Counting": "Counting",
    "Role": "A role",
    "Fact": "A fact",
    "FactValue": "A value of a fact",
    "Attribute": "An attribute",
    "Exemption": "An exemption",
    "Clause": "A clause",
    "Procedure": "A procedure",
    "State": "A state",
    "Many": "Several states",
    "Transition": "A transition",
    "Entry": "An entry of requires or presupposes",
    "Deadline": "A deadline",
    "Moment": "An act that starts or meets",
    "AllMoments": "Acts that are all needed",
    "Excluded": "Time that does not count",
    "Extended": "An extension",
    "Duration": "A duration",
    "Period": "A period",
    "YearlyDate": "A date in each period",
    CONDITION: "A condition",
    "AllOf": "All of several conditions",
    "AnyOf": "Any of several conditions",
    "Not": "Not a condition",
    "Every": "A condition for every key",
    "Facts": "Facts compared",
    "Test": "A comparison",
    "Case": "The case",
    "Event": "An event",
    "Saved": "What a case was saved under",
}
_CASE = ("Case", "Event", "Saved")
_SHAPES = ("AllOf", "AnyOf", "Not", "Every", "Facts")
_HEAD = """\
# The language

Every key of a ruleset and of a case: what it takes, what it means, an example. This page is made
from the models and checked by a test, and so is each example. A key that is not listed is a
finding; so is one that is left empty. Where a list is asked for, one thing may mostly stand for a
list of one. [The meanings](../explanation/meanings.md) say what follows from them, and [the case
file](case.md) how times and values are written.

`opendisclose schema ruleset` and `opendisclose schema case` print the same as a JSON Schema. An
editor checks and completes a file whose first line names it, here for a ruleset in a folder of
`rulesets/`:

```yaml
# yaml-language-server: $schema=../ruleset-1.schema.json
```

An **id** is a word of a-z, 0-9 and `_` that begins with a letter; the id of a ruleset may hold `-`
instead of `_`.
"""


_OF_FILES = {
    "Ruleset": "One file: one document's rule, or several documents' that are read together.",
    "Case": "One file, or one line of a `.jsonl` file.",
}


def page(run: Callable[[str], str]) -> str:
    """The whole page; `run` gives what a command line prints."""
    told = [_section(one) for one in HEADINGS if one not in _CASE]
    parts = [_HEAD, "## Rulesets\n", *told, "## Cases\n", *(_section(one) for one in _CASE)]
    parts += ["## Five rules, and a case under each\n", *(_example(one, run) for one in SHOWN)]
    return "\n".join(parts)


def definitions() -> dict[str, dict[str, Any]]:
    """The schema of every model, by its name."""
    both = (ruleset_schema(), case_schema())
    found: dict[str, dict[str, Any]] = {}
    for name, schema in zip(("Ruleset", "Case"), both, strict=True):
        found |= {name: schema, **schema["$defs"]}
    return found


@lru_cache(maxsize=1)
def examples() -> dict[str, list[dict[str, Any]]]:
    """By model: valid examples which together have every key, read as strictly as a file."""
    tree = parse_source(read_source(HERE / "language.yaml")).tree
    assert tree is not None
    found = read_values(tree.root)
    assert found.findings == ()
    return dict(found.data)


def _link(model: str) -> str:
    heading = HEADINGS[model]
    return f"[{heading[0].lower()}{heading[1:]}](#{heading.lower().replace(' ', '-')})"


def _section(model: str) -> str:
    heading = f"### {HEADINGS[model]}\n"
    if model == CONDITION:
        told = "".join(f"- {_link(one)}\n" for one in _SHAPES)
        return f"{heading}\nOne of these, told by its key:\n\n{told}"
    schema = definitions()[model]
    said = schema["description"] if model not in ("Ruleset", "Case") else _OF_FILES[model]
    if "properties" not in schema:
        takes = type_of(schema["additionalProperties"])
        said += f" Each key is a fact, or `event_day` for the day of the act; each value {takes}."
        return f"{heading}\n{said}\n"
    lines = ["| key | takes | meaning | example |", "|---|---|---|---|"]
    for key, one in schema["properties"].items():
        must = " (required)" if key in schema.get("required", ()) else ""
        text = meaning(model, key)
        shown = example_of(model, key)
        lines.append(f"| `{key}` | {type_of(one)}{must} | {text.en}. {text.zh} | `{shown}` |")
    return f"{heading}\n{said}\n\n" + "\n".join(lines) + "\n"


def example_of(model: str, key: str) -> str:
    """The first example of a key, on one line as a file may have it."""
    value = next(one[key] for one in examples()[model] if key in one)
    text = yaml.safe_dump(
        {key: value}, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False
    )
    return text.strip().removeprefix("{").removesuffix("}")


def type_of(schema: dict[str, Any]) -> str:
    """What a value may be, in words."""
    if "$ref" in schema:
        return _link(schema["$ref"].rpartition("/")[2])
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return _either(schema[union])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        return f"a list of: {type_of(schema['items'])}"
    return _mapping(schema) if kind == "object" else _scalar(schema)


def _mapping(schema: dict[str, Any]) -> str:
    if "patternProperties" in schema:
        (inner,) = schema["patternProperties"].values()
        return f"ids, each with {type_of(inner)}"
    inner = schema.get("additionalProperties")
    if isinstance(inner, dict):
        return f"names, each with {type_of(inner)}"
    return "facts with their values"


def _scalar(schema: dict[str, Any]) -> str:
    kind = schema.get("type")
    if kind == "boolean":
        return "`true` or `false`"
    if kind == "integer":
        low, high = schema.get("minimum"), schema.get("maximum")
        bounds = f" from {low}" if low is not None else ""
        return f"a whole number{bounds}{f' to {high}' if high is not None else ''}"
    if schema.get("format") == "date":
        return "a date"
    pattern = schema.get("pattern", "")
    if pattern == "^[A-Z]{2}$":
        return "two capital letters"
    if "T " in pattern:
        return "[a time](case.md#times)"
    if pattern:
        return "an id"
    return "text" if kind else "a value of the fact"


def _either(choices: list[dict[str, Any]]) -> str:
    """Several shapes; one thing and a list of it are told together, a condition as one word."""
    if choices[0].get("$ref", "").endswith("/AllOf"):
        return _link(CONDITION)
    told = list(dict.fromkeys(type_of(one) for one in choices))
    lists = [one for one in told if one.startswith("a list of: ")]
    if len(lists) == 1 and len(told) > 1:
        told = [one for one in told if one not in lists] + ["a list of these"]
    return " or ".join(told)


def _example(name: str, run: Callable[[str], str]) -> str:
    title, sentence, options = SHOWN[name]
    blocks = [(RUNS / f"{one}.yaml").read_text(encoding="utf-8") for one in (name, f"{name}-case")]
    words = f"check {name}-case.yaml{options}"
    shown = "".join(f"```yaml\n{block}```\n\n" for block in blocks)
    printed = run(words)
    return f"### {title}\n\n{sentence}\n\n{shown}```console\n$ opendisclose {words}\n{printed}```\n"
