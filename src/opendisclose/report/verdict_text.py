"""A judged case goes in; what an officer reads of it comes out: verdict, faults, dates, duties."""

from __future__ import annotations

from ..diagnostics import codes
from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding
from ..replay.verdict import Word
from . import names
from .clocks_text import OPEN, closed, concerned, counted, duties, open_clocks
from .dates import as_of, instant
from .findings_text import finding_lines
from .labels import count, label
from .layout import View, block, table, text_of
from .notes_text import notes
from .replies import reply_lines
from .subjects import Cases, Judged, Unjudged

_STYLES = {
    Word.VIOLATION: "verdict red",
    Word.INDETERMINATE: "verdict yellow",
    Word.COMPLIANT: "verdict green",
    Word.NOT_APPLICABLE: "verdict dim",
}


def cases_text(subject: Cases, view: View) -> str:
    """Each case in turn, an empty line between two."""
    return "\n".join(
        verdict_text(one, view) if isinstance(one, Judged) else unjudged_text(one, view)
        for one in subject.cases
    )


def unjudged_text(subject: Unjudged, view: View) -> str:
    """What keeps a case from being judged."""
    zh, en = _NOT_JUDGED
    head = view.paint("verdict yellow", view.say(f"{zh} {en}", f"{en} {zh}"))
    lines = [f"{head}  {subject.source}"]
    for one in subject.findings:
        lines += ["", *finding_lines(one, view)]
    return text_of(lines)


def verdict_text(subject: Judged, view: View) -> str:
    """The verdict first, then everything it rests on."""
    verdict = subject.verdict
    found = [*_of_the_file(subject), *_of_the_case(subject)]
    lines = [_headline(subject, view), *head(subject, view)]
    for one in _of_the_file(subject):
        lines += ["", *finding_lines(one, view)]
    if found and _of_the_case(subject):
        title = view.say("问题", "Findings")
        lines += block(title, _faults(subject, view), view)
    title = view.say("答复记作什么", "What the reply is recorded as")
    lines += block(title, reply_lines(verdict.outcomes, subject.ruleset, view), view)
    lines += _dates(subject, view)
    if verdict.word is not Word.NOT_APPLICABLE and not has_nothing_to_judge(subject):
        lines += block(view.say("现在应做", "What to do now"), _to_do(subject, view), view)
    rest = [one for one in verdict.clocks if one.status not in OPEN]
    title = view.say("已结束的期限", "Deadlines that have ended")
    lines += block(title, closed(rest, verdict, view), view)
    unknown = [line for one in verdict.missing for line in _unknown(one, view)]
    lines += block(view.say("尚不清楚", "Not known"), unknown, view)
    lines += block(view.say("说明", "Notes"), notes(verdict.notes, view), view)
    return text_of(lines)


def _headline(subject: Judged, view: View) -> str:
    verdict = subject.verdict
    zh, en = _WORDS[verdict.word]
    style = _STYLES[verdict.word]
    if has_nothing_to_judge(subject):
        (zh, en), style = _NOT_JUDGED, "verdict dim"
    text = view.paint(style, view.say(f"{zh} {en}", f"{en} {zh}"))
    faults, unread = len(_of_the_case(subject)), len(_of_the_file(subject))
    parts = []
    if faults:
        parts.append(count(faults, "个问题", "finding", view))
    if unread:
        in_file = count(unread, "处", "finding in the file", view, many="findings in the file")
        parts.append(view.say(f"案件文件有误 {in_file}", in_file))
    return "  ".join((text, view.listed(parts))) if parts else text


_NOT_JUDGED = ("未判断", "NOT JUDGED")
_WORDS = {
    Word.VIOLATION: ("违规", "VIOLATION"),
    Word.INDETERMINATE: ("不能确定", "INDETERMINATE"),
    Word.COMPLIANT: ("合规", "COMPLIANT"),
    Word.NOT_APPLICABLE: ("不适用", "NOT APPLICABLE"),
}


