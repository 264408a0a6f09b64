"""The models, the table of keys and the examples go in; the page on the language comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from opendisclose.diagnostics.finding import Words
from opendisclose.load.document import parse_source
from opendisclose.load.source import read_source
from opendisclose.load.values import read_values
from opendisclose.model.json_schema import (
    calendar_schema,
    case_schema,
    mapping_schema,
    ruleset_schema,
    ruletest_schema,
)
from opendisclose.model.keys import meaning
from opendisclose.model.ruletest import NO_DATE
from opendisclose.ruletests.reasons import BREAKS, CANNOT

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
    "receipt": (
        "Receipt by channel",
        "The request was submitted on 24 November and confirmed on 2 December, so by one reading "
        "it was received on the one day, by another on the other. The reply is late by both.",
        "",
    ),
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
    "Ignore": "An entry of ignore",
    "InForce": "In force",
    "CalendarChoice": "The calendar",
    "YearlyDays": "Days that come back every year",
    "Counting": "Counting",
    "FeeMethod": "A way to count a fee",
    "Band": "A band of a fee",
    "Rise": "Bands beyond the last",
    "Outcome": "An outcome",
    "CellRow": "A row of the statistics",
    "RemedyRow": "A row of the remedy",
    "Prevails": "The law that prevails",
    "Role": "A role",
    "Fact": "A fact",
    "FactValue": "A value of a fact",
    "Receipt": "A receipt",
    "ChannelDay": "The day for a channel",
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
    "CalendarFile": "The calendar file",
    "HolidayNotice": "A notice on holidays",
    "Stretch": "A stretch of days",
    "Mapping": "The mapping file",
    "MappedColumns": "The columns",
    "EventOfRow": "An event of a row",
    "RuleTests": "The file of tests",
    "CaseTest": "A test of a case",
    "Expect": "What a case must come to",
    "ExpectedFinding": "An expected finding",
    "ExpectedNote": "An expected note",
    "ClassifyTest": "A test of classifying",
    "ExpectClass": "What information must come to",
}
_CASE = ("Case", "Event", "Saved")
_CALENDAR = ("CalendarFile", "HolidayNotice", "Stretch")
_MAPPING = ("Mapping", "MappedColumns", "EventOfRow")  # on a page of their own
# On the page on rule tests, which is made here as well.
_TESTS = (
    "RuleTests",
    "CaseTest",
    "Expect",
    "ExpectedFinding",
    "ExpectedNote",
    "ClassifyTest",
    "ExpectClass",
)
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


_ABOVE = """\
## The rule above, and editions

`basis: law#item` points to the counterpart of an item in the rule above: `law` is the id of that
ruleset, `item` the id of a deadline, an exemption, a transition (or its act), an attribute or a
fact of it. A deadline or a transition may be named with its procedure, as `procedure.item`; without
it the item of that name in any procedure is meant. Where things of several kinds have the name, the
kind of the item that points is meant, else the first of those just listed. A law that is not
installed is a note ([OD203](codes/OD203-law-not-installed.md)), an item that it does not have a
warning ([OD214](codes/OD214-dangling-basis.md)). The ids to point to stand in the README of each
national ruleset; `law` is one edition, never what its editions share.

Each edition of a rule is a ruleset of its own, with its `edition`, its `in_force: {from, until}`
and, shared by all, `edition_of`; its id is that with `-` and more behind it: `cn-ogi-2007` and
`cn-ogi-2019` are editions of `cn-ogi`. `cn-ogi` then stands for all that are installed, in a case's
`ruleset`, after `--ruleset`, in `load`. A case is judged by the edition that it names in `edition`,
else by the one in force on the day on which it began: the day of its first act, without one the
first day of its period. If none was in force then, the verdict is *not applicable*. A case that
names one edition as its `ruleset` is judged by that one only.

An index with `clauses_complete: false` lacks clauses that were not seen: then neither a gap in the
numbers nor a reference to what is not listed is a finding.
"""
_RECEIPTS = """\
## Receipt by channel

Which day is the day of receipt goes by the way something was sent (for a request 政府信息公开条例
第三十一条; for a reply, whether it was posted, handed over or uploaded). `receipts` says so once: a
fact holds the channel, and by channel `at` names the date that counts, a date fact or an act done
since. A deadline then starts, or is met, `{act: apply, at: request}`. The case records each date as
a fact of its own, with the event or later: submitted, arrived, signed, confirmed, registered,
posted.

- Where the date of the channel is not recorded, a receipt that the log states outright (`received`,
  or a `receipt` event) counts.
