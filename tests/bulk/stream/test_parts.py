"""What a stream is made of: hashes, parts, plain values, sums that are joined."""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

import opendisclose as od
from opendisclose.api.streams import audit_stream
from opendisclose.bulk.slices import slices
from opendisclose.bulk.stream import plan, run
from opendisclose.bulk.stream.hashing import hashed
from opendisclose.bulk.stream.layout import Log
from opendisclose.bulk.stream.plain import dumped, loaded
from opendisclose.bulk.stream.plan import Plan, planned
from opendisclose.bulk.stream.stored import cut
from opendisclose.bulk.summing import _median
from opendisclose.bulk.sums import Sums

names = st.lists(st.none() | st.text(max_size=6), max_size=30)


def test_a_hash_is_the_same_on_every_machine() -> None:
    found = hashed(pa.array(["A", "", None, "案件一", "A"])).tolist()
    assert found[0] == found[4]
    assert [f"{one:016x}" for one in found[:4]] == HASHES


HASHES = ["cf4a7b3c48d45c4f", "0000000000000000", "a5a5a5a5a5a5a5a5", "521774abc1ca1089"]


@given(names, st.integers(0, 5))
def test_the_same_name_has_the_same_hash_and_others_another(given_: list[str], cut_: int) -> None:
    column = pa.array(given_, pa.string())
    found = hashed(column).tolist()
    assert found[cut_:] == hashed(column.slice(cut_)).tolist()
    pairs = dict(zip(given_, found, strict=True))
    assert len(set(pairs.values())) == len(pairs)
    assert [pairs[one] for one in given_] == found


def parts_of(path: Path, cases: list[str], size: int, work: Path) -> Plan:
    table = pa.table({"case": pa.array(cases, pa.string())})
    pa.parquet.write_table(table, path, row_group_size=7)
    log = Log(source=str(path), columns=str(path), names=("case",), rows=len(cases))
    work.mkdir()
    return planned(log, ("case",), "case", size, work, lambda _: None)


def rows_of(found: Plan) -> list[list[tuple[str, int]]]:
    return [
        list(zip(sheet.table.column("case").to_pylist(), sheet.rows.tolist(), strict=True))
        for _, sheet in found.sheets(0)
    ]


def test_cases_that_stand_together_stay_in_the_log(tmp_path: Path) -> None:
    cases = [f"c{n // 5}" for n in range(50)]
    found = parts_of(tmp_path / "log.parquet", cases, 12, tmp_path / "work")
    assert (found.folder, found.rows) == ("", (15, 15, 15, 5))
    assert list(chain(*rows_of(found))) == [(one, n) for n, one in enumerate(cases, start=1)]
    assert [number for number, _ in found.sheets(2)] == [2, 3]
    assert next(found.sheets(2))[1].rows.tolist() == list(range(31, 46))


