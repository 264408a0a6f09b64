"""The words for reply types, cells and remedies; what a ruleset may say; the Regulation."""

from __future__ import annotations

from itertools import groupby
from typing import Any, get_args

import pytest

import opendisclose as od
from opendisclose.diagnostics.codes import Severity
from opendisclose.model.annual import (
    CELLS,
    FAMILIES,
    REMEDIES,
    REPLY_TYPES,
    Cell,
    Family,
    RemedyClass,
    ReplyType,
)
from opendisclose.model.outcomes import answers_requests

from .office import Raw, loaded, raw

LAW = od.load("cn-ogi-2019").ruleset


class TestWords:
    def test_the_tables_have_the_words_of_the_language_and_no_other(self) -> None:
        assert tuple(REPLY_TYPES) == get_args(ReplyType)
        assert tuple(CELLS) == get_args(Cell)
        assert tuple(FAMILIES) == get_args(Family)
        assert tuple(REMEDIES) == get_args(RemedyClass)

    def test_the_form_has_21_rows_of_results(self) -> None:
        """国办公开办函〔2021〕30号: 1 + 1 + 8 + 3 + 5 + 3, family by family."""
        families = [(name, list(rows)) for name, rows in groupby(CELLS.values(), _family)]
        assert [(name, len(rows)) for name, rows in families] == [
            ("disclosed", 1),
            ("in_part", 1),
            ("refused", 8),
            ("not_available", 3),
            ("not_handled", 5),
            ("otherwise", 3),
        ]
        for _, rows in families:
            numbers = [one.number for one in rows]
            assert numbers == ([0] if len(rows) == 1 else [*range(1, len(rows) + 1)])

    def test_each_word_has_both_languages_and_a_source(self) -> None:
        for one in (*REPLY_TYPES.values(), *CELLS.values(), *REMEDIES.values()):
            assert one.title.zh
            assert one.title.en.isascii()
            assert "〔" in one.source or "（" in one.source


def _family(one: Any) -> str:
    return str(one.family)


def _found(data: Raw) -> list[tuple[str, str]]:
    """The codes of the errors with the route that each is at."""
    return [
        (one.code.id, ".".join(str(step) for step in one.route or ()))
        for one in loaded(data).findings
        if one.severity is Severity.ERROR
    ]


class TestLoading:
    def test_the_sample_is_sound(self) -> None:
        assert loaded(raw()).findings == ()

    def test_an_outcome_that_is_not_listed(self) -> None:
        data = raw()
        data["procedures"]["request"]["transitions"]["disclose"]["outcome"] = "disclosd"
        (found,) = loaded(data).findings
        assert (found.code.id, found.severity) == ("OD201", Severity.ERROR)
        assert found.route == ("procedures", "request", "transitions", "disclose", "outcome")
        assert found.span is not None
        assert found.help is not None
        assert "disclosed" in found.help.en

    def test_without_the_list_it_may_be_called_anything(self) -> None:
        data = raw()
        del data["outcomes"]
        data["procedures"]["request"]["transitions"]["disclose"]["outcome"] = "as_you_like"
        assert loaded(data).findings == ()

    @pytest.mark.parametrize(
        ("key", "value", "code"),
        [
            ("reply_type", "refusd", "OD105"),
            ("statistics", "state_secrets", "OD105"),
            ("statistics", [{"cell": "process", "cites": "drafts"}], "OD201"),
            ("statistics", [{"cell": "process", "when": {"hurried": True}}], "OD201"),
            ("statistics", [{"cells": "process"}], "OD103"),
            ("statistics", [], "OD210"),
            ("remedy", "sue", "OD105"),
            ("remedy", [{"remedy": "court", "when": {"urgent": "soon"}}], "OD204"),
        ],
    )
    def test_what_is_wrong_in_an_outcome(self, key: str, value: Any, code: str) -> None:
        data = raw()
        data["outcomes"]["refused"][key] = value
        found = _found(data)
        assert [one for one, _ in found] == [code]
        assert found[0][1].startswith(f"outcomes.refused.{key}")

    @pytest.mark.parametrize("key", ["reply_type", "statistics", "remedy"])
    def test_all_three_have_to_be_there(self, key: str) -> None:
        data = raw()
        del data["outcomes"]["refused"][key]
        assert _found(data) == [("OD104", "outcomes.refused")]


class TestTheRegulation:
    def test_every_row_of_the_form_is_come_to_or_said_why_not(self) -> None:
        acts = {one.outcome for p in LAW.procedures.values() for one in p.transitions.values()}
        reached: set[str] = set()
        absent: set[str] = set()
        for name, outcome in LAW.outcomes.items():
            cells = {row.cell for row in outcome.statistics}
            if name in acts:
                reached |= cells
            else:
                assert outcome.reading is not None, name
                absent |= cells
        assert absent == {"reissue", "other"}
        assert reached == set(CELLS) - absent

    def test_every_exemption_has_its_row(self) -> None:
        cited = {one for row in LAW.outcomes["refused"].statistics for one in row.cites}
        assert cited == set(LAW.exemptions)

    def test_every_way_to_end_a_request_is_recorded(self) -> None:
        external = [name for name, one in LAW.roles.items() if one.external]
        asked = [n for n, one in LAW.procedures.items() if answers_requests(external, one)]
        assert asked == ["on_request", "record_correction"]
        procedure = LAW.procedures["on_request"]
        ending = [
            one
            for one in procedure.transitions.values()
            if isinstance(one.to, str) and procedure.states[one.to].final
        ]
        assert len(ending) == 15
        assert all(one.outcome in LAW.outcomes for one in ending)

    def test_review_comes_first_for_refusals_alone(self) -> None:
        """行政复议法（2023）第二十三条, 法释〔2025〕8号第一条; and what is withheld in part."""
        first = {
            name
            for name, one in LAW.outcomes.items()
            if any(row.remedy == "review_first" for row in one.remedy)
        }
        assert first == {"refused", "disclosed_in_part"}

    def test_no_row_is_passed_off_as_read(self) -> None:
        """Which row of the form a reply is counted in is our own reading of it."""
        assert not any(one.verified for one in LAW.outcomes.values())
