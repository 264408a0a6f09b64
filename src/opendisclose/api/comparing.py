"""Two rulesets go in; how the one stands to the law above it, or what changes between them, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..compare.against import Source, against
from ..compare.difference import difference_of
from ..compare.result import CaseChange, Comparison, Difference
from ..diagnostics.errors import OpenDiscloseError
from ..diagnostics.finding import Finding
from ..load.case import LoadedCase
from ..load.shipped import shipped_ids
from ..model.ruleset import Ruleset
from ..replay.verdict import ClockView, Verdict
from .files import load
from .rules import Rules

_YEAR = re.compile(r"-(?:19|20)[0-9]{2}$")


def compare(
    local: Rules | str | Path,
    law: Rules | str | Path,
    *,
    older: Iterable[Rules | str | Path] | None = None,
) -> Comparison:
    """A ruleset beside the law above it: every item of the law with what became of it.

    Both are rules, ids of shipped rulesets or paths. What agrees with an older edition of the law
    and not with this one is told as outdated; without `older`, the newest first, those are the
    installed earlier editions of the law.

    Raises:
        SourceError: there is no such file, or it may not be read.
        RulesetError: one of the rulesets cannot be used.
    """
    mine, theirs = _rules(local), _rules(law)
    former = older_editions(theirs.ruleset) if older is None else (_rules(one) for one in older)
    sources = tuple(source_of(one) for one in former if one.id != mine.id)
    above = tuple(source_of(load(one)) for one in _above(theirs))
    special = tuple(
        source_of(load(one)) for one in laws_above(mine) if one not in (mine.id, theirs.id)
    )
    return against(source_of(mine), source_of(theirs), theirs.calendar, sources, above, special)


def laws_above(rules: Rules) -> tuple[str, ...]:
    """The rulesets that a ruleset implements and that are installed."""
    installed = shipped_ids()
    return tuple(one for one in rules.ruleset.implements if one in installed)


def difference(
    before: Rules | str | Path,
    after: Rules | str | Path,
    *,
    cases: Iterable[LoadedCase] = (),
) -> Difference:
    """What two rulesets say differently, be they editions of one or of two institutions.

    `cases` are judged by both as of their last event; those whose verdict, findings or due dates
    change are told.

    Raises:
        SourceError: there is no such file, or it may not be read.
        RulesetError: one of the rulesets cannot be used.
    """
    old, new = _rules(before), _rules(after)
    changed: list[CaseChange] = []
    unjudged: list[str] = []
    unchanged = 0
    for case in cases:
        try:
            found = _case(old, new, case)
        except OpenDiscloseError:
            unjudged.append(case.source)
            continue
        if found is None:
            unchanged += 1
        else:
            changed.append(found)
    return difference_of(source_of(old), source_of(new), tuple(changed), unchanged, tuple(unjudged))


def _above(rules: Rules) -> Iterator[str]:
    """The installed laws that a law implements, and those that they do, each once."""
    seen: set[str] = {rules.id}
    waiting = [*laws_above(rules)]
    for name in waiting:  # grows while it is read
        if name not in seen:
            seen.add(name)
            yield name
            waiting += laws_above(load(name))


def source_of(rules: Rules) -> Source:
    """Rules as a comparison takes them."""
    return Source(ruleset=rules.ruleset, places=rules.places)


def older_editions(law: Ruleset) -> Iterator[Rules]:
    """The installed former editions of a law, the newest first."""
    since = law.in_force.from_
    rules = [load(one) for one in shipped_ids() if one != law.id and _stem(one) == _stem(law.id)]
    found = [one for one in rules if one.ruleset.edition_of == law.edition_of]
    dated = [(one.ruleset.in_force.from_, one) for one in found]
    earlier = [
        (day, one) for day, one in dated if day != "unknown" and since != "unknown" and day < since
    ]
    yield from (one for _, one in sorted(earlier, key=lambda row: row[0], reverse=True))


def _stem(name: str) -> str:
    """An id without the year of its edition."""
    return _YEAR.sub("", name)


def _rules(given: Rules | str | Path) -> Rules:
    return given if isinstance(given, Rules) else load(given)


# --- cases ---------------------------------------------------------------------------------------


def _case(old: Rules, new: Rules, case: LoadedCase) -> CaseChange | None:
    """What changes in a case; None if nothing does."""
    one, other = (rules.check(_as_of(case, rules)) for rules in (old, new))
    dates = tuple(_dates(one, other))
    findings = tuple(_findings(one, other))
    if one.word is other.word and not dates and not findings:
        return None
    return CaseChange(
        case=case.source,
        before=one.word.value,
        after=other.word.value,
        dates=dates,
        findings=findings,
    )


def _as_of(case: LoadedCase, rules: Rules) -> Any:
    """The case as one of the rules in question, whichever it names."""
    from dataclasses import replace

    if case.case is None:
        return case
    own = {"ruleset": rules.id, "edition": rules.ruleset.edition, "saved": None}
    return replace(case, case=case.case.model_copy(update=own))


def _dates(before: Verdict, after: Verdict) -> Iterator[tuple[str, str, str]]:
    old = {(one.id, one.key): one for one in before.clocks}
    new = {(one.id, one.key): one for one in after.clocks}
    for name in dict.fromkeys((*old, *new)):
        one, other = _date(old.get(name)), _date(new.get(name))
        if one != other:
            yield f"{name[0]}{f' {name[1]}' if name[1] else ''}", one, other


def _date(clock: ClockView | None) -> str:
    if clock is None:
        return ""
    found = clock.moment or clock.due or clock.earliest
    return found.isoformat() if found is not None else ""


def _findings(before: Verdict, after: Verdict) -> Iterator[tuple[str, str]]:
    old, new = ({_line(one) for one in verdict.findings} for verdict in (before, after))
    yield from (("removed", line) for line in sorted(old - new))
    yield from (("added", line) for line in sorted(new - old))


def _line(finding: Finding) -> str:
    clauses = ", ".join(finding.clauses)
    return f"{finding.event or ''} {finding.code.id} {finding.kind or ''} {clauses}".strip()
