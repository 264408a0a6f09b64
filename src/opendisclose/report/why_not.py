"""Why another date is not the due date goes in; sentences about it come out, in both languages."""

from __future__ import annotations

from ..deadline import count
from ..deadline.alternatives import Alternative
from ..deadline.inputs import Names
from ..deadline.why_not import WhyNot
from ..diagnostics.finding import Words
from .dates import day, instant
from .labels import count as counted
from .layout import View

_MOST = 3  # ways that are told; further pairs that happen to give the date say less and less


def why_not_lines(found: WhyNot, view: View) -> list[str]:
    """One sentence a line: which wrong count gives the date, and how far off it is."""
    due, asked = found.due, day(found.day, view)
    if found.same:
        return [view.say(f"{asked}即为截止日", f"{asked} is the due date")]
    if due.date is None:
        if due.earliest is None:
            return [view.say("没有截止日，无从比较", "there is no due date to compare it with")]
        earliest = day(due.earliest, view)
        return [
            view.say(
                f"期限中止，尚无截止日；最早为{earliest}",
                f"the clock is paused and has no due date yet; {earliest} at the earliest",
            )
        ]
    lines = [_given_by(one, asked, view) for one in found.ways[:_MOST]]
    if not lines:
        lines.append(
            view.say(f"常见的误算都得不出{asked}", f"none of the usual wrong counts gives {asked}")
        )
    lines.append(_distance(found, view))
    lines += _uncounted(found, view)
    if found.within_bounds:
        lines.append(
            view.say(
                "截止日尚属暂定，此日仍在可能的范围之内",
                "the due date is provisional, and this day is still within its bounds",
            )
        )
    return lines


def _given_by(way: Alternative, asked: str, view: View) -> str:
    names = both(way.names, view)
    return view.say(f"{asked}是这样算出的：{names}", f"{asked} comes of this: {names}")


def both(names: tuple[Names, ...], view: View) -> str:
    """What was counted otherwise; two things joined."""
    return view.say("，且", ", and ").join(view.say(*one) for one in names)


def _distance(found: WhyNot, view: View) -> str:
    due = found.due
    assert due.date is not None  # the caller has seen to it
    number = _counted(found, view)
    if found.off == 0:
        days = abs((found.day - due.date).days)
        rest = view.say("此日为休息日", "it is a rest day") if found.rest_day else ""
        gap = counted(days, "日", "day", view)
        side = (
            view.say(f"晚 {gap}", f"{gap} late")
            if found.day > due.date
            else view.say(f"早 {gap}", f"{gap} early")
        )
        zero = view.say(f"相差 0 个工作日（{side}）", f"0 working days off ({side})")
        return view.say("；", "; ").join(one for one in (zero, rest, number) if one)
    gap = counted(abs(found.off), "个工作日", "working day", view)
    off = (
        view.say(f"晚 {gap}", f"{gap} too late")
        if found.off > 0
        else view.say(f"早 {gap}", f"{gap} too early")
    )
    rest = view.say("且为休息日", "and a rest day") if found.rest_day else ""
    return view.say("；", "; ").join(one for one in (off, rest, number) if one)


def _counted(found: WhyNot, view: View) -> str:
    inputs = found.due.inputs
    if found.number is None or inputs is None or not isinstance(inputs.n, int):
        return ""
    whole = inputs.n + (inputs.extension[1] if inputs.extension else 0)
    unit = ("个工作日", "working days") if inputs.kind == count.WORKING_DAYS else ("日", "days")
    return view.say(
        f"至此日计 {found.number} {unit[0]}，期限为 {whole} {unit[0]}",
        f"through that day {found.number} {unit[1]} count, of {whole}",
    )


def _uncounted(found: WhyNot, view: View) -> list[str]:
    """The days between the two that make the difference."""
    lines = []
    for one in found.uncounted:
        name = view.bracket(view.say(one.zh, one.en))
        word = view.say("上班", "worked") if one.working else view.say("休息", "off")
        by = view.say(f"，依据《{one.notice.zh}》", f", by {one.notice.en}") if one.notice else ""
        between = view.say("其间：", "between them: ")
        lines.append(f"{between}{day(one.date, view)}{view.say('', ' ')}{word}{name}{by}")
    return lines


def disputed_line(way: Alternative, view: View) -> str:
    """What a convention or reading would give if it were chosen otherwise."""
    names = both(way.names, view)
    found = way.due.moment or way.due.date
    assert found is not None  # alternatives have dates
    if not way.moves:
        return view.say(f"若{names}：结果不变", f"{names}: no difference")
    shown = instant(found, view)
    return view.say(f"若{names}：为{shown}", f"{names}: {shown} instead")


def disputed_words(way: Alternative) -> Words:
    """The same in both languages."""
    zh, en = (disputed_line(way, View(lang=lang)) for lang in ("zh", "en"))
    return Words(zh=zh, en=en)
