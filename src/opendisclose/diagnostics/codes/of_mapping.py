"""Rows of the table of findings: a mapping file (OD13x)."""

from __future__ import annotations

from .row import E, row

UNKNOWN_IN_MAPPING = row(
    "OD131",
    "unknown-name-in-mapping",
    E,
    "`{name}` 不是规则中的{what}",
    "`{name}` is no {what} of the ruleset",
    ("此处可用的名称：{known}", "names known here: {known}"),
)
COLUMN_NOT_IN_LOG = row(
    "OD132",
    "column-not-in-log",
    E,
    "台账中没有“{column}”这一列；已有：{found}",
    "the log has no column `{column}`; it has: {found}",
    (
        "照台账表头改写；表头不在第一行的写明 `header_row`",
        "spell it as the header does; if the header is not found, give `header_row`",
    ),
)
