"""What may be done in a case goes in; duties by date and acts by role come out."""

from __future__ import annotations

from ..replay.verdict import Permitted
from . import names
from .clocks_text import duties, open_clocks
from .findings_text import finding_lines
from .labels import count
from .layout import Cell, View, block, table, text_of, titled
from .replies import ahead_line
from .subjects import Judged, Steps
from .verdict_text import head


def next_text(subject: Steps, view: View) -> str:
    """The case, what is due by when, and what may be done now by whom."""
    step, ruleset = subject.next, subject.ruleset
    judged = Judged(source=subject.source, case=subject.case, ruleset=ruleset, verdict=step.verdict)
    lines = [view.paint("strong", view.say("下一步", "Next")), *head(judged, view)]
    for one in step.verdict.findings:
        if one.kind is None and step.verdict.states:
            lines += ["", *finding_lines(one, view)]
    due = duties(open_clocks(step.duties), ruleset, view)
    none = [view.say("  没有在计算的期限", "  nothing: no period is running")]
    lines += block(view.say("应完成", "Due"), due or none, view)
    may = _by_role(subject, view)
    if not may:
        closed = view.say("案件已办结", "the case is complete")
        nothing = view.say("没有可作出的行为", "nothing")
        may = [f"  {nothing}{view.bracket(closed if step.complete else '')}"]
    lines += block(view.say("现在可以作出", "May be done now"), may, view)
    faults = sum(1 for one in step.verdict.findings if one.kind is not None)
    if faults:
        found = count(faults, "个问题", "finding", view)
        told = view.say(f"已有 {found}：见 opendisclose check", f"{found}: see opendisclose check")
        lines += ["", view.paint("red", told)]
    return text_of(lines)


def _by_role(subject: Steps, view: View) -> list[str]:
    """The acts of each role in the order of the file; columns align over all roles."""
    every = subject.next.permitted
    rows = table([_row(one, subject, view) for one in every], view, indent="    ")
    groups: dict[str, list[str]] = {}
    for one, row in zip(every, rows, strict=True):
        for role in one.by or ("",):
            lines = groups.setdefault(role, [])
            lines += [row, *_needs(one, subject, view)]
    found: list[str] = []
    for role, lines in groups.items():
        title = names.roles(subject.ruleset, (role,) if role else (), view)
        found += [f"  {view.paint('strong', title)}", *lines]
    return found


def _row(permitted: Permitted, subject: Steps, view: View) -> list[Cell | str]:
    procedure = subject.next.verdict.procedure
    after = names.states(subject.ruleset, procedure, permitted.leads_to, view)
    title = names.keyed(permitted.title, permitted.key, view)
    return [
        Cell(permitted.act, "dim"),
        f"→ {after}" if permitted.leads_to else "",
        titled(title, permitted.clauses, view),
    ]


def _needs(permitted: Permitted, subject: Steps, view: View) -> list[str]:
    """What an act needs, what has to be known for it to be allowed, what it is recorded as."""
    lines = []
    if permitted.requires:
        shown = view.listed(view.say(one.zh, one.en) for one in permitted.requires)
        lines.append(view.say(f"      须有：{shown}", f"      needs: {shown}"))
    if permitted.asks:
        shown = view.listed(names.fact(subject.ruleset, one, view) for one in permitted.asks)
        lines.append(view.say(f"      须先查明：{shown}", f"      only if known: {shown}"))
    if permitted.outcome is not None:
        lines.append(ahead_line(permitted.outcome, view))
    return lines
