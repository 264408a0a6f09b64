"""Every kind of reference misspelt once: code, line, column, and the name that was meant."""

from __future__ import annotations

import re

import pytest
from loading import SHIHEZI, SMALL, at, edited, ids, is_ours, load, only, place

from opendisclose.diagnostics.codes import Severity
from opendisclose.load.ruleset import load_ruleset_text

# What stands in the shipped file, its misspelling, the code and the name that was meant.
MISSPELT = [
    ("by: applicant", "by: {aplicant}", "OD201", "applicant"),
    ("owed_by: holder", "owed_by: {holdr}", "OD201", "holder"),
    ("per: third_party\n        sets", "per: {third_prty}\n        sets", "OD201", "third_party"),
    ("per: third_party\n        starts", "per: {third_prty}\n        starts", "OD201",
     "third_party"),
    ("        to: received\n        by: applicant", "        to: {recieved}\n        by: applicant",
     "OD201", "received"),
    ("from: received", "from: {recieved}", "OD201", "received"),
    ("in: received", "in: {recieved}", "OD201", "received"),
    ("in: [received, answered]", "in: [received, {answerd}]", "OD201", "answered"),
    ("when_expired: correction", "when_expired: {corection}", "OD201", "correction"),
    ("- description", "- {descripton}", "OD201", "description"),
    ("has: proof_of_identity", "has: {proof_of_identiy}", "OD201", "proof_of_identity"),
    ("when: {own_information: true}", "when: {{own_infomation}: true}", "OD201", "own_information"),
    ("is: {form: {in", "is: {{from_form}: {in", "OD201", "form"),
    ("[written, oral_recorded]}}", "[written, {oral_recordet}]}}", "OD204", "oral_recorded"),
    ("not: {third_party_view: asked}", "not: {third_party_view: {askd}}", "OD204", "asked"),
    ("when: {all: [{answered_before: true}", "when: {all: [{{answered_befor}: true}", "OD201",
     "answered_before"),
    ("when: {content_clear: false}", "when: {content_clear: {'false'}}", "OD204", None),
    ("sets: {content_clear: true}", "sets: {{content_cler}: true}", "OD201", "content_clear"),
    ("sets: {third_party_view: agrees}", "sets: {third_party_view: {agres}}", "OD204", "agrees"),
    ("[{act: consult, when", "[{act: {consul}, when", "OD201", "consult"),
    ("starts:\n          - {act: apply,", "starts:\n          - {act: {aply},", "OD201", "apply"),
    ("- act: correct", "- act: {corect}", "OD201", "correct"),
    ("starts: {act: forward,", "starts: {act: {foward},", "OD201", "forward"),
    ("starts: find_public_interest", "starts: {find_public_intrest}", "OD201",
     "find_public_interest"),
    ("{act: forward, at: received}", "{act: forward, at: {recieved}}", "OD201", "received"),
    ("{act: forward, at: received}", "{act: forward, at: {reasons}}", "OD209", None),
    ("met_by: feed_back", "met_by: {feedback}", "OD201", "feed_back"),
    ("met_by: [agree, object]", "met_by: [agree, {objects}]", "OD201", "object"),
    ("{from: consult, until", "{from: {consullt}, until", "OD201", "consult"),
    ("until: [agree, object, silence]", "until: [agree, object, {silense}]", "OD201", "silence"),
    ("act: agree_extension", "act: {agree_extention}", "OD201", "agree_extension"),
    ("needs: [ask_extension", "needs: [{ask_extention}", "OD201", "ask_extension"),
    ("length: extension_granted", "length: {extension_grantd}", "OD201", "extension_granted"),
    ("length: extension_granted", "length: {explanation}", "OD209", None),
    ("set_by: opinion_period", "set_by: {opinion_priod}", "OD201", "opinion_period"),
    ("set_by: opinion_period", "set_by: {public_interest}", "OD209", None),
    ("when: {third_party_view: objects}\n        starts",
     "when: {third_party_view: {object}}\n        starts", "OD204", "objects"),
    ("when: {subject: {has: state_secret}}", "when: {subject: {has: {state_secrets}}}", "OD204",
     "state_secret"),
    ("when: {group_determined: true}", "when: {{group_determind}: true}", "OD201",
     "group_determined"),
    ("[oral, written]}}, {third_party_view", "[oral, {writen}]}}, {third_party_view", "OD204",
     "written"),
    ("- every: {any: [{consent: written}", "- every: {any: [{consent: {writen}}", "OD204",
     "written"),
    ("objects: {zh: 不同意, en: objects}}, default: none",
     "objects: {zh: 不同意, en: objects}}, default: {non}", "OD204", "none"),
    ("    default: []", "    default: [{state_secrt}]", "OD204", "state_secret"),
    ("type: boolean, default: true", "type: boolean, default: {1}", "OD204", None),
    ("clause: 第十六条第二款", "clause: {第十六条第三款}", "OD202", None),
    ("type: boolean, clause: 第二十四条", "type: boolean, clause: {第二十四}", "OD202",
     "第二十四条"),
    ("clause: 第十条第一款第（三）项", "clause: {第十条第一款第(三)项}", "OD202",
     "第十条第一款第（三）项"),
    ("[第十九条, 第二十条, ", "[第十九条, {第二0条}, ", "OD202", None),
    ("{has: explanation, clause: 第二十一条第二款}", "{has: explanation, clause: {第二十一条二款}}",
     "OD202", "第二十一条第二款"),
    ("silence], clause: 第二十二条第二款}", "silence], clause: {第二十二条第三款}}", "OD202", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "meant"), MISSPELT)
