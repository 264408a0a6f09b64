"""A small sound ruleset to change for one test, and what is found in its texts."""

from __future__ import annotations

from opendisclose.analyse import analyse, reported
from opendisclose.diagnostics.finding import Finding
from opendisclose.graph.proof import prove
from opendisclose.load.ruleset import load_ruleset_text
from opendisclose.model.ruleset import Ruleset

RULE = """\
opendisclose: 1
id: sample
edition: "2026"
status: in_force
in_force: {from: 2026-01-01}
title: {zh: 某办公室信息公开办法, en: Disclosure rule of an office}
timezone: Asia/Shanghai
calendar: {country: CN}
counting:
  trigger_day: excluded
  ends_on_rest_day: next_working_day
  excluded_span: after_first_through_last
  basis: 民法典 第二百零一条至第二百零三条
roles:
  office: {zh: 办公室, en: office}
  applicant: {zh: 申请人, en: applicant, external: true}
procedures:
  request:
    title: {zh: 依申请公开, en: disclosure on request}
    states:
      received: {zh: 办理中, en: being handled}
      answered: {zh: 已答复, en: answered, final: true}
    transitions:
      apply: {zh: 申请, en: apply, to: received, by: applicant, clause: CLAUSE}
      answer: {zh: 答复, en: answer, from: received, to: answered, by: office, clause: CLAUSE}
clauses:
"""
_PURPOSE = "{kind: purpose, summary: {zh: 目的, en: purpose}}"


def indexed(*ids: str, more: str = "") -> Ruleset:
    """The rule with an index of these clauses, the first of which its acts rest on."""
    lines = "".join(f"  {one}: {_PURPOSE}\n" for one in ids)
    documents = sorted({one.partition("/")[0] for one in ids if "/" in one})
    named = "".join(f"  {one}: {{zh: {one}, en: document}}\n" for one in documents)
    head = f"documents:\n{named}" if documents else ""
    return loaded(head + RULE.replace("CLAUSE", ids[0]) + lines + more)


def loaded(text: str) -> Ruleset:
    """A ruleset in which neither the loader nor the proof finds an error."""
    found = load_ruleset_text(text, name="rule.yaml")
    assert found.ruleset is not None, [one.line() for one in found.findings]
    assert prove(found.ruleset) == ()
    return found.ruleset


def of_texts(ruleset: Ruleset) -> list[Finding]:
    """What the checks of the texts find; those of the flow have tests of their own."""
    kept = reported(ruleset, analyse(ruleset)).kept
    return [one for one in kept if "OD218" <= one.code.id <= "OD229"]


def told(ruleset: Ruleset) -> list[tuple[str, str]]:
    """Code and English sentence of each of these."""
    return [(one.code.id, one.message.en) for one in of_texts(ruleset)]
