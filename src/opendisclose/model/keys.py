"""The name of a model and of a key go in; what the key means comes out, in both languages.

One line a key: its name, the Chinese sentence, the English one. Models that share a key share its
line under `*`. The JSON Schema and the reference page of the language are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .base import Text

TABLE = """
*
  zh | 中文名称 | Its title in Chinese
  en | 英文名称 | Its title in English
  also | 文件和日志中的其他名称 | Other names for it in the document and in logs
  clause | 依据的条、款、项，一个或几个 | The clauses it rests on, one or several
  reading | 文件未明之处作何理解 | How an open point of the document is read
Text
  zh | 中文 | The text in Chinese
  en | 英文 | The text in English
Ruleset
  opendisclose | 本语言的版本，现为 1 | Version of this language: 1
  id | 规则的编号，与文件夹同名 | The ruleset's id, also the name of its folder
  edition | 版次，如年份；文件没有日期的写 undated | The edition, such as a year
  status | 施行中、讨论稿（按生效判断，并注明）或已废止 | In force, draft (judged, noted), repealed
  in_force | 何时起施行，何时止 | From when and until when it binds
  title | 规则的名称 | The title of the rule
  documents | 由几份文件组成的，各文件的名称 | Of several documents: the title of each
  timezone | 未写时差的时间属于哪个时区 | The time zone of times without an offset
  calendar | 按哪里的工作日计算 | Whose working days count
  implements | 它所实施的上位规定的编号 | Ids of the rules above it
  counting | 法律未定的计算方法，连同依据 | What the law leaves open about counting, with its basis
  roles | 主体；`other` 总是有的，指没有这些身份的人 | Who acts; `other` always exists
  facts | 案件中可以记录的事实 | What can be recorded of a case
  attributes | 信息的公开属性，`classify` 按先后取第一个成立的 | Attributes of information, in order
  exemptions | 不予公开的理由，先于属性判断 | What bars disclosure; asked before the attributes
  procedures | 程序 | The procedures
  clauses | 文件的每一条、款、项：各成了什么 | Every clause of the document: what became of it
InForce
  from | 施行之日，或 unknown；此前不作判断 | The day it came into force, or `unknown`
  until | 最后一日 | The last day on which it binds
CalendarChoice
  country | 国家的两字母代码 | Country code of two letters
  subdivision | 地区代码 | Code of the region
  closed | 本单位另行休息的日子 | The institution's own closing days
  worked | 本单位另行工作的日子 | The institution's own working days
Counting
  trigger_day | 起算当日是否计入 | Whether the day that triggers a period is its day 1
  ends_on_rest_day | 末日为休息日的是否顺延 | Whether a last day of rest moves on
  excluded_span | 扣除的时间自首日还是次日起 | Whether a span taken out includes its first day
  basis | 这些选择的法律依据 | The law on which these choices rest
Role
  external | 规则管不到的人：其迟误只是提示 | Someone the rule cannot bind: faults are notes
Fact
  type | 事实的类型 | What kind of value it takes
  values | enum 和 list 可取的值 | The values of an enum or a list
  default | 没有记录时的值；不写即不明 | What holds while nothing is recorded; without it: not known
  aspect | 不符时是哪一种问题 | What kind of fault it is when it is required and missing
FactValue
  counts_as | 视为另一个值 | Another value that this one counts as
Attribute
  when | 何时属于这一类 | When information has this attribute
  otherwise | 其余的都属于这一类 | Whether it is what no other attribute takes
  audience | 向谁公开 | To whom it is then disclosed
  act | 转由哪个行为办理，写作 程序.行为 | The act a reader is sent to, as `procedure.act`
Exemption
  when | 何时成立 | When it stands
  lifted_when | 何时解除；不写即为绝对 | When it is lifted; without it, it is absolute
  presupposes | 援引之前须作出的行为 | Acts to be done before it is relied on
  force | 不得、不予或者可以不公开 | How strong the bar is; only comparing with the law reads it
  basis | 上位规定中的依据，写作 编号#名称 | Its source in the rule above, as `id#name`
Clause
  kind | 这一条是什么 | What the clause is
  summary | 大意，用自己的话 | What it says, in our own words
  refers_to | 它引用的条款 | The clauses it refers to
  defect | 文件本身的缺陷 | A defect of the document
Procedure
  title | 程序的名称 | The title of the procedure
  every | 每期一次的义务：一案即一期 | A recurring duty: one case for each period
  about | 一个案件是关于什么的 | What one case is about
  states | 状态，按先后 | The states of a case
  transitions | 变迁：谁可以作出什么，从哪里到哪里 | The transitions: acts of roles
  deadlines | 期限 | The deadlines
State
  final | 到此办结，不再有出路 | Whether the case ends here; no way leads out
Many
  all | 同时的几个状态：分办、会合 | Several states at once: a fork, or a join
  any | 其中任何一个 | Any one of several states
Transition
  act | 属于哪个行为；不写即自成一个 | The act it is a variant of; its own id if left out
  from | 从哪个状态 | The state it leads out of
  to | 到哪个状态；只写 to 的，开始一案 | The state it leads to; alone, it opens a case
  in | 在哪些状态可以作出，状态不变 | The states in which it may happen without moving anything
  by | 由谁作出；不写即任何人 | Who may do it; anyone if left out
  same_as | 须与作出另一行为的是同一人 | An act that the same person must have done
  distinct_from | 不得与作出另一行为的是同一人 | An act that another person must have done
  when | 何时可以 | The guard: when it may be done
  requires | 须有的内容、形式、渠道、依据 | What must be there: content, form, channel, ground
  presupposes | 须先作出的行为 | What must have been done before
  sets | 由此确定的事实 | The facts that it settles
  per | 按什么分别办理，如每个第三方 | What it is kept apart for, such as each third party
  outcome | 结果；disclosed 即公开 | What comes of it; `disclosed` is what exemptions bar
  cites | 可以或者必须援引不予公开的理由 | Whether it may or must cite exemptions
  when_expired | 哪个期限届满即自行发生 | The deadline that fires it when it runs out
