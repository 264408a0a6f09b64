"""A file of facts, or words such as `consent=written`, in; values and findings out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..diagnostics.codes import AMBIGUOUS_SCALAR, DUPLICATE_KEY, WRONG_VALUE
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import NO_PLACES, Places, Route, Span
from ..diagnostics.wording import shown
from .document import parse_source
from .events import check_data
from .order import ordered
from .scalars import Trap, read
from .source import read_source
from .tree import ScalarNode
from .values import read_values

_NOWHERE = (0, 0)
_UNREAD = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Facts by name, what could not be read of them, and where those of a file stand."""

    facts: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    places: Places = NO_PLACES

    def before(self, other: Given) -> Given:
        """These facts, and those of `other` that are not among them."""
        rest = {name: value for name, value in other.facts.items() if name not in self.facts}
        own, theirs = self.places, other.places
        # Only what comes from there has its place there.
        keys: dict[Route, Span] = {
            (name,): theirs.keys[(name,)] for name in rest if (name,) in theirs.keys
        }
        values: dict[Route, Span] = {
            (name,): theirs.values[(name,)] for name in rest if (name,) in theirs.values
        }
        return Given(
            facts={**rest, **self.facts},
            findings=(*other.findings, *self.findings),
            places=Places(keys={**keys, **own.keys}, values={**values, **own.values}),
        )


def load_facts(path: str | Path) -> Given:
    """The mapping of facts in the YAML or JSON file at `path`.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    parsed = parse_source(read_source(path))
    if parsed.tree is None:
        return Given(facts={}, findings=ordered(parsed.findings, NO_PLACES))
    tree = parsed.tree
    reading = read_values(tree.root, nulls=tuple(tree.root.values))
    found = [*parsed.findings, *reading.findings]
    for name, finding in check_data(reading.data, ()):
        found.append(finding)
        del reading.data[name]
    broken = {route[0] for route in reading.broken}
    facts = {name: value for name, value in reading.data.items() if name not in broken}
    places = tree.places()
    return Given(facts=facts, findings=ordered(tuple(found), places), places=places)


def read_facts(words: Iterable[tuple[str, str]], lists: Collection[str]) -> Given:
    """Facts as given on a command line, each a name and the text of its value.

    A value is read as strictly as in a file. Of the facts named in `lists` it is a list, its items
    divided by commas.
    """
    facts: dict[str, Any] = {}
    findings: list[Finding] = []
    seen: set[str] = set()
    for name, text in words:
        if name in seen:
            findings.append(make(DUPLICATE_KEY, {"key": shown(name)}))
        seen.add(name)
        texts = [one.strip() for one in text.split(",")] if name in lists else [text]
        values = [_value(name, one, findings) for one in texts if one or name not in lists]
        if _UNREAD not in values:
            facts[name] = values if name in lists else values[0]
    return Given(facts=facts, findings=tuple(findings))


def _value(name: str, text: str, findings: list[Finding]) -> Any:
    value = read(ScalarNode(text=text, plain=True, start=_NOWHERE, end=_NOWHERE))
    if not isinstance(value, Trap):
        return value
    if value.expected is None:
        findings.append(make(AMBIGUOUS_SCALAR, {"found": shown(text), "advice": value.advice}))
    else:
        told = {"key": shown(name), "expected": value.expected, "found": shown(text)}
        findings.append(make(WRONG_VALUE, told, help=value.advice))
    return _UNREAD
