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
  verified | 是否已与来源核对；不写即已核对 | Whether it was read in a source; true if left out
  ignore | 此处及以下接受的警告、提示，连同理由 | Warnings and notes accepted here and below
Text
  zh | 中文 | The text in Chinese
  en | 英文 | The text in English
Ignore
  code | 不再报告的警告或提示；错误不能忽略 | A warning or note not to report; never an error
  reason | 为何接受 | Why it is accepted
Ruleset
  opendisclose | 本语言的版本，现为 1 | Version of this language: 1
  id | 规则的编号，与文件夹同名 | The ruleset's id, also the name of its folder
  edition | 版次，如年份；文件没有日期的写 undated | The edition, such as a year
  edition_of | 同一规定各版次共有的编号，本编号以其加 - 开头 | The id that its editions share
  status | 施行中、讨论稿（按生效判断，并注明）或已废止 | In force, draft (judged, noted), repealed
  in_force | 何时起施行，何时止 | From when and until when it binds
  title | 规则的名称 | The title of the rule
  documents | 由几份文件组成的，各文件的名称 | Of several documents: the title of each
  timezone | 未写时差的时间属于哪个时区 | The time zone of times without an offset
  calendar | 按哪里的工作日计算 | Whose working days count
  implements | 它所实施的上位规定的编号 | Ids of the rules above it
  extends | 以哪个上位规定为底本，只写改动之处 | The law it starts from; only changes are written
  prevails | 本规则写明：不一致的以哪个规定为准 | The law that prevails, by its own words
  counting | 法律未定的计算方法，连同依据 | What the law leaves open about counting, with its basis
  roles | 主体；`other` 总是有的，指没有这些身份的人 | Who acts; `other` always exists
  facts | 案件中可以记录的事实 | What can be recorded of a case
  receipts | 依渠道定收到之日；`at` 可写其编号 | The day of receipt by channel; `at` may name one
  attributes | 信息的公开属性，`classify` 按先后取第一个成立的 | Attributes of information, in order
  exemptions | 不予公开的理由，先于属性判断 | What bars disclosure; asked before the attributes
  fees | 收费的计算方法；一件申请只用一种 | How fees are counted; one method for one request
  outcomes | 答复记作什么：类型、统计表的行、救济 | What replies are recorded as: type, cell, remedy
  procedures | 程序 | The procedures
  clauses | 文件的每一条、款、项：各成了什么 | Every clause of the document: what became of it
  clauses_complete | 不写即无一遗漏 | Whether every clause is listed; true if left out
InForce
  from | 施行之日，或 unknown；此前不作判断 | The day it came into force, or `unknown`
  until | 最后一日 | The last day on which it binds
CalendarChoice
  country | 国家的两字母代码 | Country code of two letters
  subdivision | 地区代码，几个以 + 相连 | Code of the region; several joined by `+`
  closed | 本单位另行休息的日子 | The institution's own closing days
  worked | 本单位另行工作的日子 | The institution's own working days
  yearly | 每年都有的休息日或者工作日 | Days that come back every year
Counting
  trigger_day | 起算当日是否计入 | Whether the day that triggers a period is its day 1
  ends_on_rest_day | 末日为休息日的是否顺延 | Whether a last day of rest moves on
  excluded_span | 扣除的时间自首日还是次日起 | Whether a span taken out includes its first day
  basis | 这些选择的法律依据 | The law on which these choices rest
FeeMethod
  unit | 按件（item）还是按页（page） | Items or pages
  counted | 每月每一申请人的，还是一件申请的 | Those in a month, or of one request
  bands | 各档；只对本档内的部分计收 | The bands, each charged for its own part only
  rises | 此后每若干为一档，单价递增多少 | Beyond the last band: equal bands, each dearer
  source | 规定这一方法的文件 | The document that sets the method
Band
  through | 至第几件或页，含本数；不写即其余全部 | The last one of the band; without it, all others
  yuan | 每件或每页多少元 | Yuan for each
Rise
  every | 一档有多少 | How many a band has
  yuan | 单价每档增加多少元 | By how many yuan each band is dearer
Outcome
  reply_type | 答复的类型 | The type of the reply
  statistics | 统计表的行；几行的取第一个符合的 | Its cell of the statistics; the first that fits
  remedy | 救济途径；几行的取第一个符合的 | Its remedy; the first that fits