def head(subject: Judged, view: View) -> list[str]:
    """Which case, by which rule, as of when, in which state."""
    ruleset, verdict = subject.ruleset, subject.verdict
    states = names.states(ruleset, verdict.procedure, verdict.states, view)
    complete = label("complete", view) if verdict.complete else ""
    rows = [
        ("case", subject.source),
        ("about", subject.case.about or ""),
        ("ruleset", f"{ruleset.title.of(view.lang)}{view.bracket(ruleset.id)}"),
        ("procedure", names.procedure(ruleset, verdict.procedure, view)),
        ("as_of", as_of(verdict.as_of, view)),
        ("state", f"{states}{complete}"),
    ]
    return table([(label(name, view), text) for name, text in rows if text], view)


def _of_the_file(subject: Judged) -> list[Finding]:
    """What could not be read of the case: told like the faults of any file."""
    return [one for one in subject.verdict.findings if one.kind is None]


def _of_the_case(subject: Judged) -> list[Finding]:
    return [one for one in subject.verdict.findings if one.kind is not None]


def _faults(subject: Judged, view: View) -> list[str]:
    lines: list[str] = []
    for number, one in enumerate(_of_the_case(subject), start=1):
        lines += _fault(number, one, subject, view)
    return lines


def _fault(number: int, finding: Finding, subject: Judged, view: View) -> list[str]:
    clauses = view.listed(finding.clauses)
    kind = view.paint("red", label(finding.kind or "", view))
    lines = [
        f"  {number}. {kind}  {view.paint('strong', clauses)}".rstrip(),
        f"     {finding.message.of(view.lang)}",
    ]
    if finding.help is not None:
        lines.append(f"     {label('help', view)}{finding.help.of(view.lang)}")
    event = _event(finding, subject, view)
    if event:
        lines.append(f"     {event}")
    place = f"  {finding.span.label()}" if finding.span else ""
    lines.append(view.paint("dim", f"     {finding.code.id} {finding.code.name}{place}"))
    return lines


def _event(finding: Finding, subject: Judged, view: View) -> str:
    """The event a finding is at: its id, when, and by whom."""
    logged = next((one for one in subject.case.events if one.id == finding.event), None)
    if logged is None:
        return ""
    parts = [finding.event or "", instant(logged.at, view)]
    if logged.role is not None:
        parts.append(names.role(subject.ruleset, logged.role, view))
    if logged.actor is not None:
        parts.append(logged.actor)
    lead = view.say("事件 ", "event ")
    return lead + view.say("，", ", ").join(parts)


def _dates(subject: Judged, view: View) -> list[str]:
    """How the dates were counted that the verdict rests on or that are still to be kept."""
    verdict = subject.verdict
    wanted = set(map(id, concerned(verdict, subject.ruleset)))
    wanted |= set(map(id, open_clocks(verdict.clocks)))
    lines: list[str] = []
    for one in verdict.clocks:
        if id(one) in wanted and (one.due or one.earliest):
            lines += counted(one, subject.ruleset, view)
    return block(view.say("日期如何计算", "How the dates were counted"), lines, view)


def _to_do(subject: Judged, view: View) -> list[str]:
    """The open duties by due date, or that there are none."""
    verdict = subject.verdict
    found = duties(open_clocks(verdict.clocks), subject.ruleset, view)
    if found:
        return found
    if verdict.complete:
        return [view.say("  没有未完成的事项，案件已办结", "  nothing: the case is complete")]
    return [view.say("  没有在计算的期限", "  nothing is due: no period is running")]


def _unknown(finding: Finding, view: View) -> list[str]:
    """One thing that would have to be known, and what to record."""
    clauses = view.bracket(view.listed(finding.clauses))
    at = f"{finding.event}{view.say('：', ': ')}" if finding.event else ""
    lines = [
        f"  {view.paint('dim', finding.code.id)}  {at}{finding.message.of(view.lang)}{clauses}"
    ]
    if finding.help is not None:
        lines.append(f"         {label('help', view)}{finding.help.of(view.lang)}")
    return lines


def has_nothing_to_judge(subject: Judged) -> bool:
    """Whether there was no event at all, and nothing else was wrong."""
    errors = [one for one in subject.verdict.findings if one.severity is Severity.ERROR]
    return bool(errors) and all(one.code is codes.NO_EVENTS for one in errors)
