"""Findings go in; each comes out with its place, the line of the file, carets and help."""

from __future__ import annotations

from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding, Related
from ..diagnostics.places import Span
from ..diagnostics.snippet import snippet
from ..model.ruleset import Ruleset
from .labels import count, label
from .layout import View, text_of
from .run_case import run_lines
from .subjects import FileReport, Files


def files_text(subject: Files, view: View) -> str:
    """Every finding of every file, then one line for each file, then the sum."""
    lines: list[str] = []
    for one in subject.findings:
        lines += [*finding_lines(one, view), ""]
    lines += [_of_file(one, view) for one in subject.files]
    if len(subject.files) > 1:
        lines.append(_sum(subject, view))
    return text_of(lines)


def finding_lines(finding: Finding, view: View) -> list[str]:
    """One finding: `file:line:column: error OD201 [name] sentence`, snippet, related, help."""
    where = finding.span.label() if finding.span else (finding.event or "")
    lead = f"{where}: " if where else ""
    severity = finding.severity.value
    head = view.paint(severity, f"{label(severity, view)} {finding.code.id}")
    lines = [f"{lead}{head} [{finding.code.name}] {finding.message.of(view.lang)}"]
    gutter = _gutter(finding)
    if finding.span is not None and finding.span.text:
        lines += [f"{gutter} |", *_snippet(finding.span, gutter, view)]
    for one in finding.related:
        lines += _related(one, gutter, view)
    lead = f"{gutter} = "
    if finding.run is not None:
        lines.append(f"{lead}{view.say('例如：', 'a run that shows it:')}")
        lines += [f"{gutter}     {one}" for one in run_lines(finding.run, view)]
    if finding.help is not None and finding.help.of(view.lang):
        lines.append(f"{lead}{label('help', view)}{finding.help.of(view.lang)}")
    if finding.clauses:
        clauses = view.listed(finding.clauses)
        lines.append(f"{lead}{label('clause', view)}{view.say('：', ': ')}{clauses}")
    return lines


def _gutter(finding: Finding) -> str:
    spans = [finding.span, *(one.span for one in finding.related)]
    numbers = [one.line for one in spans if one is not None]
    return " " * max((len(str(one)) for one in numbers), default=1)


def _snippet(span: Span, gutter: str, view: View) -> list[str]:
    shown = snippet(span)
    if not shown:
        return []
    text, carets = shown
    lead = carets[: len(carets) - len(carets.lstrip(" \t"))]
    return [
        f"{span.line:>{len(gutter)}} | {text.rstrip()}",
        f"{gutter} | {lead}{view.paint('caret', carets.lstrip())}",
    ]


def _related(related: Related, gutter: str, view: View) -> list[str]:
    message = f"{related.message.of(view.lang)}{view.bracket(view.listed(related.clauses))}"
    if related.span is None:
        return [f"{gutter} = {message}"]
    place = f"{gutter} = {related.span.label()}: {message}"
    return [place, *_snippet(related.span, gutter, view)]


def _of_file(file: FileReport, view: View) -> str:
    numbers = _numbers((file,), view)
    holds = holdings(file.ruleset, view) if file.ruleset is not None else ""
    if not numbers:
        clean = view.say("没有发现问题", "clean")
        return f"{file.source}: {view.paint('green', clean)}{view.bracket(holds)}"
    usable = view.say("可用，", "usable, ") if holds else ""
    return f"{file.source}: {usable}{numbers}{view.bracket(holds)}"


def holdings(ruleset: Ruleset, view: View) -> str:
    """How much a ruleset holds, in numbers."""
    every = ruleset.procedures.values()
    return view.listed(
        (
            count(len(ruleset.procedures), "个程序", "procedure", view),
            count(sum(len(one.transitions) for one in every), "个变迁", "transition", view),
            count(sum(len(one.deadlines) for one in every), "个期限", "deadline", view),
            count(len(ruleset.exemptions), "项不予公开的理由", "exemption", view),
            count(len(ruleset.clauses), "个条款", "clause", view),
        )
    )


def _numbers(files: tuple[FileReport, ...], view: View) -> str:
    """`2 errors, 1 note`; nothing if there is no finding."""
    found = [one.severity for file in files for one in file.findings]
    words = (
        (Severity.ERROR, "个错误", "error"),
        (Severity.WARNING, "个警告", "warning"),
        (Severity.NOTE, "个提示", "note"),
    )
    ignored = sum(len(file.ignored) for file in files)
    accepted = view.say(f"已忽略 {ignored} 项", f"{ignored} ignored")
    return view.listed(
        (
            *(
                view.paint(kind.value, count(found.count(kind), zh, en, view))
                for kind, zh, en in words
                if kind in found
            ),
            *((accepted,) if ignored else ()),
        )
    )


def _sum(subject: Files, view: View) -> str:
    numbers = _numbers(subject.files, view) or (view.say("没有发现问题", "clean"))
    files = count(len(subject.files), "个文件", "file", view)
    return view.say(f"{files}：{numbers}", f"{files}: {numbers}")
