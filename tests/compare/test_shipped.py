"""The shipped local rules beside their laws: every deviation read in the texts, and no other."""

from __future__ import annotations

import pytest

import opendisclose

# Of each local rule with its law: kind, judgement and local item of every row that says that the
# local rule falls short of the law. Written down from both texts, not from the output.
SHORT: dict[tuple[str, str], set[tuple[str, str, str]]] = {
    ("shihezi", "cn-hei-2010"): {
        ("exemption", "looser", "trade_secret"),  # consent in writing
        ("exemption", "looser", "privacy"),
        ("extension", "looser", "on_request.reply extended"),
        ("silence", "looser", "on_request.opinion silence"),
        ("content", "extra_burden", "on_request.apply purpose"),
        ("exemption", "looser", "determined"),  # by the leading group, case by case
        ("condition", "looser", "on_request.not_handle_again"),  # though the information changed
        ("post", "looser", "publication.determine"),  # a doubt, by the leading group
        ("period", "looser", "publication.publish"),  # a filing with the office will do
    },
    ("jilin", "cn-hei-2010"): {
        ("condition", "looser", "on_request.not_handle_again"),
        ("post", "looser", "publication.determine"),  # by the school's own office
    },
    ("kuancheng", "cn-ogi-2019"): {
        ("extension", "looser", "on_request.reply extended"),  # by another post, without notice
        ("content", "extra_burden", "on_request.apply matters le 1"),  # one matter each
        ("post", "looser", "publication.delimit"),  # a doubt may be referred, and need not be
    },
    ("quanzhou", "cn-ogi-2019"): set(),
    ("gansu", "cn-ogi-2019"): {
        ("exemption", "looser", "trade_secret"),  # without any exception
        ("exemption", "looser", "privacy"),
        ("date", "outdated", "annual_report.filing"),  # end of February
    },
}


@pytest.mark.parametrize("pair", SHORT, ids=lambda one: one[0])
def test_where_a_local_rule_falls_short(pair: tuple[str, str]) -> None:
    found = opendisclose.compare(*pair)
    rows = [row for name in ("looser", "extra_burden", "outdated") for row in found.of(name)]
    assert {(one.kind, one.judgement.value, one.local.name) for one in rows if one.local} == SHORT[
        pair
    ]


def codes(local: str, law: str) -> set[str]:
    return {
        f"{one.code.id} {one.severity.value}" for one in opendisclose.compare(local, law).findings
    }


def test_jilin_sets_no_limit_on_the_reply_and_knows_no_partial_disclosure() -> None:
    found = opendisclose.compare("jilin", "cn-hei-2010")
    grave = [one for one in found.findings if one.severity.value == "warning"]
    grave = [one for one in grave if one.code.id == "OD503"]
    assert [one.code.id for one in grave] == ["OD503", "OD503"]
    assert {one.values[0][1].en for one in grave} == {
        row.law.title.en for row in found.of("not_covered") if row.weighty and row.law
    }


def test_the_stages_of_kuancheng_use_up_the_twenty_days() -> None:
    found = opendisclose.compare("kuancheng", "cn-ogi-2019")
    (row,) = [one for one in found.rows if one.kind == "stages"]
    assert row.local is not None
    assert "15" in row.local.said.en
    assert "OD507 warning" in codes("kuancheng", "cn-ogi-2019")


def test_quanzhou_counts_from_the_day_of_issue() -> None:
    found = opendisclose.compare("quanzhou", "cn-ogi-2019").of("undetermined")
    names = [one.local.name for one in found if one.local]
    assert "official_document.website" in names


def test_shihezi_by_the_regulation_fits_the_edition_before() -> None:
    found = opendisclose.compare("shihezi", "cn-ogi-2019")
    reply = [one for one in found.of("stricter") if one.local and one.local.name.endswith(".reply")]
    assert [one.fits for one in reply] == ["cn-ogi-2007"]
    assert {(one.kind, one.fits) for one in found.of("outdated")} == {
        ("exemption", "cn-ogi-2007"),  # an objection without a ground
        ("condition", "cn-ogi-2007"),  # costs charged for every request
    }


def test_what_the_law_of_schools_allows_is_no_conflict_with_the_regulation() -> None:
    for law in ("cn-ogi-2007", "cn-ogi-2019"):
        found = opendisclose.compare("shihezi", law)
        dates = [one for one in found.of("undetermined") if one.kind == "date" and one.local]
        assert [one.certain for one in dates] == [False]
        assert "cn-hei-2010" in dates[0].reason.en
        assert all(one.severity.value != "error" for one in found.findings)


def test_what_kuancheng_only_takes_over_from_the_law_is_not_its_own() -> None:
    found = opendisclose.compare("kuancheng", "cn-ogi-2019")
    taken = {one.local.name for one in found.of("not_covered") if one.local}
    assert {"on_request.consult", "on_request.ask_for_correction", "on_request.opinion"} <= taken
    told = [one.reason.en for one in found.of("looser") if one.kind == "extension"]
    assert "the applicant is not told of the extension" in told


def test_three_tracks_of_quanzhou_have_no_limit_and_none_runs_after_a_change() -> None:
    found = opendisclose.compare("quanzhou", "cn-ogi-2019").of("not_covered")
    tracks = {one.local.name for one in found if one.local and one.kind == "period"}
    assert tracks == {"other_information", "obtained_information", "historic_information"}
    assert any("after the information has changed" in one.reason.en for one in found)


def test_whole_procedures_that_are_left_out_are_named() -> None:
    found = opendisclose.compare("shihezi", "cn-hei-2010").of("not_covered")
    assert {one.law.name for one in found if one.kind == "matter" and one.law} == {
        "record_correction",
        "complaint",
    }


@pytest.mark.parametrize("name", ["shihezi", "kuancheng", "cn-ogi-2019"])
def test_a_rule_beside_itself_differs_in_nothing(name: str) -> None:
    found = opendisclose.compare(name, name)
    assert not found.differs
    assert found.findings == ()
    assert opendisclose.difference(name, name).changes == ()
