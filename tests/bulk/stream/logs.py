"""Random rows of a log come out, with everything that can be wrong with rows; files hold them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet
from hypothesis import strategies as st

Rows = list[dict[str, Any]]

CASES = ("A", " A ", "B", "案三", "D", "E-5", "7", "", None)
ACTS = ("apply", "申请", "forward", "consult", "disclose", "refuse", "extend", "sing", "  ", None)
TIMES = (
    "2025-09-01",
    "2025-09-01T09:30",
    "2025-09-01T09:30:00+08:00",
    "2025年9月26日",
    "2025/10/9",
    "2025-10-30 16:00",
    "2026-01-15",
    "1925-01-15",
    "32/13/2025",
    None,
)
ROLES = ("applicant", "申请人", "校办", "principal_office", "路人", None)
FORMS = ("written", "书面", "oral", "电报", None)
TRUTHS = ("是", "否", "true", "maybe", None)
UNITS = ("教务处", "财务处", None)

NAMES = ("case", "act", "at", "role", "form", "name", "部门", "备注")

rows: st.SearchStrategy[Rows] = st.lists(
    st.fixed_dictionaries(
        {
            "case": st.sampled_from(CASES),
            "act": st.sampled_from(ACTS),
            "at": st.sampled_from(TIMES),
            "role": st.sampled_from(ROLES),
            "form": st.sampled_from(FORMS),
            "name": st.sampled_from(TRUTHS),
            "部门": st.sampled_from(UNITS),
            "备注": st.sampled_from(("x", None)),
        }
    ),
    max_size=40,
)


def with_one_mark(found: Rows) -> Rows:
    """The same with one row at least, in which something stands in each column."""
    row = {"case": "Z", "act": "apply", "at": "2025-09-01", "role": "applicant", "form": "书面"}
    every = [*found, {**row, "name": "是", "部门": "教务处", "备注": "y"}]
    return [{name: one[name] for name in NAMES} for one in every]


def as_csv(found: Rows, path: Path, coding: str = "utf-8", quoted: bool = False) -> None:
    mark = '"' if quoted else ""

    def cell(value: Any) -> str:
        return "" if value is None else f"{mark}{value}{mark}"

    lines = ["台账", ",".join(found[0]), *(",".join(map(cell, one.values())) for one in found)]
    path.write_bytes("".join(f"{one}\n" for one in lines).encode(coding))


def as_jsonl(found: Rows, path: Path) -> None:
    """Some columns are of one kind at first and of another one later."""
    lines = [json.dumps(_typed(one, n)) for n, one in enumerate(found)]
    lines.insert(len(lines) // 2, "{broken")
    path.write_text("\n".join(lines), encoding="utf-8")


def _typed(row: dict[str, Any], number: int) -> dict[str, Any]:
    words = {"7": 7, "true": True, "B": 2.0} if number < 10 else {"7": 7.0} if number < 20 else {}
    return {name: words.get(one, one) for name, one in row.items()}


def as_parquet(found: Rows, path: Path) -> None:
    pa.parquet.write_table(as_table(found), path, row_group_size=5)


def as_arrow(found: Rows, path: Path) -> None:
    table = as_table(found)
    place = table.column_names.index("act")
    table = table.set_column(place, "act", table.column("act").dictionary_encode())
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=6)


def as_table(found: Rows) -> pa.Table:
    return pa.table(
        {name: pa.array([one[name] for one in found], pa.string()) for name in found[0]}
    )


FORMATS = {
    "log.csv": as_csv,
    "gb18030.csv": lambda found, path: as_csv(found, path, "gb18030"),
    "utf16.csv": lambda found, path: as_csv(found, path, "utf-16"),
    "quoted.csv": lambda found, path: as_csv(found, path, quoted=True),
    "log.jsonl": as_jsonl,
    "log.parquet": as_parquet,
    "log.arrow": as_arrow,
}