def test_a_misspelt_reference(old: str, new: str, code: str, meant: str | None) -> None:
    marked = re.search(r"\{([^{}:,]+?)\}", new.replace("{own_information: true}", ""))
    assert marked is not None
    name = marked.group(1)
    new = new.replace(f"{{{name}}}", name, 1)
    text = edited(old, new)
    line, column = place(text, new)
    start = new.index(name)
    if "\n" in new[:start]:
        line, column = line + new.count("\n", 0, start), start - new.rindex("\n", 0, start)
    else:
        column += start
    found = only(load(text).findings)
    assert (found.code.id, at(found)) == (code, (line, column))
    assert is_ours(found)
    assert found.span is not None
    assert found.span.end_column == column + len(name)
    if meant is not None:
        assert found.help is not None
        assert found.help.en.startswith(f"did you mean `{meant}`?")
        assert found.help.zh.startswith(f"是否指 `{meant}`？")


# In the small file: what stands there, what is put there, the code and a part of the message.
FAULTS = [
    ("by: office}", "by: office, same_as: beginn}", "OD201", "there is no act `beginn`"),
    ("by: office}", "by: office, distinct_from: finis}", "OD201", "there is no act `finis`"),
    ("by: office}", "by: office, presupposes: [finish, nothing]}", "OD201", "act `nothing`"),
    ("by: office}", "by: office, presupposes: [simple.nothing]}", "OD201", "`simple.nothing`"),
    ("by: office}", "by: office, requires: [{act: x}]}", "OD201", "there is no act `x`"),
    ("by: office}", "by: office, requires: [{clause: 第一条}]}", "OD111", "`has`, `is`, `act`"),
    ("by: office}", "by: office, requires: [{has: clear, act: note}]}", "OD111", "exactly one of"),
    ("by: office}", "by: office, sets: {owner: nobody}}", "OD204", "the value `nobody`"),
    ("by: office}", "by: office, sets: {granted: {working_day: 3}}}", "OD204", "{working_day: 3}"),
    ("by: office}", "by: office, sets: {granted: 3}}", "OD204", "the value `3`"),
    ("by: office}", "by: office, sets: {parts: [one, three]}}", "OD204", "the value `three`"),
    ("by: office}", "by: office, sets: {parts: three}}", "OD204", "the value `three`"),
    ("by: office}", "by: office, sets: {many: true}}", "OD204", "the value `true`"),
    ("by: office}", "by: office, sets: {remark: 3}}", "OD204", "the value `3`"),
    ("by: office}", "by: office, sets: {posted_on: 2024-01-01, kind: open2}}", "OD204", "`open2`"),
    ("by: office}", "by: office, when: {event_day: {gt: 3}}}", "OD204", "the value `3`"),
    ("by: office}", "by: office, when: {posted_on: '2024-01-01'}}", "OD204", "`2024-01-01`"),
    ("by: office}", "by: office, when: {posted_on: soon}}", "OD204", "the value `soon`"),
    ("by: office}", "by: office, when: {owner: nobody}}", "OD204", "the value `nobody`"),
    ("by: office}", "by: office, when: {many: {in: [1, x]}}}", "OD204", "the value `x`"),
    ("by: office}", "by: office, when: {kind: {gt: 3}}}", "OD209", "`gt` needs a fact of type"),
    ("by: office}", "by: office, when: {kind: {has: open}}}", "OD209", "of type list"),
    ("by: office}", "by: office, when: {parts: one}}", "OD209", "`eq` needs a fact of type"),
    ("by: office}", "by: office, when: {granted: x}}", "OD209", "is of type duration"),
    ("by: office}", "by: office, when: {many: {gt: 1, lt: 3}}}", "OD111", "exactly one of"),
    ("by: office}", "by: office, when: {many: {}}}", "OD111", "`in`, `has`, `eq`"),
    ("by: office}", "by: office, when: {many: {in: []}}}", "OD210", "`in` must name"),
    ("by: office}", "by: office, when: {all: []}}", "OD210", "`all` must name at least one"),
    ("by: office}", "by: office, when: {any: []}}", "OD210", "`any` must name at least one"),
    ("by: office}", "by: office, when: {every: {cleer: true}}}", "OD201", "fact `cleer`"),
    ("by: office}", "by: office, when: {every: {clear: true}, of: man}}", "OD201", "fact `man`"),
    ("by: office}", "by: office, when: {every: {clear: true}, of: kind}}", "OD209", "integer or"),
    ("by: office}", "by: office, per: nobody}", "OD201", "no role or fact `nobody`"),
    ("by: office}", "by: office, when_expired: x}", "OD201", "there is no deadline `x`"),
    ("from: begun, to", "from: {all: [begun, x]}, to", "OD201", "there is no state `x`"),
    ("from: begun, to", "from: {any: [begun, x]}, to", "OD201", "there is no state `x`"),
    ("from: begun, to", "from: {any: [begun], all: [done]}, to", "OD111", "`from` must state"),
    ("from: begun, to", "from: {}, to", "OD111", "`from` must state exactly one of: `all`, `any`"),
    ("from: begun, to", "from: {all: []}, to", "OD210", "`all` must name at least one thing"),
    ("to: done", "to: {any: [done]}", "OD103", "there is no key `any` here"),
    ("to: done", "to: {all: [done, x]}", "OD201", "there is no state `x`"),
    ("from: begun, to: done", "from: begun, to: done, in: begun", "OD205", "transition `finish`"),
    ("from: begun, to: done", "from: begun", "OD205", "transition `finish` must have"),
    ("{in: begun, by", "{by", "OD205", "transition `note` must have"),
    ("{in: begun, by", "{in: [], by", "OD210", "`in` must name at least one thing"),
    ("begin: {to: begun", "begin: {from: done, to: begun", "OD206", "procedure `simple`"),
    (", met_by: finish", "", "OD207", "deadline `reply` must have"),
    (", met_by: finish", ", met_by: finish, limits: note", "OD207", "deadline `reply`"),
    (", met_by: finish", ", met_by: []", "OD210", "`met_by` must name at least one thing"),
    (", met_by: finish", ", met_by: {all: [finish, x]}", "OD201", "there is no act `x`"),
    (", met_by: finish", ", limits: x", "OD201", "there is no act `x`"),
    (", within: {working_days: 5}", "", "OD208", "deadline `reply` must have"),
    ("within: {working_days: 5}", "at_least: {working_days: 5}", "OD208", "deadline `reply`"),
    ("{working_days: 5}", "{working_days: 5}, at_least: {days: 1}", "OD208", "deadline `reply`"),
    ("{working_days: 5}", "{working_days: 5, hours: 2}", "OD111", "`within` must state exactly"),
    ("{working_days: 5}", "{}", "OD111", "`working_days`, `days`, `months`, `hours`, `by_date`"),
    ("{working_days: 5}", "{by_date: {month: 3, day: last}}", "OD211", "has no `every`"),
    ("{working_days: 5}", "{last_working_week_of: quarter}", "OD211", "procedure `simple`"),
    ("starts: begin", "starts: period", "OD211", "counts from a period"),
    ("starts: begin", "starts: []", "OD210", "`starts` must name at least one thing"),
    ("starts: begin", "starts: {act: begin, at: clear}", "OD209", "a fact of type date"),
    ("met_by: finish", "met_by: finish, excluded: {from: [], until: note}", "OD210", "`from`"),
    ("met_by: finish", "met_by: finish, excluded: {from: note, until: x}", "OD201", "act `x`"),
    ("met_by: finish", "met_by: finish, extended: {act: note, at_most: {}}", "OD111", "`at_most`"),
    ("owed_by: office", "owed_by: [office, clerk]", "OD201", "there is no role `clerk`"),
    ("owed_by: office", "owed_by: office, when: {clear: maybe}", "OD204", "the value `maybe`"),
    ("procedures:", "exemptions: {a: {when: {x: 1}}}\nprocedures:", "OD201", "no fact `x`"),
    ("procedures:", "exemptions: {a: {when: {clear: true}, presupposes: x}}\nprocedures:",
     "OD201", "there is no act `x`"),
    ("procedures:", "exemptions: {a: {when: {clear: true}, presupposes: [simple.x]}}\nprocedures:",
     "OD201", "there is no act `simple.x`"),
    ("procedures:", "attributes: {a: {act: simple.x}}\nprocedures:", "OD201", "act `simple.x`"),
    ("procedures:", "attributes: {a: {act: other.begin}}\nprocedures:", "OD201", "`other.begin`"),
    ("procedures:", "attributes: {a: {when: {x: 1}}}\nprocedures:", "OD201", "no fact `x`"),
    ("procedures:", "attributes: {a: {}}\nprocedures:", "OD111", "`when`, `otherwise`"),
    ("procedures:", "attributes: {a: {when: {clear: true}, otherwise: true}}\nprocedures:",
     "OD111", "`a` must state exactly one of"),
    ("values: [open, closed]", "values: {}", "OD104", "key `values` is missing"),
    (", values: [open, closed]", "", "OD104", "key `values` is missing"),
    ("values: [open, closed]", "values: [open, 2]", "OD105", "`values` must be text, got `2`"),
    ("values: [open, closed]", "values: [open, {a: b}]", "OD105", "must be text, got `{a: b}`"),
    ("values: [open, closed]", "values: [open, open]", "OD102", "key `open` is given twice"),
    ("values: [open, closed]", "values: {open: {counts_as: close}, closed: {}}", "OD204",
     "`close`"),
    ("values: [open, closed]", "values: {open: {counts_as: open}, closed: {}}", "OD204", "`open`"),
    ("{type: boolean}", "{type: boolean, values: [a]}", "OD105", "`type` must be `enum` or `list`"),
    ("{type: boolean}", "{type: boolean, default: 'true'}", "OD204", "fact `clear`"),
    ("{type: duration}", "{type: duration, default: {days: 0}}", "OD204", "`{days: 0}`"),
    ("  clear: {", "  all: {type: text}\n  clear: {", "OD113", "`all` cannot be an id here"),
    ("  clear: {", "  event_day: {type: date}\n  clear: {", "OD113", "`event_day` cannot be"),
    ("  clear: {", "  received: {type: date}\n  clear: {", "OD113", "`received` cannot be"),
    ("roles:\n", "roles:\n  other: {zh: x, en: x}\n", "OD113", "`other` cannot be an id here"),
    ("Asia/Shanghai", "Asia/Shangai", "OD105", "`timezone` must be the name of a time zone"),
    ("Asia/Shanghai", "../etc/passwd", "OD105", "`timezone` must be the name of a time zone"),
    ("en: office}\n", "en: office, clause: 第二条}\n"
     "clauses: {第一条: {kind: step, summary: {zh: x, en: x}}}\n", "OD202", "no `第二条`"),
    ("en: office}\n", "en: office, clause: [第一条, 第三条]}\n"
     "clauses: {第一条: {kind: step, summary: {zh: x, en: x}}}\n", "OD202", "no `第三条`"),
    ("procedures:", "documents: {办法: {zh: x, en: x}}\nclauses: {通知/第一条: {kind: step, "
     "summary: {zh: x, en: x}}}\nprocedures:", "OD201", "there is no document `通知`"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "message"), FAULTS)
