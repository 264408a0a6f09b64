"""A small ruleset with outcomes, for the tests beside it; parts of it can be replaced."""

from __future__ import annotations

from typing import Any

import yaml

from opendisclose.load.ruleset import LoadedRuleset, load_ruleset_text

Raw = dict[str, Any]


def raw() -> Raw:
    """The ruleset as plain data: somebody outside opens one of its procedures, the office one."""
    text = """
opendisclose: 1
id: office
edition: "1"
status: in_force
in_force: {from: 2020-01-01}
title: {zh: 规则, en: rule}
timezone: Asia/Shanghai
calendar: {country: CN}
counting:
  trigger_day: excluded
  ends_on_rest_day: next_working_day
  excluded_span: after_first_through_last
  basis: B
roles:
  office: {zh: 办公室, en: office}
  citizen: {zh: 公民, en: citizen, external: true}
facts:
  secret: {zh: 秘密, en: secret, type: boolean, default: false}
  draft: {zh: 过程稿, en: draft, type: boolean, default: false}
  urgent: {zh: 紧急, en: urgent, type: boolean}
exemptions:
  secret: {zh: 秘密, en: secret, when: {secret: true}}
  draft: {zh: 过程稿, en: draft, when: {draft: true}}
outcomes:
  disclosed: {zh: 公开, en: given, reply_type: provided, statistics: disclosed, remedy: court}
  refused:
    zh: 拒绝
    en: refused
    reply_type: refused
    statistics:
      - {cell: state_secret, cites: secret, clause: 第一条}
      - {cell: process, cites: [draft]}
    remedy:
      - {remedy: review_first, when: {event_day: {ge: 2024-01-01}}}
      - court
  sorted:
    zh: 分情况
    en: sorted
    reply_type: other
    statistics:
      - {cell: excessive, when: {urgent: true}}
      - other
    remedy: court
  overdue:
    zh: 逾期
    en: overdue
    reply_type: correction_overdue
    statistics: correction_overdue
    remedy: court
procedures:
  request:
    title: {zh: 依申请公开, en: request}
    states:
      open: {zh: 办理, en: open}
      waiting: {zh: 等待, en: waiting}
      closed: {zh: 办结, en: closed, final: true}
    transitions:
      apply: {zh: 申请, en: apply, to: open, by: citizen}
      disclose: {zh: 公开, en: disclose, from: open, to: closed, by: office, outcome: disclosed}
      refuse:
        zh: 拒绝
        en: refuse
        from: open
        to: closed
        by: office
        cites: allowed
        outcome: refused
      sort: {zh: 分, en: sort, from: open, to: closed, by: office, outcome: sorted}
      ask: {zh: 要求补正, en: ask, from: open, to: waiting, by: office}
      correct: {zh: 补正, en: correct, from: waiting, to: open, by: citizen}
      lapse:
        zh: 逾期
        en: lapse
        from: waiting
        to: closed
        by: office
        when_expired: correction
        outcome: overdue
    deadlines:
      correction:
        zh: 补正
        en: correction
        owed_by: citizen
        starts: ask
        within: {working_days: 5}
        met_by: correct
  publication:
    title: {zh: 主动公开, en: publication}
    states:
      made: {zh: 形成, en: made}
      online: {zh: 上网, en: online, final: true}
    transitions:
      make: {zh: 制作, en: make, to: made, by: office}
      publish: {zh: 公开, en: publish, from: made, to: online, by: office, outcome: disclosed}
clauses:
  第一条: {kind: principle, summary: {zh: 秘密, en: secrets}}
"""
    data: Raw = yaml.safe_load(text)
    return data


def loaded(data: Raw) -> LoadedRuleset:
    return load_ruleset_text(yaml.dump(data, allow_unicode=True, sort_keys=False), name="office")
