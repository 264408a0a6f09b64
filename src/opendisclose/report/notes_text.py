"""Notes of a verdict go in; one line each comes out, the assumptions of one kind in one line."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import codes
from ..diagnostics.finding import Finding
from .layout import View


def notes(found: Sequence[Finding], view: View) -> list[str]:
    """One line for each note; what is assumed of the log is told together."""
    lines: list[str] = []
    told: set[str] = set()
    for one in found:
        if one.code in (codes.CONTENT_ASSUMED, codes.RECEIPT_ASSUMED):
            if one.code.id not in told:
                told.add(one.code.id)
                same = [other for other in found if other.code is one.code]
                content = one.code is codes.CONTENT_ASSUMED
                lines += _content(same, view) if content else [_receipts(same, view)]
            continue
        lines.append(_line(one, _sentence(one, view), view))
    return list(dict.fromkeys(lines))


def _sentence(note: Finding, view: View) -> str:
    text = note.message.of(view.lang)
    if note.event is not None:
        text = view.say(f"{note.event}：{text}", f"{note.event}: {text}")
    return f"{text}{view.bracket(view.listed(note.clauses))}"


def _line(note: Finding, text: str, view: View) -> str:
    return f"  {view.paint('dim', note.code.id)}  {text}"


def _act(note: Finding, view: View) -> str:
    return f"{note.event} {dict(note.values)['act'].of(view.lang)}"


def _receipts(found: Sequence[Finding], view: View) -> str:
    acts = view.listed(dict.fromkeys(_act(one, view) for one in found))
    text = view.say("何日收到未记，推定当日收到：", "receipt not logged, same day assumed: ")
    return _line(found[0], f"{text}{acts}", view)


def _content(found: Sequence[Finding], view: View) -> list[str]:
    """One line for each act, with everything that is assumed to be there."""
    lines = []
    for act in dict.fromkeys(_act(one, view) for one in found):
        mine = [one for one in found if _act(one, view) == act]
        asked = dict.fromkeys(dict(one.values)["entry"].of(view.lang) for one in mine)
        entries = view.say("；", "; ").join(asked)
        text = view.say(f"{act}：未记而推定齐备：", f"{act}: not logged, assumed to be there: ")
        lines.append(_line(mine[0], f"{text}{entries}", view))
    return lines
