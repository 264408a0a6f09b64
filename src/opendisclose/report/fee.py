"""A fee goes in; text or JSON comes out: each band with what it costs, and the sum."""

from __future__ import annotations

from .findings_json import VERSION, both, dumped
from .layout import View, table, text_of
from .subjects import FeeCharged

_UNITS = {"item": ("件", "items"), "page": ("页", "pages")}
_COUNTED = {
    "month": ("同一申请人一个自然月内", "of one applicant in one calendar month"),
    "request": ("一件申请", "of one request"),
}


def fee_text(subject: FeeCharged, view: View) -> str:
    """The sum, how it is made up, and on what it rests."""
    fee, method = subject.fee, subject.fee.method
    unit, counted = view.say(*_UNITS[method.unit]), view.say(*_COUNTED[method.counted])
    number = view.say(f"{counted} {fee.number} {unit}", f"{fee.number} {unit} {counted}")
    total = view.paint("strong", view.say(f"{fee.total} 元", f"{fee.total} yuan"))
    title = method.title(fee.name).of(view.lang)
    rows = [
        (
            f"{one.first}–{one.last}",
            view.say(
                f"{one.last - one.first + 1} × {one.yuan} 元",
                f"{one.last - one.first + 1} × {one.yuan} yuan",
            ),
            f"= {one.amount}",
        )
        for one in fee.steps
    ]
    lines = [f"{total}  {title}{view.bracket(number)}", *table(rows, view)]
    lines.append(f"  {view.paint('dim', method.source.of(view.lang))}")
    if method.clause:
        lines.append(f"  {view.paint('dim', view.listed(method.clause))}")
    if method.reading is not None:
        lines.append(f"  {view.say('理解：', 'reading: ')}{method.reading.of(view.lang)}")
    return text_of(lines)


def fee_json(subject: FeeCharged, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """Amounts in whole yuan."""
    fee, method = subject.fee, subject.fee.method
    return dumped(
        {
            "version": VERSION,
            "ruleset": subject.ruleset,
            "method": fee.name,
            "unit": method.unit,
            "number": fee.number,
            "total": fee.total,
            "steps": [
                {"first": s.first, "last": s.last, "yuan": s.yuan, "amount": s.amount}
                for s in fee.steps
            ],
            "source": both(method.source),
            "clauses": list(method.clause),
            "verified": method.verified,
            "reading": both(method.reading) if method.reading is not None else None,
        }
    )
