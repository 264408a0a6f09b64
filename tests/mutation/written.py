"""A case and what the rules make of it go in; a rule test comes out, titled in words of the law."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import yaml

from opendisclose.api.rules import Rules
from opendisclose.diagnostics.finding import Finding
from opendisclose.replay.classification import Classification
from opendisclose.replay.verdict import ClockView, Verdict, Word
from opendisclose.ruletests.compare import clock_name

HEAD = """\
# yaml-language-server: $schema=../../test-1.schema.json
# Small cases, each of which tells a slip in the ruleset from the ruleset as it stands: a role too
# few, a state too many, a clause that is not cited. `make mutate` says which slips there are.
opendisclose_test: 1
ruleset: {name}
tests:
"""
LONG = 60  # signs of a title, beyond which it tells one fault
MOST_ACTS = 5  # that a title names; of more it names the first and the last
Raw = dict[str, Any]
_QUOTED_TIME = re.compile(r"'(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::00)?'")
_VERDICTS = {
    Word.COMPLIANT: ("合规", "in order"),
    Word.INDETERMINATE: ("尚不能判定", "cannot be told yet"),
    Word.VIOLATION: ("违反", "not in order"),
    Word.NOT_APPLICABLE: ("不适用", "not applicable"),
}


def case_test(rules: Rules, case: Raw, as_of: datetime | None, verdict: Verdict) -> Raw:
    """A rule test that expects all that is found, every date and every state."""
    found = [one for one in verdict.findings if one.kind is not None]
    if verdict.word is Word.INDETERMINATE:
        found += verdict.missing
    expect: Raw = {"verdict": verdict.word.value}
    if found:
        expect["findings"] = [_expected(one) for one in found]
    notes = [_expected(one) for one in verdict.notes if one.kind is not None]
    if notes:
        expect["notes"] = [{k: v for k, v in one.items() if k != "kind"} for one in notes]
    dues = {clock_name(one): _due(one) for one in verdict.clocks if not one.provisional}
    clocks = {clock_name(one): one.status.value for one in verdict.clocks}
    expect |= {k: v for k, v in (("due", dues), ("clocks", clocks)) if v}
    if verdict.states:
        expect["states"] = list(verdict.states)
    test: Raw = {"title": _title(rules, case, verdict, found)}
    test |= {name: one for name, one in case.items() if one and name != "opendisclose_case"}
    if as_of is not None:
        whole_day = (as_of.hour, as_of.minute) == (23, 59)
        test["as_of"] = as_of.date() if whole_day else as_of
    return {**test, "expect": expect}


def facts_test(facts: Raw, answer: Classification) -> Raw:
    """A rule test of what `classify` makes of facts."""
    names = [one.name for one in answer.standing]
    told = [one.title for one in answer.standing]
    if not told and answer.attribute is not None:
        told = [answer.attribute.title]
    zh = "、".join(one.zh or "" for one in told) or "无"
    en = ", ".join(one.en or "" for one in told) or "none"
    word_zh, word_en = ("不得公开", "withheld") if names else ("公开属性", "attribute")
    expect: Raw = {"attribute": answer.attribute.name if answer.attribute else "none"}
    expect["exemptions"] = names
    if answer.asks:
        expect["ask"] = [one.fact for one in answer.asks]
    title = {"zh": f"{word_zh}：{zh}", "en": f"{word_en}: {en}"}
    return {"title": title, "classify": facts, "expect": expect}


def id_of(test: Raw, taken: set[str]) -> str:
    """A name that says which act, and how it is judged; a number if there is one already."""
    expect, events = test["expect"], test.get("events") or []
    if "classify" in test:
        names = expect["exemptions"] or [expect["attribute"]]
        name = f"classified_{'_and_'.join(names[:2])}"
    else:
        first = next(iter(expect.get("findings") or expect.get("notes") or []), {})
        acts = {one.get("id"): one["act"] for one in events if "act" in one}
        act = acts.get(first.get("event")) or next(reversed(acts.values()), test["procedure"])
        name = f"{act}_{first.get('kind') or expect['verdict']}"
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def written(name: str, test: Raw) -> str:
    """One test, an event to a line."""
    lines = [f"  {name}:"]
    for key, value in _plain(test).items():
        if key in ("events", "expect") and value:
            lines.append(f"    {key}:")
            each = value.items() if isinstance(value, dict) else ((None, one) for one in value)
            for inner, one in each:
                lines.append(f"      {inner}: {_flow(one)}" if inner else f"      - {_flow(one)}")
        else:
            lines.append(f"    {key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


# --- words --------------------------------------------------------------------------------------


def _title(rules: Rules, case: Raw, verdict: Verdict, found: list[Finding]) -> Raw:
    """The faults in their own words, if they are short the first two; else the acts in order."""
    told = list(dict.fromkeys((one.message.zh, one.message.en) for one in found))
    if told:
        most = 2 if sum(len(zh) for zh, _ in told[:2]) <= LONG else 1
        zh, en = zip(*told[:most], strict=True)
        return {"zh": "；".join(zh), "en": "; ".join(en)}
    known = rules.ruleset.procedures[case["procedure"]].transitions
    said = [one["act"] for one in case["events"] if "act" in one]
    acts = [next(t for name, t in known.items() if one in (name, t.act, *t.also)) for one in said]
    zh_word, en_word = _VERDICTS[verdict.word]
    noted = [one for one in verdict.notes if one.kind is not None]
    zh_note = "".join(f"（{one.message.zh}）" for one in noted[:1])
    en_note = "".join(f" ({one.message.en})" for one in noted[:1])
    shown = acts if len(acts) <= MOST_ACTS else [acts[0], acts[-1]]
    between = ("，……，", ", …, ") if len(shown) < len(acts) else ("，", ", ")
    zh_acts = between[0].join(one.zh or "" for one in shown) or "未记录事项"
    en_acts = between[1].join(one.en or "" for one in shown) or "nothing logged"
    return {"zh": f"{zh_acts}：{zh_word}{zh_note}", "en": f"{en_acts}: {en_word}{en_note}"}


def _expected(one: Finding) -> Raw:
    told: Raw = {"code": one.code.id, "clause": list(one.clauses) or "none"}
    told |= {"event": one.event} if one.event else {}
    told |= {"kind": one.kind} if one.kind else {}
    return told | ({"key": one.key} if one.key else {})


def _due(view: ClockView) -> Any:
    if view.moment is not None:
        return view.moment.replace(tzinfo=None)
    return view.due if view.due is not None else "none"


def _flow(value: Any) -> str:
    told = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return _QUOTED_TIME.sub(r"\1", told.removesuffix("...\n").strip())


def _plain(value: Any) -> Any:
    """Times as they are written in a log."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