- Where there is none either, the day is only known not to lie before the act and what is recorded
  of it. Dates are then the earliest there can be; what is in time by them is in time, and what is
  not is indeterminate ([OD759](codes/OD759-receipt-not-known.md), which says what to record). An
  act whose own day of receipt is not recorded is late for certain or indeterminate.
- `or_at` is the date by a reading that was not chosen. Where both are recorded and part, a case
  has a note with both days ([OD813](codes/OD813-receipt-readings-part.md)).

`receipts` came with version 1.1 of the language; a file says `opendisclose: 1` as before.
"""


_RULETEST_HEAD = """\
# Rule tests

A rule test is a case with what it must come to. Every key of a file of rule tests: what it takes,
what it means, an example. This page is made from the models and checked by a test. A key that is
not listed is a finding, and a test with a finding has not passed. [Test your
ruleset](../how-to/test-your-ruleset.md) shows them in use; `opendisclose schema test` prints the
JSON Schema, and an editor checks a file whose first line names it:

```yaml
# yaml-language-server: $schema=../../test-1.schema.json
```

`opendisclose test` runs the tests ([the command line](cli.md#opendisclose-test)), `rules.test()`
does from Python ([the library](api.md#rules)), and so does pytest:

```text
pytest --opendisclose rulesets/
```

## Keys
"""
_COVERAGE = """\
## What is compared

- `verdict` is the word. `findings` are all errors, in any order: one that is not named is a
  difference, one that is named and not found is another. Under `indeterminate` they are also what
  is not known and would have to be (OD75x). Everything that is said of a finding has to be so.
- What could not be read of the case (an act, role or fact that the rule does not have) is told as
  of any case, and the test has not passed, unless `findings` names its code.
- `notes` have to be there, others may be. What an external role did late or wrong is a note.
- `due` is compared to the day; of a period in hours to the moment. `none` is a clock that runs
  without a date: no period is set, or it is paused. `running` is also said of a clock that is due
  soon. A clock for one of several is named with its key: `opinion[company-a]`.
- `states`, `exemptions` and `ask` are compared as sets.
- `decided_by` names items by their place in the file: `transitions.refuse`, `deadlines.reply` or
  `states.closed` of the procedure, `exemptions.privacy`, `attributes.on_request`, `facts.form` or
  `roles.office` of the ruleset. A clock that still runs has decided nothing; a fact has decided
  where it was recorded and something that was used asked about it.

## Coverage by clause

Asked of every clause of the index whose kind binds somebody (`step`, `deadline`, `guard`,
`exemption`, `lifting`, `channel`, `content`, `recurring`), by the tests that passed:

- It is **broken** in a test that expects a fault with that clause among its clauses: an error in
  `findings`, or in `notes` the fault of an external role. Of an exemption it is enough that it
  stands when information is classified: a disclosure would break it.
- It is **obeyed** in a test that used something that carries it, and nothing found at that event
  speaks of it: an act was done, what it requires was there, a clock was met in time, an exemption
  was cited rightly, respected or lifted.
- It is **covered** if it is obeyed in a test and broken in a test. A clause that cannot be broken
  is covered once it is used. A part of a clause stands for the whole.

Whether a clause can be broken is not written down anywhere: it follows from what carries it. It can
be broken if one thing that carries it can be, and then only such things count as obeying it:

{broken}
Otherwise it needs only to be used, because all that carries it is:

{used}
A clause that no item of the ruleset carries cannot be covered.
"""
_MAPPING_HEAD = """\
# The mapping file

A log whose columns and words are not ours is read by a mapping file: which column is which, what
its words stand for, and, where a row is a case, which events its columns of dates are. Every key:
what it takes, what it means, an example. This page is made from the models and checked by a test.
[Audit a year](../how-to/audit-a-year.md) shows one in use; `opendisclose schema mapping` prints the
JSON Schema.

## Keys
"""
_READ = """\
## How a log is read

- **Columns** that no mapping names are known by our names (`case`, `act`, `role`, `at`, `actor`,
  `key`, `received`, `cites`), by those of XES (`case:concept:name`, `concept:name`, `org:role`,
  `time:timestamp`, `org:resource`), and facts by their id, title or other words. What is left is
  told ([OD957](codes/OD957-column-not-used.md)).
- **The header** is the row, of the first thirty, with most of these names; `header_row` says it.
- **Acts, roles and values** may be ids, titles or other words (`also`) of the ruleset, or words
  of the mapping.
- **Dates** may be written `2026-09-01`, `2026/9/1`, `2026.9.1`, `2026年9月1日`, `20260901`, with a
  time of day behind them, in full-width digits, or as the serial number of a spreadsheet; `dates`
  adds others. Day before month, or a year of two digits, is never guessed. In XLSX a time of
  exactly 00:00 is the date alone.
- **Truth** may be written true, yes, 是, 有, √, 1 and false, no, 否, 无, ×, 0; several values of a
  list stand in one cell with 、 or a comma between them; a length is `15个工作日`, `10天`,
  `2个月`, `48h`.
- **An empty cell** records nothing. A row without case, act or time, or with a time that is none,
  refuses its whole case: cases in the log are cases judged, not applicable or refused.
- **Of the case as a whole** a ledger may say what a case file says beside its events: `case_facts`,
  `period` and `starts_in`, or columns named `case:` and a fact (as XES does), `case:period`,
  `case:starts_in`. Any row of the case may hold it. Where two say differently the first counts, and
  it is told ([OD960](codes/OD960-contradictory-rows.md)). A period is `2025`, `2025年`, `2025Q3`,
  `2025年第三季度`, `2025-09` or `2025年9月`.
- **A receipt** may be a row of its own: `of` names the event that was received, by its `id`, or by
  its place in the case (`e2`); `at` is when. Such a row is no act.
- **With `events`** a row is a case. An event took place where its `at`, its `act_from` or its
  `received` has something in it; the top-level `facts` of a row stand at its first event. A row
  with a case and no event is a case in which nothing was done, as a duty that nobody met.
- **Merged cells** of XLSX: what stands in one holds for each of its rows, which is told
  ([OD961](codes/OD961-merged-cells.md)).
- **Files** are CSV (UTF-8, UTF-16 or GB18030; separated by comma, tab, semicolon or bar), XLSX,
  Parquet, Arrow, JSON lines and XES, which may be compressed (`.xes.gz`). A file of XES with a
  document type is refused.
"""
_OF_FILES = {
    "Ruleset": "One file: one document's rule, or several documents' that are read together.",
    "Case": "One file, or one line of a `.jsonl` file.",
    "CalendarFile": "One file of a folder that days are counted by.",
    "Mapping": "One file for all logs that a system or an office writes in the same way.",
    "RuleTests": "One file of the folder `tests` beside a ruleset, or one anywhere that names it.",
}


def page(run: Callable[[str], str]) -> str:
    """The whole page; `run` gives what a command line prints."""
    elsewhere = (*_CASE, *_CALENDAR, *_MAPPING, *_TESTS)
    told = [_section(one) for one in HEADINGS if one not in elsewhere]
    parts = [
        _HEAD,
        "## Rulesets\n",
        *told,
        _ABOVE,
        _RECEIPTS,
        "## Cases\n",
        *(_section(one) for one in _CASE),
    ]
    parts += ["## Calendars\n", *(_section(one) for one in _CALENDAR)]
    parts += ["## Six rules, and a case under each\n", *(_example(one, run) for one in SHOWN)]
    return "\n".join(parts)


def mapping_page() -> str:
    """The page on mapping files."""
    told = "\n".join(_section(one) for one in _MAPPING)
    return f"{_MAPPING_HEAD}\n{told}\n{_READ}"


def ruletest_page() -> str:
    """The page on rule tests: its own keys, and how a clause is covered."""
    told = "\n".join(_section(one) for one in _TESTS)
    for one in ("Event", "Text"):  # these stand on the page on the language
        told = told.replace(_link(one), _link(one).replace("(#", "(language.md#"))
    coverage = _COVERAGE.format(broken=_reasons(BREAKS), used=_reasons(CANNOT))
    return f"{_RULETEST_HEAD}\n{told}\n{coverage}"


def _reasons(table: Mapping[str, Words]) -> str:
    return "".join(f"- {one.en} ({one.zh})\n" for one in table.values())


def definitions() -> dict[str, dict[str, Any]]:
    """The schema of every model, by its name."""
    files = {
        "Ruleset": ruleset_schema(),
        "Case": case_schema(),
        "CalendarFile": calendar_schema(),
        "RuleTests": ruletest_schema(),
        "Mapping": mapping_schema(),
    }
    found: dict[str, dict[str, Any]] = {}
    for name, schema in files.items():
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
    said = schema["description"] if model not in _OF_FILES else _OF_FILES[model]
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
    if pattern.startswith(f"^(?:{NO_DATE}|"):
        return f"[a time](case.md#times), or `{NO_DATE}`"
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
