"""A small procedure and a log go in; what the library says of them comes out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import yaml

import opendisclose as od
from opendisclose.graph.proof import prove
from opendisclose.load.ruleset import load_ruleset_text

BASE = """
opendisclose: 1
id: small
edition: "1"
status: in_force
in_force: {from: 2008-05-01}
title: {zh: 小, en: small}
timezone: Asia/Shanghai
calendar: {country: CN}
counting:
  trigger_day: excluded
  ends_on_rest_day: next_working_day
  excluded_span: after_first_through_last
  basis: 民法典
roles: {office: {}, section: {}, citizen: {external: true}}
facts:
  ok: {type: boolean}
  sure: {type: boolean, default: true}
  form: {type: enum, values: [written, oral], default: written, aspect: form, clause: F}
  length: {type: duration}
  until: {type: date}
  posted: {type: date}
  parties: {type: integer}
  pages: {type: integer}
  remark: {type: text}
  consent: {type: enum, values: [none, oral, written]}
  weight:
    {type: enum, values: {usual: {}, important: {}, in_doubt: {counts_as: important, clause: V}}}
exemptions:
  secret: {clause: X1, when: {ok: false}}
  private: {clause: X2, when: {consent: oral}, lifted_when: {sure: false}}
"""
STATES = "{a: {}, b: {}, c: {}, end: {final: true}}"
LINE = """{open: {to: a, by: office, clause: O}, move: {from: a, to: b, by: office, clause: M},
  close: {from: b, to: end, by: office, clause: C}, note: {in: [a, b], clause: T},
  pause: {in: [a, b, c], per: parties}, resume: {in: [a, b, c], per: parties},
  grant: {in: [a, b], by: office, clause: G}, tell: {in: [a, b, end]}}"""
FIVE = "{d: {owed_by: office, starts: open, within: {working_days: 5}, met_by: close, clause: D}}"
SPAN = FIVE[:-2] + ", excluded: {from: pause, until: resume}}}"


def rules(transitions: str = LINE, deadlines: str = "{}", **top: Any) -> od.Rules:
    """The ruleset of one procedure `p`; `states` and `every` are its own, the rest the file's."""
    plain = yaml.safe_load(BASE)
    procedure = {
        "title": {"zh": "程序", "en": "procedure"},
        "states": yaml.safe_load(top.pop("states", STATES)),
        "transitions": yaml.safe_load(transitions),
        "deadlines": yaml.safe_load(deadlines),
    }
    if "every" in top:
        procedure["every"] = top.pop("every")
    for name, value in top.items():
        old = plain.get(name)
        plain[name] = {**old, **value} if isinstance(old, dict) else value
    return _rules(yaml.safe_dump({**plain, "procedures": {"p": procedure}}, sort_keys=False))


@lru_cache(maxsize=128)
def _rules(text: str) -> od.Rules:
    loaded = load_ruleset_text(text, name="small.yaml")
    assert loaded.ruleset is not None, [one.line() for one in loaded.findings]
    proved = prove(loaded.ruleset)
    assert proved == (), [one.line() for one in proved]
    return od.Rules(ruleset=loaded.ruleset, places=loaded.places, sha256=loaded.sha256)


def done(act: str, at: str, **more: Any) -> dict[str, Any]:
    """An event by the office, unless `role` says otherwise (None: no role is logged)."""
    event = {"act": act, "at": at, "role": "office", **more}
    return {name: value for name, value in event.items() if value is not None}


def receipt(of: str, at: str) -> dict[str, Any]:
    return {"receipt": True, "of": of, "at": at}


def check(
    judged_by: od.Rules, *events: dict[str, Any], as_of: str | None = None, **case: Any
) -> od.Verdict:
    return judged_by.check({"procedure": "p", "events": list(events), **case}, as_of=as_of)


def kinds(verdict: od.Verdict) -> list[tuple[str | None, str | None]]:
    """Kind and event of every fault of the handling."""
    return [(one.kind, one.event) for one in verdict.findings]


def codes(found: tuple[od.Finding, ...]) -> list[str]:
    return [one.code.name for one in found]


def clock(verdict: od.Verdict, deadline: str = "d", key: str = "") -> od.ClockView:
    return next(one for one in verdict.clocks if (one.id, one.key) == (f"p.{deadline}", key))


def due(verdict: od.Verdict, deadline: str = "d", key: str = "") -> date | None:
    return clock(verdict, deadline, key).due


def status(verdict: od.Verdict, deadline: str = "d", key: str = "") -> str:
    return clock(verdict, deadline, key).status.value