Entry
  has | 须有的事实 | A fact that must be there and not empty
  is | 须成立的条件 | A condition that must hold
  act | 须先作出的行为 | An act that must have been done
  when | 只在此时要求 | Only asked for when this holds
Deadline
  owed_by | 谁的义务 | Whose duty it is
  when | 何时才有这一义务 | When it is owed at all
  starts | 自哪个行为起算，几个的取最后一个；或自本期首日 | The acts that start it, or `period`
  within | 多久之内 | How long it runs, or until when
  at_least | 至少多久，须与 limits 同用 | The least time that must pass; with `limits`
  met_by | 哪些行为即为完成，任何一个；或 {all: …} 全部 | The acts that meet it: any, or `{all: …}`
  limits | 受其限制而不必作出的行为 | Acts it bounds, which need not happen
  excluded | 不计入的时间 | Time that does not count
  extended | 如何延长 | How it may be extended
  per | 按什么分别计算 | What it is counted apart for
  basis | 上位规定中的依据 | Its source in the rule above, as `id#name`
Moment
  act | 行为 | The act
  at | 以哪一日为准：日期事实，或 received | The day that counts: a date fact, or `received`
AllMoments
  all | 缺一不可的行为 | Acts that are all needed
Excluded
  from | 自哪个行为起 | The acts after whose day it begins
  until | 至哪个行为止 | The acts through whose day it lasts
Extended
  act | 准予延长的行为 | The act that grants it
  needs | 还须作出的行为 | Other acts without which it does not count
  length | 记录延长多久的事实 | The fact that holds the length granted
  at_most | 最多延长多久 | The longest extension
  times | 最多延长几次 | How many times at most
Duration
  working_days | 工作日 | Working days
  days | 日 | Natural days
  months | 月 | Months
  hours | 小时，不分昼夜 | Hours, by day and by night
Period
  working_days | 工作日 | Working days
  days | 日 | Natural days
  months | 月 | Months
  hours | 小时，不分昼夜 | Hours, by day and by night
  by_date | 每期中的固定日期 | A fixed date in each period
  last_working_week_of | 每期的最后一个工作周 | The last working week of each period
  set_by | 由哪个事实设定；未设定的不届满 | The fact that sets it; unset, it does not run out
YearlyDate
  month | 月 | The month
  day | 日，或 last（月末） | The day of the month, or `last`
AllOf
  all | 全部成立 | Every one holds
AnyOf
  any | 任何一个成立 | Some one holds
Not
  not | 不成立 | It does not hold
Every
  every | 各方均成立 | It holds for every key
  of | 共有几方，由此事实记录 | The fact that says how many keys there are
Test
  in | 是其中之一 | Is one of them
  has | 列表中有它 | A list has it
  eq | 等于 | Equals
  ne | 不等于 | Does not equal
  gt | 大于，晚于 | More than, later than
  ge | 不小于，不早于 | At least, not before
  lt | 小于，早于 | Less than, earlier than
  le | 不大于，不晚于 | At most, not after
Case
  opendisclose_case | 案件语言的版本，现为 1 | Version of the language of cases: 1
  ruleset | 按哪份规则判断：编号或路径 | The ruleset it is judged by: an id or a path
  edition | 按哪一版办理 | The edition it was kept under
  procedure | 程序 | The procedure
  period | 每期一次的义务是哪一期的，如 2025、2025Q3、2025-09 | The period of a recurring duty
  starts_in | 日志开始时的状态 | The states that are active where the log begins
  about | 关于什么 | What it is about, for people
  saved | 保存时所依规则的内容 | The content of the ruleset it was saved under
  facts | 开始时已知的事实 | What is known from the beginning
  events | 发生了什么 | What happened
Event
  id | 编号；不写即 e1、e2…… | A name for it; `e1`, `e2` … if left out
  act | 作出的行为 | The act that was done
  at | 何时 | When
  role | 以什么身份 | As what somebody acted
  actor | 何人 | Who it was
  key | 关于哪一方 | Which of several it is about
  data | 由此记录的事实 | The facts that it records
  cites | 援引的不予公开理由 | The exemptions it rests on
  received | 对方何时收到 | When the addressee had what the act sent
  receipt | 是一次送达 | It is the receipt of an act; then also `of`
  of | 收到的是哪个事件 | The event that was received
Saved
  ruleset | 规则的编号 | The id of the ruleset
  edition | 版次 | Its edition
  sha256 | 内容的散列值 | The hash of its content
"""


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, Mapping[str, Text]]:
    found: dict[str, dict[str, Text]] = {}
    model = ""
    for line in TABLE.strip().splitlines():
        if not line.startswith(" "):
            model = line
            continue
        name, zh, en = (part.strip() for part in line.split("|"))
        found.setdefault(model, {})[name] = Text(zh=zh, en=en)
    return found


def models() -> tuple[str, ...]:
    """The models that the table has, in its order."""
    return tuple(one for one in _rows() if one != "*")


def own_keys(model: str) -> tuple[str, ...]:
    """The keys that the table has for a model itself."""
    return tuple(_rows()[model])


def meaning(model: str, key: str) -> Text:
    """What a key means.

    Raises:
        KeyError: the table has no such key.
    """
    rows = _rows()
    own = rows.get(model, {}).get(key)
    return own if own is not None else rows["*"][key]
