"""A small procedure in YAML and a log go in; what kernel and twin both say of it comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml

from opendisclose.graph.from_model import compile_procedure
from opendisclose.model.ruleset import Ruleset
from tests.twins import kernel, twin

BASE = """
opendisclose: 1
id: small
edition: "1"
status: in_force
in_force: {from: 2000-01-01}
title: {zh: 小规则, en: small}
timezone: Asia/Shanghai
calendar: {country: CN}
counting: {trigger_day: excluded, ends_on_rest_day: next_working_day,
           excluded_span: after_first_through_last, basis: B}
roles: {office: {}, section: {}, citizen: {external: true}}
facts:
  ok: {type: boolean, clause: F}
  pages: {type: integer}
  kind: {type: enum, values: {low: {}, high: {}, doubt: {counts_as: high, clause: V}}}
  tags: {type: list, values: [x, y, z]}
  posted: {type: date}
  long: {type: duration}
  note: {type: text, default: ""}
"""
STATES = "{a: {}, b: {}, c: {}, end: {final: true}}"


@dataclass(frozen=True, slots=True)
class Said:
    """What both say: the verdict word, the findings and the clocks."""

    word: str
    findings: list[tuple[str, str | None, tuple[str, ...]]]  # kind, event, clauses
    clocks: dict[str, tuple[str, date | None]]  # status and earliest due date; `clock/key`


def say(text: str, *events: tuple[Any, ...], as_of: str | None = None, **case: Any) -> Said:
    """Each event is an act, a time and perhaps the rest; its role is `office`.

    `text` holds the transitions and deadlines, and may hold exemptions and other ways of counting.
    """
    given = yaml.safe_load(text)
    ruleset = yaml.safe_load(BASE)
    ruleset["counting"] |= given.pop("counting", {})
    ruleset["exemptions"] = given.pop("exemptions", {})
    procedure = {"title": {"zh": "程序", "en": "p"}, "states": yaml.safe_load(STATES), **given}
    ruleset["procedures"] = {"p": procedure}
    compiled = compile_procedure(Ruleset.model_validate(ruleset), "p")
    rows = [
        {
            "act": act,
            "at": _time(at),
            "role": "office",
            "id": f"e{number}",
            **(rest[0] if rest else {}),
        }
        for number, (act, at, *rest) in enumerate(events, start=1)
    ]
    rows = [{name: one for name, one in row.items() if one is not None} for row in rows]
    full = {"procedure": "p", "events": rows, **case}
    instant = datetime.fromisoformat(as_of) if as_of else None
    said = kernel(compiled, full, instant)
    assert said == twin(ruleset, full, instant)
    found = [(kind, event, clauses) for _, kind, event, clauses in said["findings"].elements()]
    clocks = {f"{name}/{key}".rstrip("/"): one[:2] for (name, key), one in said["clocks"].items()}
    return Said(said["verdict"], found, clocks)


def _time(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
