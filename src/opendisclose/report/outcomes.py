"""The outcomes of a ruleset go in; what each reply is recorded as comes out, as text and data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..model.annual import REMEDIES, REPLY_TYPES
from ..model.outcomes import CellRow, Row
from ..model.ruleset import Ruleset
from ..replay.wording import Terms
from .findings_json import both
from .layout import View, titled
from .replies import cell_data, cell_title, remedy_data, word_data


def outcome_lines(ruleset: Ruleset, say: Terms, view: View) -> list[str]:
    """Each outcome: its title and reply type, then the rows of its cell and of its remedy."""
    lines: list[str] = []
    for name, one in ruleset.outcomes.items():
        said = titled(one.title(name).of(view.lang), one.clause, view)
        lines.append(f"  {view.paint('dim', name)}  {said}")
        kind = REPLY_TYPES[one.reply_type].title.of(view.lang)
        lines.append(view.say(f"    答复类型：{kind}", f"    reply type: {kind}"))
        lines += _choice(view.say("统计：", "statistics: "), one.statistics, ruleset, say, view)
        lines += _choice(view.say("救济：", "remedy: "), one.remedy, ruleset, say, view)
    return lines


def _choice(
    head: str, rows: Sequence[Row], ruleset: Ruleset, say: Terms, view: View
) -> Iterator[str]:
    """The rows of one choice, of which the first that fits counts."""
    for number, row in enumerate(rows):
        lead = head if number == 0 else view.say("否则：", "else: ")
        yield f"    {lead}{row_text(row, ruleset, say, view)}"


def row_text(row: Row, ruleset: Ruleset, say: Terms, view: View) -> str:
    """A cell or a remedy, and for which replies it is the one."""
    if isinstance(row, CellRow):
        word = cell_title(row.cell, view)
    else:
        word = REMEDIES[row.remedy].title.of(view.lang)
    known = ruleset.exemptions
    cited = view.listed(known[one].title(one).of(view.lang) for one in row.cites)
    parts = [view.say(f"援引 {cited}", f"citing {cited}")] if cited else []
    if row.when is not None:
        parts.append(view.say("当：", "when ") + say.condition(row.when).of(view.lang))
    return word + view.bracket(view.listed(parts))


def outcomes_data(ruleset: Ruleset) -> list[dict[str, Any]]:
    """Every outcome as JSON, with the acts that have it."""
    return [
        {
            "id": name,
            "title": both(one.title(name)),
            "reply_type": word_data(one.reply_type),
            "statistics": [{"cell": cell_data(row.cell), **_when(row)} for row in one.statistics],
            "remedy": [{"remedy": remedy_data(row.remedy), **_when(row)} for row in one.remedy],
            "acts": [
                f"{procedure}.{act}"
                for procedure, within in ruleset.procedures.items()
                for act, transition in within.transitions.items()
                if transition.outcome == name
            ],
            "clauses": list(one.clause),
            "verified": one.verified,
        }
        for name, one in ruleset.outcomes.items()
    ]


def _when(row: Row) -> dict[str, Any]:
    when = row.when
    data = (
        None
        if when is None
        else when.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    )
    return {"cites": list(row.cites), "when": data, "clauses": list(row.clause)}
