"""The editions of one rule and a case go in; the edition that judges the case comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ..deadline.recurring import WRITTEN_AS, read_period
from ..diagnostics.errors import UnknownNameError
from ..load.case import LoadedCase, load_case_text
from ..load.plain import loaded as loaded_case
from ..model.case import Case
from .rules import Rules, time_given

if TYPE_CHECKING:
    from ..deadline.due import DueDate
    from ..deadline.worst_case import WorstCase
    from ..graph.compiled import Compiled
    from ..load.facts import Given
    from ..model.periods import Duration
    from ..replay.check import Checked
    from ..replay.classification import Classification


@dataclass(frozen=True, kw_only=True)
class Editions(Rules):
    """Rules that change with the day: all editions of one rule, each for the cases of its time.

    A case is judged by the edition that it names, else by the one in force on the day on which it
    began; if none was, by the nearest one, which finds that it does not apply. In everything else
    it is its newest edition.

    Attributes:
        editions: the editions, in the order in which they came into force.
    """

    editions: tuple[Rules, ...] = field(repr=False)

    def on(self, day: date) -> Rules:
        """The edition in force on a day: of several the latest; of none the one before it."""
        begun = [one for one in self.editions if _since(one) <= day]
        valid = [one for one in begun if _until(one) >= day]
        return (valid or begun or [self.editions[0]])[-1]

    @property
    def family(self) -> str:
        """The id that the editions share."""
        return self.ruleset.edition_of or self.id

    def with_procedure(self, name: str) -> Editions:
        """The editions that have a procedure.

        Raises:
            UnknownNameError: none of them has it.
        """
        having = tuple(one for one in self.editions if name in one.ruleset.procedures)
        if not having:
            raise UnknownNameError("procedure", name, tuple(self.ruleset.procedures))
        return together(having)

    def for_case(self, case: Case) -> Rules:
        """The edition that judges a case: the one it names, else that of the day it began."""
        named = case.edition or (case.saved.edition if case.saved else None)
        for one in self.editions:
            if one.ruleset.edition == named:
                return one
        began = _began(case, self.ruleset.timezone)
        return self.editions[-1] if began is None else self.on(began)

    def _checked(
        self, case: Case | LoadedCase | Mapping[str, Any], as_of: date | datetime | str | None
    ) -> tuple[Checked, Compiled]:
        given = case if isinstance(case, Case) else loaded_case(case)
        judged = given if isinstance(given, Case) else given.case
        assert judged is not None  # `loaded_case` has seen to it
        return self.for_case(judged)._checked(given, as_of)

    def save(self, case: Case | LoadedCase | Mapping[str, Any]) -> str:
        given = loaded_case(case)
        rules = self.editions[-1] if given.case is None else self.for_case(given.case)
        return rules.save(given)

    def resume(self, text: str, *, allow_other: bool = False) -> Case:
        found = load_case_text(text, name="case.json").case
        rules = self.editions[-1] if found is None else self.for_case(found)
        return rules.resume(text, allow_other=allow_other)

    def classify(
        self, facts: Mapping[str, Any] | Given, *, on: date | str | None = None
    ) -> Classification:
        rules = self.editions[-1] if on is None else self.on(_day(time_given(on)))
        return rules.classify(facts, on=on)

    def due(
        self,
        deadline: str,
        *,
        start: date | datetime | str,
        period: Duration | None = None,
        known_on: date | None = None,
    ) -> DueDate:
        rules = self.on(_day(time_given(start)))
        return rules.due(deadline, start=start, period=period, known_on=known_on)

    def worst_case(
        self,
        procedure: str,
        *,
        start: date | datetime | str,
        period: Duration | None = None,
        known_on: date | None = None,
        opened_by: str | None = None,
    ) -> WorstCase:
        return self.on(_day(time_given(start))).worst_case(
            procedure, start=start, period=period, known_on=known_on, opened_by=opened_by
        )


def together(editions: tuple[Rules, ...]) -> Editions:
    """The editions of one rule, at least one, as one."""
    ordered = tuple(sorted(editions, key=_since))
    newest = ordered[-1]
    return Editions(
        ruleset=newest.ruleset,
        findings=newest.findings,
        places=newest.places,
        source=newest.source,
        sha256=newest.sha256,
        layers=newest.layers,
        editions=ordered,
    )


def edition_for(rules: Rules, case: Case) -> Rules:
    """The edition that judges a case; the rules themselves if they are a single one."""
    return rules.for_case(case) if isinstance(rules, Editions) else rules


def edition_on(rules: Rules, day: date | datetime) -> Rules:
    """The edition in force on a day; the rules themselves if they are a single one."""
    return rules.on(_day(day)) if isinstance(rules, Editions) else rules


def _since(rules: Rules) -> date:
    since = rules.ruleset.in_force.from_
    return since if isinstance(since, date) else date.min


def _until(rules: Rules) -> date:
    return rules.ruleset.in_force.until or date.max


def _began(case: Case, zone: str) -> date | None:
    """The day of a case's first act, else the first day of its period; None: it has neither."""
    days = [_day_in(one.at, zone) for one in case.events if not one.receipt]
    if days:
        return min(days)
    read = (read_period(case.period or "", every) for every in WRITTEN_AS)
    return next((span.first for span in read if span is not None), None)


def _day_in(at: date | datetime, zone: str) -> date:
    if isinstance(at, datetime) and at.tzinfo is not None:
        at = at.astimezone(ZoneInfo(zone))
    return _day(at)


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at
