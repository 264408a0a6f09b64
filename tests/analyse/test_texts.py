"""References between clauses, what carries them, texts in both languages, readings."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendisclose.analyse import CHECKS, AnalyseInput, analyse
from opendisclose.api import examine
from opendisclose.diagnostics.codes import Severity

from ..conftest import ROOT
from .texts import RULE, indexed, loaded, of_texts, told

TEXT_CODES = {f"OD{number}" for number in range(218, 230)}
# True warnings: what a document itself has wrong stays.
TRUE = {"gansu": {("OD225", "制度/第二十二条")}}


def of_kind(kind: str, rest: str = "") -> str:
    return f"{{kind: {kind}, summary: {{zh: 大意如此, en: what it says}}{rest}}}"


@pytest.mark.parametrize("file", sorted((ROOT / "rulesets").glob("*/ruleset.yaml")), ids=str)
def test_the_rulesets_raise_no_false_alarm(file: Path) -> None:
    loaded_file = examine(file)
    found = {(one.code.id, one.clause) for one in loaded_file.findings if one.code.id in TEXT_CODES}
    assert found <= TRUE.get(file.parent.name, set())


def test_a_check_finds_only_what_its_row_says() -> None:
    for file in sorted((ROOT / "tests" / "codes").glob("OD2*/*.yaml")):
        ruleset = examine(file).ruleset
        if ruleset is None:
            continue
        for check in CHECKS:
            assert {one.code for one in check.find(AnalyseInput(ruleset=ruleset))} <= {*check.codes}


def test_the_text_checks_are_warnings_about_a_place() -> None:
    ruleset = loaded(RULE.replace("clause: CLAUSE", "sets: {}") + f"  第二条: {of_kind('step')}\n")
    found = of_texts(ruleset)
    assert {one.code.id for one in found} == {"OD221", "OD222", "OD225"}
    assert all(one.severity is Severity.WARNING and one.route for one in found)
    assert analyse(ruleset) == analyse(ruleset)


class TestReferences:
    def test_one_to_nothing_is_found(self) -> None:
        more = f"  第二条: {of_kind('scope', ', refers_to: [第一条, 第九条]')}\n"
        assert told(indexed("第一条", more=more)) == [
            ("OD223", "第二条 refers to 第九条, which does not exist")
        ]

    def test_a_defect_that_names_it_says_so_already(self) -> None:
        rest = ", refers_to: [第九条], defect: {zh: 没有第九条, en: there is no article 9}"
        assert told(indexed("第一条", more=f"  第二条: {of_kind('scope', rest)}\n")) == []

    def test_another_defect_does_not(self) -> None:
        rest = ", refers_to: [第九条], defect: {zh: 没有期限, en: no period is given}"
        found = told(indexed("第一条", more=f"  第二条: {of_kind('scope', rest)}\n"))
        assert [code for code, _ in found] == ["OD223"]

    def test_a_clause_that_only_its_items_stand_for_exists(self) -> None:
        more = f"  第二条: {of_kind('scope', ', refers_to: [第一条]')}\n"
        assert told(indexed("第一条第一款", "第一条第二款", more=more)) == []

    def test_a_circle_never_arrives(self) -> None:
        more = (
            f"  第二条: {of_kind('reference', ', refers_to: [第三条]')}\n"
            f"  第三条: {of_kind('reference', ', refers_to: [第二条]')}\n"
        )
        assert [code for code, _ in told(indexed("第一条", more=more))] == ["OD224", "OD224"]

    def test_one_to_another_document_is_none_of_the_index(self) -> None:
        assert told(indexed("第一条", more=f"  第二条: {of_kind('reference')}\n")) == []


class TestCarried:
    @pytest.mark.parametrize("kind", ["step", "deadline", "exemption", "recurring"])
    def test_what_binds_must_be_carried(self, kind: str) -> None:
        (finding,) = of_texts(indexed("第一条", more=f"  第二条: {of_kind(kind)}\n"))
        assert (finding.code.id, finding.clause) == ("OD221", "第二条")

    @pytest.mark.parametrize("kind", ["purpose", "definition", "liability", "commencement"])
    def test_what_binds_nobody_need_not(self, kind: str) -> None:
        assert told(indexed("第一条", more=f"  第二条: {of_kind(kind)}\n")) == []

    def test_an_article_is_carried_by_its_items(self) -> None:
        more = f"  第一条第（一）项: {of_kind('step')}\n"
        rule = RULE.replace("CLAUSE", "第一条第（一）项")
        assert told(loaded(f"{rule}  第一条: {of_kind('step')}\n{more}")) == []

    def test_an_item_is_not_carried_by_its_article(self) -> None:
        more = f"  第一条第（一）项: {of_kind('step')}\n"
        assert [code for code, _ in told(indexed("第一条", more=more))] == ["OD221"]


class TestLanguages:
    @pytest.mark.parametrize(
        ("title", "language"),
        [
            ("{zh: 办公室}", "English"),
            ("{en: office}", "Chinese"),
            ("{}", "Chinese or English"),
            ("{zh: office, en: office}", "Chinese"),
            ("{zh: 办公室, en: 办公室}", "English"),
            ('{zh: 办公室, en: " "}', "English"),
        ],
    )
    def test_a_title_in_one_language_is_found(self, title: str, language: str) -> None:
        changed = RULE.replace("{zh: 办公室, en: office}", title, 1).replace("CLAUSE", "第一条")
        text = changed + f"  第一条: {of_kind('scope')}\n"
        assert told(loaded(text)) == [("OD228", f"`roles.office` is not there in {language}")]

    def test_a_word_of_the_document_may_stand_in_english(self) -> None:
        title = "{zh: 校办, en: Principal's Office (校办)}"
        changed = RULE.replace("{zh: 办公室, en: office}", title, 1).replace("CLAUSE", "第一条")
        assert told(loaded(changed + f"  第一条: {of_kind('scope')}\n")) == []

    def test_values_without_titles_are_one_finding(self) -> None:
        facts = "facts:\n  form: {zh: 形式, en: form, type: enum, values: [written, oral]}\n"
        text = facts + RULE.replace("CLAUSE", "第一条") + f"  第一条: {of_kind('scope')}\n"
        (finding,) = of_texts(loaded(text))
        assert (finding.code.id, finding.route) == ("OD228", ("facts", "form", "values"))


class TestReadings:
    @pytest.mark.parametrize("reading", ["答复", "“答复”。", "大意如此。"])
    def test_one_that_repeats_its_title_or_summary_is_found(self, reading: str) -> None:
        rule = RULE.replace(
            "en: answer, from", f"en: answer, reading: {{zh: {reading}, en: it}}, from"
        ).replace("CLAUSE", "第一条")
        assert [code for code, _ in told(loaded(f"{rule}  第一条: {of_kind('scope')}\n"))] == [
            "OD229"
        ]

    def test_one_with_a_reason_is_not(self) -> None:
        rest = ", defect: {zh: 大意如此，但没有期限, en: without a period}"
        assert told(indexed("第一条", more=f"  第二条: {of_kind('scope', rest)}\n")) == []


class TestActsElsewhere:
    ATTRIBUTES = "attributes:\n  doubt: {zh: 存疑, en: in doubt, act: ACT, clause: 第一条}\n"
    OTHER = """\
  other:
    title: {zh: 另一程序, en: another procedure}
    states: {done: {zh: 已办, en: done, final: true}}
    transitions: {answer: {zh: 办理, en: handle, to: done, by: office, clause: 第一条}}
clauses:
"""

    @pytest.mark.parametrize(("act", "codes"), [("answer", ["OD219"]), ("other.answer", [])])
    def test_an_act_of_two_procedures_needs_its_procedure(self, act: str, codes: list[str]) -> None:
        rule = RULE.replace("CLAUSE", "第一条").replace("clauses:\n", self.OTHER)
        text = self.ATTRIBUTES.replace("ACT", act) + rule + f"  第一条: {of_kind('scope')}\n"
        assert [code for code, _ in told(loaded(text))] == codes
