"""The facts of a ruleset in, a finding for each default or `counts_as` that cannot be out."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics.codes import DUPLICATE_KEY, MISSING_KEY, WRONG_FACT_VALUE, WRONG_VALUE
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.places import Route
from ...diagnostics.wording import did_you_mean, named, shown
from ...model.ruleset import Fact, Ruleset
from ..expected import TEXT
from ..scalars import Trap, read
from ..tree import ListNode, ScalarNode, Tree, descend
from .conditions import wrong_value
from .fits import misfits
from .names import EVENT_DAY, RECEIVED, Names, not_reserved

_WITH_VALUES = Words(
    zh=" `enum` 或 `list`（此事实有 `values`）", en="`enum` or `list`, as it has `values`"
)


# Words that a condition or a clock reads as something else than the name of a fact.
_RESERVED = ("all", "any", "not", "every", EVENT_DAY, RECEIVED)


def check_facts(ruleset: Ruleset, names: Names, tree: Tree) -> Iterator[Finding]:
    """The findings of the section `facts`."""
    for name, fact in ruleset.facts.items():
        route: Route = ("facts", name)
        yield from not_reserved(name, _RESERVED, route)
        yield from _check_value_list(tree, (*route, "values"))
        if fact.type == "enum" and not fact.values:
            yield make(MISSING_KEY, {"key": "values"}, route=route, at_key=True)
        elif fact.values and fact.type not in ("enum", "list"):
            values = {"key": "type", "expected": _WITH_VALUES, "found": fact.type}
            yield make(WRONG_VALUE, values, route=(*route, "type"))
        else:
            yield from _check_default(name, fact, route, names)
        yield from _check_counts_as(name, fact, route)


def _check_value_list(tree: Tree, route: Route) -> Iterator[Finding]:
    """`values: [a, b]`, where each is the name of a value and stands once."""
    node = descend(tree.root, route)
    seen: set[str] = set()
    for index, item in enumerate(node.items if isinstance(node, ListNode) else ()):
        here = (*route, index)
        value = read(item) if isinstance(item, ScalarNode) else None
        found = shown(tree.written(item))
        if not isinstance(value, str):
            if not isinstance(value, Trap):
                yield make(
                    WRONG_VALUE, {"key": "values", "expected": TEXT, "found": found}, route=here
                )
        elif value in seen:
            yield make(DUPLICATE_KEY, {"key": found}, route=here)
        else:
            seen.add(value)


def _check_default(name: str, fact: Fact, route: Route, names: Names) -> Iterator[Finding]:
    if fact.default is not None:
        for where, wrong in misfits(fact, fact.default, names):
            yield wrong_value(name, fact, wrong, (*route, "default", *where), names)


def _check_counts_as(name: str, fact: Fact, route: Route) -> Iterator[Finding]:
    for value, meaning in fact.values.items():
        target = meaning.counts_as
        others = tuple(one for one in fact.values if one != value)
        if target is not None and target not in others:
            known = named(others)
            rest = Words(zh=f"可取：{known.zh}", en=f"it has: {known.en}")
            yield make(
                WRONG_FACT_VALUE,
                {"fact": name, "value": target, "known": known},
                help=did_you_mean(target, others, rest),
                route=(*route, "values", value, "counts_as"),
            )
