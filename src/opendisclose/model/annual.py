"""The words for what a reply is recorded as: reply types, cells of the annual statistics, remedies.

Each word has its title in both languages and the text that it is taken from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from .base import Text

ReplyType: TypeAlias = Literal[
    "already_public",
    "provided",
    "in_part",
    "refused",
    "not_existing",
    "not_this_agency",
    "needs_processing",
    "still_unclear",
    "special_register",
    "petition",
    "repeated",
    "publication",
    "excessive",
    "reissue",
    "correction_overdue",
    "fee_overdue",
    "other",
]
Family: TypeAlias = Literal[
    "disclosed", "in_part", "refused", "not_available", "not_handled", "otherwise"
]
Cell: TypeAlias = Literal[
    "disclosed",
    "in_part",
    "state_secret",
    "barred_by_law",
    "safety",
    "third_party",
    "internal_affairs",
    "process",
    "enforcement_file",
    "administrative_query",
    "not_held",
    "needs_making",
    "still_unclear",
    "petition",
    "repeated",
    "publication",
    "excessive",
    "reissue",
    "correction_overdue",
    "fee_overdue",
    "other",
]
RemedyClass: TypeAlias = Literal["review_first", "court"]

# State Council Decree 711; Guobangongkaibanhan 2021 No. 30; the law on review of 2023; Fashi 2025
# No. 8 (which replaced the provisions of 2011).
_LAW = "政府信息公开条例（2019）"
_FORM = "国办公开办函〔2021〕30号 附表三"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a word means: its title, and the text it is taken from."""

    title: Text
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWord(Word):
    """One of the 21 rows that hold results: its family, and its number within it (0: alone)."""

    family: Family
    number: int


def _words(table: str) -> dict[str, Word]:
    """Lines of `word | zh | en | source`; an article is the Regulation's, `form` the form's."""
    found: dict[str, Word] = {}
    for line in table.strip().splitlines():
        name, zh, en, said = (part.strip() for part in line.split("|"))
        source = {"form": _FORM}.get(said, f"{_LAW}{said}" if said.startswith("第") else said)
        found[name] = Word(title=Text(zh=zh, en=en), source=source)
    return found


REPLY_TYPES: Mapping[str, Word] = _words("""
already_public | 已主动公开，告知方式、途径 | already public: way and route | 第三十六条第（一）项
provided | 提供，或者告知获取方式、途径和时间 | provided, or told when | 第三十六条第（二）项
in_part | 区分处理后提供可以公开的内容 | the part that may be disclosed provided | 第三十七条
refused | 决定不予公开，并说明理由 | refused with reasons | 第三十六条第（三）项
not_existing | 经检索没有，告知不存在 | searched for, does not exist | 第三十六条第（四）项
not_this_agency | 不属于本机关负责公开 | not this agency's to disclose | 第三十六条第（五）项
needs_processing | 需要加工、分析，不予提供 | would have to be made or analysed | 第三十八条
still_unclear | 补正后仍不明确 | still unclear after correction | 第三十条
special_register | 依专门规定办理查询 | had under the register's own law | 第三十六条第（七）项
petition | 不作为申请处理：信访、投诉、举报 | no request: a petition or report | 第三十九条第一款
repeated | 重复申请，不予重复处理 | repeated, not handled again | 第三十六条第（六）项
publication | 公开出版物，告知获取途径 | a public publication: told where it is | 第三十九条第二款
excessive | 数量、频次明显超过合理范围，不予处理 | excessive, not handled | 第三十五条
reissue | 要求确认或者重新出具已获取的信息 | asks to confirm or reissue what was got | form
correction_overdue | 逾期不补正，不再处理 | correction overdue, no longer handled | 第三十条
fee_overdue | 逾期不缴费，不再处理 | fee overdue, no longer handled | 国办函〔2020〕109号
other | 其他 | other | form
""")

FAMILIES: Mapping[str, Text] = {
    "disclosed": Text(zh="（一）予以公开", en="(1) disclosed"),
    "in_part": Text(
        zh="（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        en="(2) disclosed in part (where parts were separated, counted here alone)",
    ),
    "refused": Text(zh="（三）不予公开", en="(3) refused"),
    "not_available": Text(zh="（四）无法提供", en="(4) could not be provided"),
    "not_handled": Text(zh="（五）不予处理", en="(5) not handled"),
    "otherwise": Text(zh="（六）其他处理", en="(6) handled otherwise"),
}


def _cells(table: str) -> dict[str, CellWord]:
    """Lines of `word | family | number | zh | en`."""
    found: dict[str, CellWord] = {}
    for line in table.strip().splitlines():
        name, family, number, zh, en = (part.strip() for part in line.split("|"))
        known: Family = next(one for one in get_args(Family) if one == family)
        title = Text(zh=zh, en=en)
        found[name] = CellWord(title=title, source=_FORM, family=known, number=int(number))
    return found


# The rows of the form that hold results, in its order.
CELLS: Mapping[str, CellWord] = _cells("""
disclosed | disclosed | 0 | 予以公开 | disclosed
in_part | in_part | 0 | 部分公开 | disclosed in part
state_secret | refused | 1 | 属于国家秘密 | a state secret
barred_by_law | refused | 2 | 其他法律行政法规禁止公开 | barred by another law or regulation
safety | refused | 3 | 危及“三安全一稳定” | endangers safety or stability
third_party | refused | 4 | 保护第三方合法权益 | protects a third party
internal_affairs | refused | 5 | 属于三类内部事务信息 | internal affairs
process | refused | 6 | 属于四类过程性信息 | process information
enforcement_file | refused | 7 | 属于行政执法案卷 | an enforcement file
administrative_query | refused | 8 | 属于行政查询事项 | a matter of a register's own access law
not_held | not_available | 1 | 本机关不掌握相关政府信息 | the agency does not hold it
needs_making | not_available | 2 | 没有现成信息需要另行制作 | it would have to be made
still_unclear | not_available | 3 | 补正后申请内容仍不明确 | still unclear after correction
petition | not_handled | 1 | 信访举报投诉类申请 | a petition, report or complaint
repeated | not_handled | 2 | 重复申请 | repeated
publication | not_handled | 3 | 要求提供公开出版物 | asks for a public publication
excessive | not_handled | 4 | 无正当理由大量反复申请 | excessive without good reason
reissue | not_handled | 5 | 要求行政机关确认或重新出具已获取信息 | asks to confirm or reissue
correction_overdue | otherwise | 1 | 申请人无正当理由逾期不补正、行政机关不再处理其申请 \
| correction overdue, no longer handled
fee_overdue | otherwise | 2 | 申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其申请 \
| fee overdue, no longer handled
other | otherwise | 3 | 其他 | other
""")

REMEDIES: Mapping[str, Word] = {
    "review_first": Word(
        title=Text(
            zh="先申请行政复议，不服复议决定再起诉",
            en="administrative review first, court after it",
        ),
        source="行政复议法（2023）第二十三条；法释〔2025〕8号第一条",
    ),
    "court": Word(
        title=Text(
            zh="可以申请行政复议，也可以直接起诉",
            en="administrative review, or court at once",
        ),
        source="政府信息公开条例（2019）第五十一条；法释〔2025〕8号第一条",
    ),
}
