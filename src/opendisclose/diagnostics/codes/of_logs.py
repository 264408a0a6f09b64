"""Rows of the table of findings: the quality of a log (OD95x)."""

from __future__ import annotations

from .row import E, N, W, row

ROW_NOT_READ = row(
    "OD951",
    "row-not-read",
    E,
    "第 {row} 行未能读全：{what}；该行所属案件的判断可能因此不同",
    "row {row} is not read in full: {what}; its case may be judged without it",
    ("改正该行后重新审查", "put the row right and audit again"),
)
UNKNOWN_WORD = row(
    "OD952",
    "unknown-word-in-log",
    W,
    "“{column}”列的“{word}”不是规则中的{what}（共 {count} 行：{rows}）",
    "`{word}` in column `{column}` is no {what} of the ruleset (rows {rows}; {count} in all)",
    (
        "在映射文件的 `{section}` 下写明它指什么",
        "say under `{section}` of a mapping file what it stands for",
    ),
)
CASE_WITHOUT_OPENING = row(
    "OD953",
    "case-without-opening",
    W,
    "{count} 个案件的记录中没有立案行为（{acts}）：{cases}",
    "no act that opens the case ({acts}) is logged for {cases} ({count} in all)",
    (
        "核对是否缺行，或该行为在台账中另有名称",
        "look for rows that are lacking, or another word for that act",
    ),
)
DUPLICATE_ROW = row(
    "OD954",
    "duplicate-row",
    W,
    "第 {rows} 行相同（案件 {case}），各按一个事件判断",
    "rows {rows} are the same (case {case}); each is judged as an event",
    ("若是重复登记，删去多余的行", "remove the surplus if it was entered twice"),
)
BEFORE_OPENING = row(
    "OD955",
    "before-the-opening",
    W,
    "第 {row} 行（案件 {case}）的日期 {day} 早于立案的 {opened}",
    "row {row} (case {case}): {day} is before {opened}, when the case was opened",
    ("核对年份和日期", "check the year and the day"),
)
MIXED_ZONES = row(
    "OD956",
    "mixed-zones",
    W,
    "“{column}”列中 {with_} 行写有时差，{without} 行没有；没有的按 {zone} 理解",
    "column `{column}`: {with_} rows have an offset and {without} have none, read as {zone}",
    ("统一写法", "write all of them alike"),
)
COLUMN_NOT_USED = row(
    "OD957",
    "column-not-used",
    N,
    "“{column}”列未使用：{why}",
    "column `{column}` is not used: {why}",
)
READ_AS = row(
    "OD958",
    "read-as",
    N,
    "{what}（{count} 处，如第 {row} 行“{before}”读作“{after}”）",
    "{what} (cells: {count}, such as row {row}: `{before}` read as `{after}`)",
)
CELL_NOT_UNDERSTOOD = row(
    "OD959",
    "cell-not-understood",
    E,
    "“{column}”列的“{word}”读不成{expected}（共 {count} 行：{rows}），作未记录处理",
    "`{word}` in column `{column}` is not {expected} (rows {rows}; {count} in all), taken as not "
    "recorded",
    (
        "改正该值，或在映射文件的 `values` 下写明它指什么",
        "put it right, or say under `values` of a mapping file what it stands for",
    ),
)
CONTRADICTORY_ROWS = row(
    "OD960",
    "contradictory-rows",
    E,
    "同一案件的各行对案件的“{what}”说法不一：先为“{first}”，此处为“{found}”；按先出现的判断",
    "the rows of one case say differently of its `{what}`: first `{first}`, here `{found}`; the "
    "first one is judged by",
    ("核对并统一各行的写法", "find out which is right and write it alike in every row"),
)
MERGED_CELLS = row(
    "OD961",
    "merged-cells",
    N,
    "“{column}”列有合并单元格（{count} 处，如第 {rows} 行的“{value}”），其值用于其中每一行",
    "column `{column}` has merged cells ({count}, such as `{value}` in rows {rows}); the value "
    "holds for each of their rows",
)
