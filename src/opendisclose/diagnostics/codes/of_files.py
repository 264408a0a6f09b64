"""Rows of the table of findings: what keeps a file from being read as it is meant (OD1xx)."""

from __future__ import annotations

from .row import E, row

YAML_SYNTAX = row(
    "OD101", "yaml-syntax", E, "此处不合语法：{what}", "the file cannot be read here: {what}"
)
DUPLICATE_KEY = row(
    "OD102",
    "duplicate-key",
    E,
    "键 `{key}` 在同一处写了两次",
    "key `{key}` is given twice in the same place",
    ("保留一处", "keep one of the two"),
)
UNKNOWN_KEY = row(
    "OD103",
    "unknown-key",
    E,
    "此处没有键 `{key}`",
    "there is no key `{key}` here",
    ("此处可用的键：{known}", "keys known here: {known}"),
)
MISSING_KEY = row("OD104", "missing-key", E, "缺少键 `{key}`", "key `{key}` is missing")
WRONG_VALUE = row(
    "OD105",
    "wrong-value",
    E,
    "`{key}` 的值应为{expected}，实为 `{found}`",
    "`{key}` must be {expected}, got `{found}`",
)
AMBIGUOUS_SCALAR = row(
    "OD106",
    "ambiguous-scalar",
    E,
    "`{found}` 在 YAML 中有两种读法",
    "`{found}` can be read in two ways in YAML",
    ("{advice}", "{advice}"),
)
ALIAS_OR_MERGE = row(
    "OD107",
    "alias-or-merge",
    E,
    "规则文件中不可使用 YAML 的锚点、别名或合并（`{found}`）",
    "anchors, aliases and merge keys are not part of the language (`{found}`)",
    ("把内容写在使用它的地方", "write the content where it is used"),
)
NOT_A_MAPPING = row(
    "OD108",
    "not-a-mapping",
    E,
    "文件应为一组键和值，实为{found}",
    "the file must be a mapping of keys to values, got {found}",
)
UNREADABLE_TEXT = row(
    "OD109",
    "unreadable-text",
    E,
    "文件不是 UTF-8 文本：{what}",
    "the file is not UTF-8 text: {what}",
    ("以 UTF-8 另存", "save it as UTF-8"),
)
TOO_LARGE = row(
    "OD110",
    "too-large",
    E,
    "文件过大或嵌套过深：{what}",
    "the file is too large or nested too deeply: {what}",
)
CHOICE_MISSING = row(
    "OD111",
    "choice-missing",
    E,
    "`{where}` 须恰好写明其中一项：{choices}",
    "`{where}` must state exactly one of: {choices}",
)
KEY_NOT_TEXT = row(
    "OD112",
    "key-not-text",
    E,
    "键应为一个词，不可为空，也不可是列表或另一组键值",
    "a key must be one word, not nothing, a list or another mapping",
    ("以 `{{` 开头的值须加引号", "a value that begins with `{{` needs quotes"),
)
WRONG_ID = row(
    "OD113",
    "wrong-id",
    E,
    "`{name}` 不能用作此处的编号：应为{expected}",
    "`{name}` cannot be an id here: it must be {expected}",
)
