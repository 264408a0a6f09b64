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
    },
    ("jilin", "cn-hei-2010"): set(),  # its deviations are what it leaves out
    ("kuancheng", "cn-ogi-2019"): {
        ("extension", "looser", "on_request.reply extended"),  # by another post
        ("content", "extra_burden", "on_request.apply matters le 1"),  # one matter each
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
    assert ("content", "cn-ogi-2007") in {(one.kind, one.fits) for one in found.of("outdated")}


@pytest.mark.parametrize("name", ["shihezi", "kuancheng", "cn-ogi-2019"])
def test_a_rule_beside_itself_differs_in_nothing(name: str) -> None:
    found = opendisclose.compare(name, name)
    assert not found.differs
    assert found.findings == ()
    assert opendisclose.difference(name, name).changes == ()
