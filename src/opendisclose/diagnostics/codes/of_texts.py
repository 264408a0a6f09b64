"""Rows of the table of findings: the texts of a ruleset and its index of clauses (OD21x, OD22x)."""

from __future__ import annotations

from .row import W, row

NOT_IGNORABLE = row(
    "OD218",
    "not-ignorable",
    W,
    "`{code}` 不能忽略：{why}",
    "`{code}` cannot be ignored: {why}",
    ("删去这一条 `ignore`", "take this entry of `ignore` out"),
)
AMBIGUOUS_ACT = row(
    "OD219",
    "ambiguous-act",
    W,
    "行为 `{act}` 不止一个程序有：{known}",
    "more than one procedure has an act `{act}`: {known}",
    ("写作 程序.行为", "write it as `procedure.act`"),
)
IGNORES_NOTHING = row(
    "OD220",
    "ignores-nothing",
    W,
    "此处没有可忽略的 `{code}`",
    "there is no `{code}` here to be ignored",
    ("删去这一条 `ignore`", "take this entry of `ignore` out"),
)
CLAUSE_NOT_CARRIED = row(
    "OD221",
    "clause-not-carried",
    W,
    "{clause} 是 {kind}，规则中却没有任何内容以它为依据",
    "{clause} is a {kind}, but nothing in the ruleset rests on it",
    (
        "在承载它的条目上写 `clause: {clause}`；本不约束任何人的，改正 `kind`",
        "write `clause: {clause}` on the item that carries it; correct `kind` if it binds nobody",
    ),
)
ITEM_WITHOUT_CLAUSE = row(
    "OD222",
    "item-without-clause",
    W,
    "{what} `{name}` 没有写明依据的条款",
    "{what} `{name}` does not say on which clause it rests",
    ("写 `clause: 第…条`", "add `clause: 第…条`"),
)
DANGLING_CROSS_REFERENCE = row(
    "OD223",
    "dangling-cross-reference",
    W,
    "{clause} 引用的 {name} 不存在",
    "{clause} refers to {name}, which does not exist",
    (
        "条号写错的改正；文件本身引错的，可在 `defect` 中写明 {name}",
        "correct the number; if the document itself is wrong, `defect` may say so, naming {name}",
    ),
)
REFERENCE_TO_NO_CONTENT = row(
    "OD224",
    "reference-to-no-content",
    W,
    "{clause} 只是指引，而循其所引到不了任何有内容的条款",
    "{clause} only refers on, and what it refers to never arrives at a clause with content",
    ("改正 `refers_to` 或 `kind`", "correct `refers_to` or `kind`"),
)
NUMBERING_GAP = row(
    "OD225",
    "numbering-gap",
    W,
    "编号有缺：{clause} 之前没有 {missing}",
    "the numbering has a gap: there is no {missing} before {clause}",
    (
        "补上漏写的条款；文件本身缺号的，此警告属实，可以 `ignore`",
        "add what was left out; if the document itself lacks it the warning is true and may be "
        "ignored",
    ),
)
NUMBERING_REPEATED = row(
    "OD226",
    "numbering-repeated",
    W,
    "{clause} 与 {other} 编号相同",
    "{clause} has the same number as {other}",
)
CLAUSE_OUT_OF_ORDER = row(
    "OD227",
    "clause-out-of-order",
    W,
    "{clause} 排在 {other} 之后",
    "{clause} stands after {other}",
    ("按文件的顺序排列 `clauses`", "put `clauses` into the order of the document"),
)
TEXT_IN_ONE_LANGUAGE = row(
    "OD228",
    "text-in-one-language",
    W,
    "{where} 没有{language}",
    "{where} is not there in {language}",
    (
        "中文写在 `zh`，英文写在 `en`",
        "write Chinese under `zh` and English under `en`",
    ),
)
READING_WITHOUT_REASON = row(
    "OD229",
    "reading-without-reason",
    W,
    "{where} 的 `{word}` 只是重复{same}",
    "the `{word}` of {where} only repeats {same}",
    (
        "写明文件何处未明、作何理解；没有疑问的，删去",
        "say what the document leaves open and how it is read, or take it out",
    ),
)
