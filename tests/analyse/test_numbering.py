"""The numbering of the index of clauses: gaps, repeats, disorder, in every form that ids take."""

from __future__ import annotations

import pytest

from opendisclose.analyse.clause_ids import chinese, clause_id, every_level, number_of

from .texts import indexed, of_texts, told


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("二十一", 21),
        ("一百", 100),
        ("一百零一", 101),
        ("一百一十", 110),
        ("二〇", 20),
        ("20", 20),
    ],
)
def test_a_number_is_read(text: str, number: int) -> None:
    assert number_of(text) == number


def test_every_number_is_read_as_it_is_written() -> None:
    assert [number_of(chinese(one)) for one in range(1000)] == list(range(1000))


@pytest.mark.parametrize(
    ("written", "document", "levels"),
    [
        ("第八条", "", [("条", 8, 0)]),
        ("第八条第一款第（二）项", "", [("条", 8, 0), ("款", 1, 0), ("项", 2, 0)]),
        ("第二十一条之一", "", [("条", 21, 1)]),
        ("办法/第三条第（四）项", "办法", [("条", 3, 0), ("项", 4, 0)]),
        (
            "一、（一）1、①",
            "",
            [("chinese", 1, 0), ("bracket", 1, 0), ("arabic", 1, 0), ("ring", 1, 0)],
        ),
        ("通知/二、1", "通知", [("chinese", 2, 0), ("arabic", 1, 0)]),
        ("附件", "", []),
        ("第八条及其他", "", []),
    ],
)
def test_an_id_is_taken_apart(
    written: str, document: str, levels: list[tuple[str, int, int]]
) -> None:
    split = clause_id(written)
    assert split.document == document
    assert [(one.unit, one.number, one.later) for one in split.parts] == levels


def test_what_lies_in_a_clause_says_that_there_is_one() -> None:
    levels = every_level(["办法/第八条第一款第（二）项", "附件"])
    assert levels == {"办法/第八条", "办法/第八条第一款", "办法/第八条第一款第（二）项", "附件"}


@pytest.mark.parametrize(
    "ids",
    [
        ("第一条", "第二条", "第三条"),
        ("第一条", "第二条第一款", "第二条第二款第（一）项", "第二条第二款第（二）项", "第三条"),
        ("第一条", "第二条", "第二条之一", "第二条之二", "第三条"),
        ("办法/第一条", "办法/第二条", "细则/第一条", "细则/第二条"),
        ("细则/第一条", "办法/第一条", "细则/第二条"),
        ("一、（一）1", "一、（一）2①", "一、（一）2②", "一、（二）1", "二、1"),
        ("前言", "第一条", "附件"),
        ("第一条", "第一条第一款", "第一条第二款"),
    ],
)
def test_a_whole_index_has_no_finding(ids: tuple[str, ...]) -> None:
    assert told(indexed(*ids)) == []


@pytest.mark.parametrize(
    ("ids", "missing", "before"),
    [
        (("第一条", "第三条"), "第二条", "第三条"),
        (("第一条", "第二十条", "第二十二条"), "第二条 to 第十九条", "第二十条"),
        (("第二条",), "第一条", "第二条"),
        (("第一条", "第二条第二款"), "第二条第一款", "第二条第二款"),
        (
            ("第一条第（一）项", "第一条第（四）项"),
            "第一条第（二）项 to 第一条第（三）项",
            "第一条第（四）项",
        ),
        (("办法/第一条", "办法/第三条"), "办法/第二条", "办法/第三条"),
        (("办法/第一条", "细则/第二条"), "细则/第一条", "细则/第二条"),
        (("一、1", "一、3"), "一、2", "一、3"),
        (("第一条第（一）项", "第一条第二款"), "第一条第一款", "第一条第二款"),
        (("一①", "一③"), "一②", "一③"),
        (("第一条", "第三条第一款", "第三条第二款"), "第二条", "第三条"),
    ],
)
def test_a_gap_is_found_once_with_what_is_missing(
    ids: tuple[str, ...], missing: str, before: str
) -> None:
    found = told(indexed(*ids))
    sentence = f"the numbering has a gap: there is no {missing} before {before}"
    assert ("OD225", sentence) in found
    assert [code for code, text in found if before in text] == ["OD225"]


def test_a_gap_names_both_sides_with_their_clauses() -> None:
    (gap,) = of_texts(indexed("第一条", "第三条"))
    assert gap.route == ("clauses", "第三条")
    assert gap.clauses == ("第三条",)
    assert [(one.route, one.clauses) for one in gap.related] == [
        (("clauses", "第一条"), ("第一条",))
    ]


def test_one_number_in_two_spellings_is_a_repeat() -> None:
    found = told(indexed("第一条", "第二条", "第2条"))
    assert found == [("OD226", "第2条 has the same number as 第二条")]


@pytest.mark.parametrize(
    ("ids", "sentence"),
    [
        (("第一条", "第三条", "第二条"), "第二条 stands after 第三条"),
        (("第一条第二款", "第一条第一款"), "第一条第一款 stands after 第一条第二款"),
        (("第一条第一款", "第一条"), "第一条 stands after 第一条第一款"),
        (("第一条", "第二条", "第一条第一款"), "第一条第一款 stands after 第二条"),
    ],
)
def test_a_clause_out_of_order_is_found(ids: tuple[str, ...], sentence: str) -> None:
    assert told(indexed(*ids)) == [("OD227", sentence)]
