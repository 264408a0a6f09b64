"""A ruleset file as a whole: nothing half-loaded, all findings at once, in the file's order."""

from __future__ import annotations

from pathlib import Path

from loading import FILE, SHIHEZI, SMALL, at, edited, ids, is_ours, load, only

from opendisclose.diagnostics.snippet import snippet
from opendisclose.load.ruleset import load_ruleset

MANY = [
    ("trigger_day: excluded", "trigger_day: exclude", "OD105"),
    ("    external: true\n    also: [师生员工", "    externl: true\n    also: [师生员工", "OD103"),
    ("type: boolean, default: true", "type: boolean, default: yes", "OD106"),
    ("when: {subject: {has: state_secret}}", "when: {subject: {hass: state_secret}}", "OD103"),
    ("when: {group_determined: true}", "when: {group_determned: true}", "OD201"),
    ("      awaiting: {zh", "      awaiting: {zh: x, zh", "OD102"),
    ("        by: applicant\n        requires", "        by: aplicant\n        requires", "OD201"),
    ("          - purpose\n", "          - 5\n", "OD105"),
    ("        when_expired: correction\n", "        when_expired: &c correction\n", "OD107"),
    ("sets: {public_interest: true}", "sets: {public_interest: maybe}", "OD204"),
    ("        within: {working_days: 15}", "        within: {working_days: 15, days: 2}", "OD111"),
    ("          times: 1", "          times: 0", "OD105"),
    ("        owed_by: holder\n", "        owedby: holder\n", "OD103"),
    ("        met_by: correct\n", "", "OD207"),
    ("第十九条: {kind: step", "第十九条: {kind: stepp", "OD105"),
]


def faulty() -> str:
    text = SHIHEZI
    for old, new, _ in MANY:
        text = edited(old, new, text)
    return text


def test_the_shipped_ruleset_loads_without_findings() -> None:
    loaded = load_ruleset(FILE, name="rulesets/shihezi/ruleset.yaml", installed={"cn-hei-2010"})
    assert loaded.findings == ()
    assert loaded.ruleset is not None
    assert loaded.ruleset.id == "shihezi"
    assert loaded.source == "rulesets/shihezi/ruleset.yaml"
    place = loaded.places.of(("procedures", "on_request", "deadlines", "reply"), key=True)
    assert place is not None
    assert place.text == "      reply:"


def test_all_findings_come_in_one_run_and_none_hides_another() -> None:
    assert ids(load(faulty()).findings) == [code for _, _, code in MANY]


def test_the_order_is_that_of_the_file_and_the_same_every_time() -> None:
    first = load(faulty()).findings
    places = [(*at(one), one.code.id) for one in first]
    assert places == sorted(places)
    assert first == load(faulty()).findings
    assert all(is_ours(one) for one in first)


def test_with_an_error_nothing_is_loaded_and_with_a_note_everything() -> None:
    assert load(edited("times: 1", "times: 0")).ruleset is None
    assert load(edited("times: 1", "times: 2")).ruleset is not None


def test_an_item_with_a_fault_is_not_also_blamed_for_what_the_fault_took() -> None:
    assert ids(load(edited("from: begun, to", "form: begun, to", SMALL)).findings) == ["OD103"]
    assert ids(load(edited("met_by: finish", "metby: finish", SMALL)).findings) == ["OD103"]
    assert ids(load(edited("met_by: finish", "met_by: no", SMALL)).findings) == ["OD106"]
    assert ids(load(edited("within: {", "within: &w {", SMALL)).findings) == ["OD107"]
    assert ids(load(edited("to: begun", "to: on", SMALL)).findings) == ["OD106"]


def test_a_file_with_only_its_first_line_lacks_the_rest() -> None:
    found = load("opendisclose: 1\n").findings
    missing = [one.message.en.split("`")[1] for one in found]
    assert set(ids(found)) == {"OD104"}
    assert missing[:4] == ["id", "edition", "status", "in_force"]
    assert len(missing) == 10


def test_carets_stand_under_chinese_keys() -> None:
    text = edited("第八条第一款: {kind: scope", "第八条第一款: {kind: scöpe")
    found = only(load(text).findings)
    assert found.span is not None
    line, carets = snippet(found.span)
    assert line.startswith("  第八条第一款: {kind: scöpe")
    assert carets == " " * (2 + 12 + 2 + 7) + "^^^^^"
    text = edited("第八条第一款: {kind: scope", "第八条第一款: {种类: 1, kind: scope")
    found = only(load(text).findings)
    assert found.span is not None
    assert snippet(found.span)[1] == " " * (2 + 12 + 3) + "^^^^"


def test_a_path_as_text_is_the_name_in_findings(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(edited("times: 1", "times: 0"), encoding="utf-8")
    found = only(load_ruleset(str(path), installed={"cn-hei-2010"}).findings)
    assert found.span is not None
    assert found.span.file == str(path)
