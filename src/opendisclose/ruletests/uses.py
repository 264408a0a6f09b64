"""A classification goes in; which items of the rule it rests on comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..graph.values import atoms
from ..model.conditions import Condition
from ..model.ruleset import Fact, Ruleset
from ..replay.classification import Classification, Outcome
from ..replay.exercise import Use


def of_classification(
    ruleset: Ruleset, answer: Classification, given: Mapping[str, Any]
) -> tuple[Use, ...]:
    """The exemptions that stand or are lifted, the attribute, and the facts they were asked of."""
    return tuple(dict.fromkeys(_uses(ruleset, answer, given)))


def _uses(ruleset: Ruleset, answer: Classification, given: Mapping[str, Any]) -> Iterator[Use]:
    for view in (*answer.standing, *answer.lifted):
        exemption = ruleset.exemptions[view.name]
        yield Use(item=f"exemptions.{view.name}", event=None)
        yield from _facts(ruleset, (exemption.when, exemption.lifted_when), given)
    if answer.attribute is not None:
        name = answer.attribute.name
        yield Use(item=f"attributes.{name}", event=None)
        yield from _facts(ruleset, (ruleset.attributes[name].when,), given)
    elif answer.outcome in (Outcome.NOT_KNOWN, Outcome.OPEN) and answer.turn_to is not None:
        # The facts do not decide, and the attribute that is for this case says who does.
        for name, attribute in ruleset.attributes.items():
            if attribute.when is None and not attribute.otherwise:
                yield Use(item=f"attributes.{name}", event=None)
                return


def _facts(
    ruleset: Ruleset, conditions: Iterable[Condition | None], given: Mapping[str, Any]
) -> Iterator[Use]:
    names = (fact for one in conditions if one is not None for fact, _ in atoms(one))
    for name in dict.fromkeys(names):
        fact = ruleset.facts.get(name)
        recorded = _recorded(name, fact, given) if fact is not None else None
        if fact is None or recorded is None:
            continue
        yield Use(item=f"facts.{name}", event=None)
        for value in recorded if isinstance(recorded, (list, tuple)) else (recorded,):
            for text, one in fact.values.items():
                if value == text or value in one.also:
                    yield Use(item=f"facts.{name}.values.{text}", event=None)


def _recorded(name: str, fact: Fact, given: Mapping[str, Any]) -> Any:
    """What is given of a fact, under its own name or another."""
    return next((given[word] for word in (name, *fact.also) if word in given), None)
