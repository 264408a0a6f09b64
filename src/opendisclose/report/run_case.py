"""A run goes in; lines that tell it, its JSON, and the text of a case file come out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ..diagnostics.finding import Finding
from ..diagnostics.run import Known, Run, RunStep
from .layout import View, text_of

_BARE = re.compile(r"[a-z][a-z0-9_]*")
_TRAPS = {"on", "off", "yes", "no", "true", "false", "null", "y", "n"}  # no texts to YAML 1.1


def run_lines(run: Run, view: View) -> list[str]:
    """One line for the facts known before, one for each act, one for the states at the end."""
    lines = []
    if run.facts:
        lines.append(f"{view.say('已知', 'known')}: {_plain(run.facts)}")
    for number, step in enumerate(run.steps, 1):
        runs_out = view.say("（届满）", " (the period has run out)") if step.by_time else ""
        said = f"{number}. {step.at:%Y-%m-%d %H:%M} {step.role}: {step.act}{runs_out}"
        lines.append(f"{said} {_plain(step.data)}" if step.data else said)
    return [*lines, f"{view.say('至此', 'then active')}: {', '.join(run.states)}"]


def run_data(run: Run) -> dict[str, Any]:
    """The run as the mapping of a case file, with the states that are active at its end."""
    return {
        "procedure": run.procedure,
        "period": run.period,
        "facts": {name: _json(value) for name, value in run.facts},
        "events": [_event(number, step) for number, step in enumerate(run.steps, 1)],
        "states": list(run.states),
    }


def run_file(finding: Finding, run: Run, ruleset: str) -> str:
    """A case file that `check` judges by `ruleset`, an id or a path from the file's own folder."""
    said = [f"{finding.code.id} {finding.code.name}: {finding.message.en}", finding.message.zh]
    active = f"states at the end: {', '.join(run.states)}"
    lines = [*(f"# {' '.join(one.split())}" for one in (*said, active)), "opendisclose_case: 1"]
    lines += [f"ruleset: {_scalar(ruleset)}", f"procedure: {run.procedure}"]
    if run.period is not None:
        lines.append(f"period: {_scalar(run.period)}")
    if run.facts:
        lines.append(f"facts: {_flow(dict(run.facts))}")
    lines.append("events:" if run.steps else "events: []")
    for number, step in enumerate(run.steps, 1):
        event = {k: v for k, v in _event(number, step).items() if v not in (None, [], {})}
        event |= {"at": step.at} | ({"data": dict(step.data)} if step.data else {})
        lines.append(f"  - {_flow(event)}")
    return text_of(lines)


def _event(number: int, step: RunStep) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "act": step.act,
        "at": step.at.isoformat(timespec="minutes"),
        "role": step.role,
        "actor": step.actor,
        "data": {name: _json(value) for name, value in step.data},
        "cites": list(step.cites),
    }


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _plain(known: Known) -> str:
    return _flow(dict(known))


def _flow(value: object) -> str:
    """A value in the flow style of YAML; a text is quoted unless it is a bare word."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_flow(one) for one in value)}]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        bare = _BARE.fullmatch(value) is not None and value not in _TRAPS
        return value if bare else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