CellRow
  cell | 统计表的行 | The cell of the annual statistics
  cites | 援引其中任何一项的 | For a reply that cites one of these
  when | 何时是这一行 | When it is this one
RemedyRow
  remedy | 救济途径 | The class of remedy
  cites | 援引其中任何一项的 | For a reply that cites one of these
  when | 何时是这一途径 | When it is this one
Prevails
  law | 上位规定的编号 | The id of the law
Role
  external | 规则管不到的人：其迟误只是提示 | Someone the rule cannot bind: faults are notes
Fact
  type | 事实的类型 | What kind of value it takes
  values | enum 和 list 可取的值 | The values of an enum or a list
  default | 没有记录时的值；不写即不明 | What holds while nothing is recorded; without it: not known
  aspect | 不符时是哪一种问题 | What kind of fault it is when it is required and missing
Receipt
  channel | 记录渠道的事实（enum） | The fact that says through which channel (an enum)
  days | 各渠道以哪一日为准 | By channel, the day that counts
ChannelDay
  at | 日期事实，或此后某一行为之日 | The day that counts: a date fact, or an act done since
  or_at | 按另一种理解的日期；不同的予以提示 | The day by the other reading; noted where they part
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
  force | 不得、不予，或者可以不公开（公开也可） | How strong: `may_withhold` bars no disclosure
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
  outcome | 结果，`outcomes` 之一；disclosed 即公开 | What comes of it; exemptions bar `disclosed`
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
  at | 日期事实、received 或 receipts 之一 | The day that counts: a date fact, `received`, a receipt
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
Mapping
  opendisclose_mapping | 映射文件语言的版本，现为 1 | Version of the language of mapping files: 1
  ruleset | 为哪份规则而写 | The ruleset it was written for
  procedure | 按哪个程序判断 | By which procedure the log is judged
  sheet | 工作表的名称；不写即第一张 | The sheet of a spreadsheet; the first if left out
  header_row | 表头在第几行；不写即自行查找 | The row of the header; looked for if left out
  columns | 哪一列是案号、行为、时间…… | Which column is the case, the act, the time …
  facts | 各事实记在哪一列 | In which column each fact stands
  case_facts | 案件本身的事实记在哪一列 | In which column each fact stands that the case is given
  events | 一行一案时，各日期列是什么事件 | With one row a case: the events of its dates
  acts | 台账用语指哪个行为 | Words of the ledger and the acts they stand for
  roles | 台账用语指哪个主体 | Words of the ledger and the roles they stand for
  values | 按事实，用语指哪个值；`cites` 为依据 | By fact: words for values; `cites`: grounds
  dates | 其他日期写法，如 %d.%m.%Y | Other ways of writing a date, such as %d.%m.%Y
  role | 未写明主体时是谁 | Who acted where the ledger does not say
  constants | 每个事件都有的事实 | Facts that hold of every event
  unused | 明知不用的列 | Columns that are known and not used
MappedColumns
  case | 案号 | The name of the case
  act | 行为 | The act
  at | 时间 | When it was done
  role | 主体 | Who acted, as a role
  actor | 具体由谁 | Who acted, as a person
  key | 关于哪一方 | Which of several it is about
  received | 对方收到的时间 | When the addressee got it
  cites | 引用的不予公开依据 | The exemptions cited
  unit | 按哪一列的单位汇总 | The unit that the summary counts by
  id | 事件的编号 | What the event is called
  of | 该行是哪个事件的送达 | Of which event the row is the receipt
  period | 经常性义务的期间 | The period of a recurring duty
  starts_in | 台账从哪个状态记起 | The state in which the log begins
EventOfRow
  act | 行为 | The act
  act_from | 行为记在哪一列 | The column that says which act it was
  at | 时间记在哪一列 | The column of its time
  role | 主体 | Who acted, as a role
  role_from | 主体记在哪一列；空格按 `role` | The column of the role; `role` where it is empty
  actor | 具体由谁记在哪一列 | The column of who acted, as a person
  key | 关于哪一方记在哪一列 | The column of which of several it is about
  received | 收到时间记在哪一列 | The column of the day of receipt
  cites | 不予公开依据记在哪一列 | The column of the exemptions cited
  facts | 该事件的事实记在哪一列 | In which columns its facts stand
  constants | 该事件总有的事实 | Facts that always hold of it
