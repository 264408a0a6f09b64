"""What the tests of loading share: the shipped file, a small one, and edits of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from opendisclose.diagnostics.finding import Finding
from opendisclose.load.ruleset import LoadedRuleset, load_ruleset_text

FILE = Path(__file__).resolve().parents[2] / "rulesets" / "shihezi" / "ruleset.yaml"
SHIHEZI = FILE.read_text(encoding="utf-8")
INSTALLED = ("cn-hei-2010",)

SMALL = """\
opendisclose: 1
id: small
edition: undated
status: in_force
in_force: {from: unknown}
title: {zh: 小, en: small}
timezone: Asia/Shanghai
calendar: {country: CN}
counting:
  trigger_day: excluded
  ends_on_rest_day: next_working_day
  excluded_span: after_first_through_last
  basis: 民法典
roles:
  office: {zh: 办公室, en: office}
facts:
  clear: {type: boolean}
  many: {type: integer}
  kind: {type: enum, values: [open, closed]}
  parts: {type: list, values: [one, two]}
  posted_on: {type: date}
  granted: {type: duration}
  owner: {type: role}
  remark: {type: text}
procedures:
  simple:
    title: {zh: 简单, en: simple}
    states:
      begun: {zh: 开始, en: begun}
      done: {zh: 完成, en: done, final: true}
    transitions:
      begin: {to: begun, by: office}
      finish: {from: begun, to: done, by: office}
      note: {in: begun, by: office}
    deadlines:
      reply: {owed_by: office, starts: begin, within: {working_days: 5}, met_by: finish}
"""


def edited(old: str, new: str, text: str = SHIHEZI) -> str:
    """`text` with the first `old` replaced; there must be one."""
    assert old in text, old
    return text.replace(old, new, 1)


def load(text: str) -> LoadedRuleset:
    return load_ruleset_text(text, name="r.yaml", installed=INSTALLED)


def place(text: str, marked: str) -> tuple[int, int]:
    """Line and column of the first place of `marked`, from 1."""
    index = text.index(marked)
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def at(finding: Finding) -> tuple[int, int]:
    assert finding.span is not None, finding
    return finding.span.line, finding.span.column


def ids(findings: Iterable[Finding]) -> list[str]:
    return [one.code.id for one in findings]


def only(findings: Iterable[Finding]) -> Finding:
    """The one finding that there is."""
    every = list(findings)
    assert len(every) == 1, [one.line() for one in every]
    return every[0]


def is_ours(finding: Finding) -> bool:
    """One lower-case clause in each language, with no word of the libraries underneath."""
    foreign = ("Input should", "pydantic", "Field required", "Extra inputs", "NoneType", "dict[")
    foreign += ("tuple[", "while parsing", "while scanning", "did not find", "could not find")
    texts = [finding.message.zh, finding.message.en]
    texts += [finding.help.zh, finding.help.en] if finding.help else []
    return all(
        text and "\n" not in text and not text.endswith(".") and not any(f in text for f in foreign)
        for text in texts
    )
