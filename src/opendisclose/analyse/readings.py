"""A ruleset in, every reading and every defect that only repeats what stands beside it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Route
from ..model.base import Model, Text, Titled
from ..model.ruleset import Clause, Ruleset
from .given import AnalyseInput

_SUMMARY = Words(zh="条文大意", en="the summary of the clause")
_TITLE = Words(zh="名称", en="the title")
_NOT_A_WORD = re.compile(r"[\W_]+")


def readings_with_reason(given: AnalyseInput) -> tuple[Finding, ...]:
    """Readings and defects with nothing of their own: no reader learns what was open, or why.

    That a text gives its reason no program can see. What it can see is a text that says the same
    as the title of its item or the summary of its clause; a blank one is missing in a language.
    """
    return tuple(
        _finding(route, word, same)
        for route, word, text, beside in _told(given)
        for same, other in beside
        if _bare(text.zh) == _bare(other)
    )


def _told(
    given: AnalyseInput,
) -> Iterator[tuple[Route, str, Text, tuple[tuple[Words, str], ...]]]:
    """Each reading and defect with the texts that it must not repeat."""
    for route, one in given.models:
        if isinstance(one, Clause):
            if one.defect is not None:
                yield route, "defect", one.defect, ((_SUMMARY, one.summary.zh),)
            continue
        reading = getattr(one, "reading", None)
        if isinstance(reading, Text):
            yield route, "reading", reading, tuple(_beside(one, given.ruleset))


def _beside(item: Model, ruleset: Ruleset) -> Iterator[tuple[Words, str]]:
    title = item.zh if isinstance(item, Titled) else getattr(item, "title", None)
    if isinstance(title, Text):
        title = title.zh
    if isinstance(title, str):
        yield _TITLE, title
    for name in getattr(item, "clause", ()):
        clause = ruleset.clauses.get(name)
        if clause is not None:
            yield _SUMMARY, clause.summary.zh


def _bare(text: str) -> str:
    """A text without its punctuation."""
    return _NOT_A_WORD.sub("", text)


def _finding(route: Route, word: str, same: Words) -> Finding:
    where = f"`{'.'.join(str(step) for step in route if isinstance(step, str))}`"
    values = {"where": where, "word": word, "same": same}
    clauses = (str(route[-1]),) if route[0] == "clauses" else ()
    return make(
        codes.READING_WITHOUT_REASON, values, clauses=clauses, route=(*route, word), at_key=True
    )