def test_a_reference_or_choice_that_is_wrong(old: str, new: str, code: str, message: str) -> None:
    found = only(load(edited(old, new, SMALL)).findings)
    assert found.code.id == code
    assert message in found.message.en
    assert found.span is not None
    assert is_ours(found)


SOUND = [
    ("by: office}", "by: office, same_as: finish, distinct_from: begin}"),
    ("by: office}", "by: other, per: owner}"),
    ("by: office}", "by: office, presupposes: [note, {act: simple.note}]}"),
    ("by: office}", "by: office, when: {event_day: {gt: 2030-01-01}}}"),
    ("by: office}", "by: office, when: {every: {not: {clear: true}}, of: many}}"),
    ("by: office}", "by: office, when: {any: [{many: {gt: 30}}, {kind: {in: [open]}}, "
     "{parts: {has: one}}, {posted_on: 2024-01-01}, {owner: other}, {remark: {ne: x}}]}}"),
    ("by: office}", "by: office, sets: {granted: {working_days: 3}, parts: [one], owner: other}}"),
    ("by: office}", "by: office, requires: [clear, {has: kind}, {is: {clear: true}}]}"),
    ("from: begun, to: done", "from: {any: [begun, done]}, to: {all: [done, begun]}"),
    ("note: {in: begun", "note: {act: finish, in: [begun, done]"),
    ("met_by: finish", "met_by: {all: [finish, {act: note, at: posted_on}]}"),
    ("within: {working_days: 5}, met_by", "at_least: {days: 3}, limits"),
    ("{working_days: 5}", "{set_by: posted_on}"),
    ("{working_days: 5}", "promptly"),
    ("met_by: finish",
     "met_by: finish, extended: {act: note, length: granted, at_most: {days: 3}}"),
    ("starts: begin, within: {working_days: 5}", "starts: begin, within: same_day"),
    ("procedures:\n  simple:\n", "procedures:\n  simple:\n    every: quarter\n"),
    ("procedures:", "attributes: {a: {otherwise: true}, b: {act: simple.note}}\nprocedures:"),
    ("procedures:", "exemptions: {a: {when: {clear: true}, presupposes: [note]}}\nprocedures:"),
    ("{type: list, values: [one, two]}", "{type: list, default: [anything]}"),
    ("values: [open, closed]", "values: {open: {counts_as: closed}, closed: {}}, default: open"),
    ("en: office}", "en: office, clause: 第九条}"),
    ("id: small", "'id': small"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SOUND)
def test_what_is_right_gives_no_finding(old: str, new: str) -> None:
    loaded = load(edited(old, new, SMALL))
    assert [one.line() for one in loaded.findings] == []
    assert loaded.ruleset is not None


def test_a_recurring_procedure_may_count_from_its_period() -> None:
    text = edited("  simple:\n", "  simple:\n    every: year\n", SMALL)
    text = edited("starts: begin", "starts: period", text)
    assert (
        load(edited("{working_days: 5}", "{by_date: {month: 3, day: last}}", text)).findings == ()
    )


def test_several_names_of_one_list_are_several_findings() -> None:
    text = edited("met_by: [agree, object]", "met_by: [agre, object, objekt]")
    assert [at(one)[1] - 17 for one in load(text).findings] == [1, 15]


def test_the_names_of_a_faulty_definition_are_still_defined() -> None:
    text = edited("  holder:\n    zh: 信息拥有单位\n", "  holder:\n    zh: [信息拥有单位]\n")
    assert ids(load(text).findings) == ["OD105"]
    text = edited("      consult:\n", "      consult:\n        byy: x\n")
    assert ids(load(text).findings) == ["OD103"]
    text = edited("opinion_period: {", "opinion_period: {typo: 1, ")
    assert ids(load(text).findings) == ["OD103"]


class TestLawsThatAreNotInstalled:
    def test_each_is_one_note_where_it_is_first_named(self) -> None:
        loaded = load_ruleset_text(SHIHEZI, name="r", installed=())
        found = only(loaded.findings)
        assert (found.code.id, found.severity) == ("OD203", Severity.NOTE)
        assert at(found) == place(SHIHEZI, "cn-hei-2010]")
        assert loaded.ruleset is not None

    def test_a_basis_names_the_law_in_front_of_its_number(self) -> None:
        text = edited("basis: cn-hei-2010#reply", "basis: cn-2019#reply")
        loaded = load_ruleset_text(text, name="r", installed={"cn-hei-2010"})
        found = only(loaded.findings)
        assert at(found) == place(text, "cn-2019#reply")

    def test_nothing_is_said_where_nobody_knows_what_is_installed(self) -> None:
        assert load_ruleset_text(SHIHEZI, name="r").findings == ()
