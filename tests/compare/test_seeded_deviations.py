"""A shipped law with one deviation put into a copy of it: compare names that one, and no other.

The copy carries nothing that was declared for the comparison: no `basis`, another id, and in a
second round other names for every role, fact, act and deadline, with the titles alone to go by.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import Any

import pytest
import yaml

import opendisclose
from opendisclose.compare.against import Source, against
from opendisclose.compare.result import Comparison
from opendisclose.load.shipped import shipped_file
from opendisclose.model.ruleset import Ruleset

from .seeded import SEEDED
from .seeds import HEI, OGI07, OGI19, Told, procedures
from .written import CALENDAR, Raw


@cache
def law(name: str) -> tuple[Raw, Source]:
    path = shipped_file(name)
    assert path is not None
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return raw, Source(ruleset=opendisclose.load(name).ruleset)


def without_declarations(raw: Raw) -> Raw:
    """A local copy: another id, and neither `basis` nor `implements`."""
    found = copy.deepcopy(raw)
    found["id"] = "local"
    for key in ("implements", "edition_of", "prevails"):
        found.pop(key, None)
    places = [found["exemptions"], *(one.get("deadlines", {}) for one in procedures(found))]
    for place in places:
        for one in place.values():
            one.pop("basis", None)
    return found


@cache
def deviating(name: str) -> Source:
    """The local copy with one of the seeded deviations."""
    above, edit, _ = SEEDED[name]
    local = without_declarations(law(above)[0])
    edit(local)
    return Source(ruleset=Ruleset.model_validate(local))


def told(found: Comparison) -> list[Told]:
    """What is not the same, with the clause of the local rule, or else of the law."""
    rows = [one for one in found.rows if one.judgement.value != "same"]
    sides = [one.local or one.law for one in rows]
    assert all(side is not None for side in sides)
    return sorted(
        {
            (one.kind, one.judgement.value, side.clauses[0] if side.clauses else "")
            for one, side in zip(rows, sides, strict=True)
            if side is not None
        }
    )


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_deviation_is_told_and_nothing_else(name: str) -> None:
    above, _, expected = SEEDED[name]
    assert told(against(deviating(name), law(above)[1], CALENDAR)) == sorted(expected)


# --- the same with other names -------------------------------------------------------------------

_PARTS = ("roles", "facts", "exemptions", "receipts")


def renamed(raw: Raw) -> Raw:
    """Every role, fact, act, deadline and exemption under another name; titles stay."""
    names = {name for part in _PARTS for name in raw.get(part, {})}
    for one in procedures(raw):
        names |= {n for part in ("transitions", "deadlines", "states") for n in one.get(part, {})}
        names |= {t["act"] for t in one["transitions"].values() if "act" in t}
    values = {v for fact in raw["facts"].values() for v in fact.get("values", {})}
    other = {name: f"own_{name}" for name in names - values - _WORDS}
    return _walked(raw, other)


_WORDS = {
    name
    for model in (Ruleset,)
    for name in re.findall(r'"([a-z_]+)"', str(model.model_json_schema()).replace("'", '"'))
}


def _walked(value: Any, other: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {other.get(str(key), key): _walked(one, other) for key, one in value.items()}
    if isinstance(value, list):
        return [_walked(one, other) for one in value]
    if isinstance(value, str):
        return ".".join(other.get(one, one) for one in value.split("."))
    return value


@pytest.mark.parametrize("name", [OGI19, OGI07, HEI])
def test_a_copy_with_other_names_differs_in_nothing(name: str) -> None:
    raw, above = law(name)
    same = Source(ruleset=Ruleset.model_validate(without_declarations(raw)))
    assert told(against(same, above, CALENDAR)) == []
    local = Source(ruleset=Ruleset.model_validate(renamed(without_declarations(raw))))
    assert told(against(local, above, CALENDAR)) == []
    assert told(against(above, local, CALENDAR)) == []


ASKED = (
    "a longer reply period",
    "a shorter reply period",
    "silence of a third party is refusal",
    "an exemption the law does not know",
    "purpose of use demanded",
    "extension by another post",
    "extension without notice",
    "no partial disclosure",
    "no reply limit, schools",
    "stages without slack",
    "a doubt settled by the agency itself",
    "a repeat is declined though the information changed",
)


@pytest.mark.parametrize("name", ASKED)
def test_a_deviation_is_told_whatever_things_are_called(name: str) -> None:
    above, edit, expected = SEEDED[name]
    raw, source = law(above)
    local = without_declarations(raw)
    edit(local)
    other = Source(ruleset=Ruleset.model_validate(renamed(local)))
    assert told(against(other, source, CALENDAR)) == sorted(expected)


# --- there and back ------------------------------------------------------------------------------

# Another post is another post, whichever of the two one looks from.
POSTS = ("post", "extension by another post")


@pytest.mark.parametrize("name", SEEDED)
def test_what_is_looser_one_way_is_not_looser_the_other(name: str) -> None:
    above, _, expected = SEEDED[name]
    back = told(against(law(above)[1], deviating(name), CALENDAR))
    ((kind, forth, _),) = expected
    bad = {"looser", "extra_burden"}
    turned = {judged for _, judged, _ in back}
    if forth in bad and not any(one in (kind, name.partition(",")[0]) for one in POSTS):
        assert not turned & bad
    if forth == "stricter":
        assert turned <= bad
        assert turned