@pytest.mark.parametrize("most", [plan._MOST_RUNS, 3])
def test_other_cases_are_dealt_out_each_into_one_part(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So are too many to be remembered."""
    monkeypatch.setattr(plan, "_MOST_RUNS", most)
    cases = [f"c{n // 5}" for n in range(50)]
    if most > 3:
        cases += ["c0"]
    found = parts_of(tmp_path / "log.parquet", cases, 12, tmp_path / "work")
    assert found.folder
    rows = rows_of(found)
    assert len(rows) == 5
    assert sorted(chain(*rows), key=lambda one: one[1]) == [
        (one, n) for n, one in enumerate(cases, start=1)
    ]
    owners = [{name for name, _ in part} for part in rows]
    assert sum(len(one) for one in owners) == 10
    assert all(numbers == sorted(numbers) for part in rows for numbers in [[n for _, n in part]])


def test_a_part_that_no_case_falls_into_is_empty(tmp_path: Path) -> None:
    found = parts_of(tmp_path / "log.parquet", ["a", "b"] * 10, 2, tmp_path / "work")
    assert (len(found.rows), sum(found.rows)) == (10, 20)
    assert sum(len(part) for part in rows_of(found)) == 20


@given(st.lists(st.integers(0, 5), max_size=12), st.data())
def test_stretches_are_cut_wherever_batches_end(sizes: list[int], data: st.DataObject) -> None:
    total = sum(sizes)
    first = data.draw(st.integers(0, total))
    ends = sorted(data.draw(st.lists(st.integers(first, total), max_size=5)))
    table = pa.table({"n": list(range(total))})
    begins = np.cumsum([0, *sizes])[:-1].tolist()
    batches = [table.slice(begin, size) for begin, size in zip(begins, sizes, strict=True)]
    batches.append(table.slice(total))
    later = [table.slice(first)] if data.draw(st.booleans()) else _from(batches, first)
    found = [one.column("n").to_pylist() for one in cut(later, first, ends)]
    assert found == [list(range(a, b)) for a, b in zip([first, *ends], ends, strict=False)]


def _from(batches: list[pa.Table], first: int) -> list[pa.Table]:
    left = pa.concat_tables(batches).slice(first)
    return [left.slice(n, 2) for n in range(0, left.num_rows + 1, 2)]


@given(names, st.integers(1, 9))
def test_slices_cut_no_case_and_lose_no_row(cases: list[str], size: int) -> None:
    table = pa.table({"case": pa.array(cases, pa.string()), "n": list(range(len(cases)))})
    owner: dict[str | None, int] = {}
    seen: list[int] = []
    for number, (part, rows) in enumerate(slices(table, size)):
        numbers = part.column("n").to_pylist()
        expected = range(rows, rows + len(numbers)) if isinstance(rows, int) else rows.tolist()
        assert numbers == list(expected)
        for one in part.column("case").to_pylist():
            assert owner.setdefault(one, number) == number
        seen += numbers
    assert sorted(seen) == list(range(len(cases)))


def test_plain_values_come_back_from_their_text() -> None:
    from opendisclose.bulk.ledger.doubts import Doubts
    from opendisclose.bulk.summary import OpenClock
    from opendisclose.diagnostics.finding import Words

    clock = OpenClock(
        case="甲",
        unit="",
        clock="p.reply",
        title=Words(zh="答复", en="reply"),
        key="",
        status="running",
        due=None,
    )
    sums = Sums(
        verdicts={"violation": 3},
        late={7: 2},
        open_clocks=(
            (4, clock),
            (9, clock.__class__(**{**_fields(clock), "due": date(2025, 1, 2)})),
        ),
        doubts=Doubts(unopened_cases=((3, "乙"),)),
    )
    assert loaded(dumped(sums), Sums) == sums
    for text in ("[", "[]", "{}", '["x"]', dumped(sums).replace("violation", "3", 1)[:-3]):
        with pytest.raises(ValueError):  # noqa: PT011 - which of its kinds is all the same
            loaded(text, Sums)


def _fields(clock: object) -> dict[str, object]:
    return {name: getattr(clock, name) for name in clock.__slots__}  # type: ignore[attr-defined]


@given(st.lists(st.integers(0, 9), min_size=1))
def test_the_median_is_that_of_the_list(days: list[int]) -> None:
    counted = {one: days.count(one) for one in set(days)}
    assert _median(counted) == int(np.median(days))
    assert _median({}) is None


def test_what_is_listed_is_bounded_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unknown words, open clocks and refused cases beyond the bound; the tables hold all."""
    monkeypatch.setattr(run, "LISTED", 3)
    log = tmp_path / "log.csv"
    rows = [f"c{n},apply,2025-09-{n + 1:02d},who{n}" for n in range(9)]
    rows += [f"r{n},apply,,applicant" for n in range(5)]
    log.write_text("\n".join(["case,act,at,role", *rows]), encoding="utf-8")
    out = tmp_path / "out"
    summary = audit_stream("shihezi", log, out, procedure="on_request", rows=4)
    assert [one.case for one in summary.refused] == ["r0", "r1", "r2"]
    assert summary.unlisted_refused == 2
    assert [one.due for one in summary.open_clocks] == sorted(
        one.due for one in summary.open_clocks
    )
    assert len(summary.open_clocks) == 3
    assert summary.unlisted_open > 0
    words = [one for one in summary.quality if one.code.id == "OD952"]
    assert [dict(one.values)["word"].en for one in words] == ["who0", "who1", "who2"]
    assert summary.unlisted_quality == 6
    assert pa.parquet.read_table(out / "cases").num_rows == summary.cases == 14
    assert od.audit  # the same cases, one by one, are those of `test_same`