CalendarFile
  opendisclose_calendar | 日历文件语言的版本，现为 1 | Version of the language of calendar files: 1
  country | 国家的两字母代码 | Country code of two letters
  subdivision | 只用于这一地区的规则 | Only for rulesets of this region
  ruleset | 只用于这一份规则 | Only for this ruleset
  verified | 是否已与来源核对；不写即已核对 | Whether it was read in a source; true if left out
  notices | 节假日安排的通知 | Notices on holidays
  yearly | 每年都有的休息日或者工作日 | Days that come back every year
  closed | 另行休息的日子 | Closing days
  worked | 另行工作的日子 | Working days
HolidayNotice
  year | 安排哪一年 | The year it arranges
  issued | 发布日期；后发布的优先 | The day of issue; the later one prevails
  number | 文号 | The number of the document
  title | 标题 | The title
  amends | 修改哪个通知；只决定所列的日子 | The notice it changes, only for the days it names
  rest | 休息的日子，含周末和调休 | Days of rest, weekends and moved days included
  work | 上班的周末 | Weekend days that are worked
Stretch
  from | 首日，或者仅此一日 | The first day, or the only one
  to | 末日，含当日 | The last day, included
YearlyDays
  from | 首日，或者仅此一日 | The first day, or the only one
  to | 末日；早于首日的为次年 | The last day; in the next year if it lies before `from`
  days | 休息（closed）或者工作（worked） | Closed or worked
  since | 自哪一年起 | The first year
  until | 至哪一年止 | The last year
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
RuleTests
  opendisclose_test | 规则测试语言的版本，现为 1 | Version of the language of rule tests: 1
  ruleset | 测试哪份规则：编号或相对路径；不写即上级文件夹的 | The ruleset: an id or a path
  tests | 测试，各有编号 | The tests, each with its id
CaseTest
  title | 测试的名称 | What the test is about
  procedure | 程序 | The procedure
  edition | 按哪一版办理 | The edition it was kept under
  period | 每期一次的义务是哪一期的 | The period of a recurring duty
  starts_in | 日志开始时的状态 | The states that are active where the log begins
  about | 关于什么 | What it is about, for people
  facts | 开始时已知的事实 | What is known from the beginning
  events | 发生了什么 | What happened
  as_of | 在何时判断；不写即最后一个事件之时 | As of when it is judged; else the last event
  expect | 应得出什么 | What it must come to
ClassifyTest
  title | 测试的名称 | What the test is about
  classify | 关于信息的事实 | What is known of the information
  as_of | 在哪一日判断 | The day on which it is asked
  expect | 应得出什么 | What it must come to
Expect
  verdict | 结论 | The verdict in one word
  findings | 全部问题；indeterminate 时也含不明之处 | All faults, or what is not known
  notes | 其中应有的说明 | Notes that must be there; others may be
  due | 期限的到期日；`none` 为没有日期 | Due dates by clock; `none` of one without a date
  clocks | 期限的状态 | Statuses by clock
  states | 结束时的状态，一个不多、一个不少 | The active states in the end, exactly
  outcome | 最后一个答复的结果；`none` 为没有答复 | The outcome of the last reply, or `none`
  statistics | 记在统计表的哪一行；`none` 为没有确定 | The cell it is recorded in, or `none`
  remedy | 救济途径；`none` 为没有确定 | The remedy it is recorded with, or `none`
  decided_by | 起决定作用的项目 | Items that must have decided
ExpectedFinding
  code | 代码 | Its code
  clause | 其条款中的一个或几个；`none` 为没有条款 | Some of its clauses, or `none`
  event | 在哪个事件 | The event it is at
  kind | 哪一种问题 | What kind of fault it is
  key | 关于哪一方 | Which of several it is about
ExpectedNote
  code | 代码 | Its code
  clause | 其条款中的一个或几个 | Clauses among its clauses
  event | 在哪个事件 | The event it is at
  key | 关于哪一方 | Which of several it is about
ExpectClass
  attribute | 公开属性；`none` 为没有 | The attribute that applies, or `none`
  exemptions | 成立的不予公开理由，一个不多、一个不少 | The exemptions that stand, exactly
  ask | 还须知道的事实，一个不多、一个不少 | The facts that have to be known, exactly
  decided_by | 起决定作用的项目 | Items that must have decided
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
