"""A step of a due date goes in; why it is so, by which law or notice, comes out."""

from __future__ import annotations

from collections.abc import Mapping

from ..calendars.notices import Notice
from ..deadline import count
from ..deadline.due import DueDate
from ..deadline.inputs import Inputs
from ..deadline.steps import Step
from ..diagnostics.finding import Words

# The Civil Code (民法典) on periods, in our own words. It is law in China only.
_LAW: Mapping[str, Words] = {
    "trigger": Words(
        zh="按日、月计算的期间，开始的当日不计入，自下一日起算：民法典第二百零一条第一款",
        en="the day on which a period in days or months begins is not counted, the next one is: "
        "Civil Code art. 201(1)",
    ),
    "trigger hours": Words(
        zh="按小时计算的期间，自该时刻起算：民法典第二百零一条第二款",
        en="a period in hours runs from the moment: Civil Code art. 201(2)",
    ),
    "months": Words(
        zh="到期月的对应日为末日，没有对应日的以月末日为末日；末日至二十四时：民法典第二百零二条、"
        "第二百零三条第二款",
        en="the last day is the corresponding day of the month, or the month's last; it runs until "
        "24:00: Civil Code arts. 202, 203(2)",
    ),
    "rolled": Words(
        zh="末日为休息日的，以其后第一个工作日为末日：民法典第二百零三条第一款",
        en="a last day that is a rest day moves to the next working day: Civil Code art. 203(1)",
    ),
    "due": Words(
        zh="末日至二十四时；“以内”含本数：民法典第二百零三条第二款、第一千二百五十九条",
        en="the last day runs until 24:00, and `within` includes the number: Civil Code arts. "
        "203(2), 1259",
    ),
}
_COUNTED = (count.WORKING_DAYS, count.DAYS, count.MONTHS)


def grounds(step: Step, inputs: Inputs) -> tuple[Words, ...]:
    """Why a step is as it is; nothing for what the step says itself."""
    if step.notices:
        return tuple(_issued(one) for one in step.notices if one.issued or one.amends)
    if step.kind == "trigger" and step.included and inputs.basis:
        return (
            Words(
                zh=f"本规则计入起算当日：{inputs.basis}",
                en=f"this ruleset counts the day itself: {inputs.basis}",
            ),
        )
    name = _name(step)
    if inputs.calendar.country == "CN" and name in _LAW:
        return (_LAW[name],)
    return ()


def _name(step: Step) -> str:
    if step.kind == "trigger":
        if step.unit == count.HOURS:
            return "trigger hours"
        return "trigger" if step.unit in _COUNTED and not step.included else ""
    if step.kind == "due":
        if step.unit == count.MONTHS:
            return "months"
        return "due" if step.unit in _COUNTED else ""
    return step.kind if step.kind == "rolled" else ""


def _issued(notice: Notice) -> Words:
    """The day of issue, whether it was read in a source, and what the notice changed."""
    day = notice.issued.isoformat() if notice.issued else ""
    zh = f"{day} 发布" if day else "发布日期不详"
    en = f"issued {day}" if day else "day of issue not known"
    if not notice.verified:
        zh, en = f"{zh}（未核对）", f"{en} (not checked against a source)"
    if notice.amends:
        zh = f"{zh}，修改此前 {notice.amends} 的通知"
        en = f"{en}, changing the earlier notice {notice.amends}"
    return Words(zh=zh, en=en)


def standing(due: DueDate) -> Words | None:
    """How sure the date is, in a sentence; None where there is no date or a step says it."""
    inputs = due.inputs
    if inputs is None or due.status != "official":
        return None
    ext_kind, ext_n = inputs.extension or (0, 0)
    if count.rests_on_calendar(inputs.kind, ext_kind, ext_n, int(inputs.roll)) == 0:
        return Words(
            zh="确定：与节假日安排无关", en="official: it does not depend on any holiday notice"
        )
    horizon = inputs.calendar.horizon.isoformat()
    zh = f"确定：至 {horizon} 的节假日安排均已公布，只有修改这些安排的通知才会使其变动"
    en = (
        f"official: the notices for all days through {horizon} are out; only one that changes "
        "these days would move it"
    )
    if inputs.calendar.known_on is not None:
        known = inputs.calendar.known_on.isoformat()
        zh, en = (
            f"{zh}；按 {known} 已发布的通知计算",
            f"{en}; by the notices that were out on {known}",
        )
    return Words(zh=zh, en=en)


def basis(due: DueDate) -> Words | None:
    """The law on which the conventions of the ruleset rest."""
    if due.inputs is None or not due.inputs.basis:
        return None
    return Words(
        zh=f"计算方法的依据：{due.inputs.basis}", en=f"basis of the counting: {due.inputs.basis}"
    )
