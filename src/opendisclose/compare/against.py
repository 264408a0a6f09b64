"""A local ruleset and the law above it go in; every item of the law with what became of it, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..calendars.calendar import Calendar
from ..diagnostics.finding import Words
from ..diagnostics.places import NO_PLACES, Places
from ..model.ruleset import Ruleset
from . import match, shown, whole
from .alone import (
    BY_READING,
    DECIDED_BAR,
    LEFT_OPEN,
    REPEATED_BAR,
    UNKNOWN_BAR,
    UNKNOWN_BURDEN,
    UNKNOWN_CHARGE,
    UNKNOWN_EXTENSION,
    UNKNOWN_PAUSE,
    UNKNOWN_SILENCE,
)
from .chain import stages_of
from .contents import Contents
from .features import WHOLE
from .items import Items
from .judge import Judged, Sides, judge
from .kinds import Act, Bar, Item, Limit, Pause, Silence
from .match import Pair, pairs_of
from .result import Comparison, Judgement, Row, Side
from .rows import LIFTED, allowed, dated, lawful, once, standing
from .told import findings_of

# Acts that are told with what they belong to: the extension that they grant.
_TOLD_BESIDE = frozenset({"request extend"})
_PART_OF_ANOTHER = Words(zh="包含在本规则的另一行为中", en="it is part of another local act")
# How a law says that an institution may bar more by its own rules.
_OWN_RULES = ("学校规定", "单位规定", "机关规定")
# What no rule on its matter may leave out.
_WEIGHTY = frozenset({"request reply", "request disclose_in_part"})


@dataclass(frozen=True, kw_only=True)
class Source:
    """One ruleset with the places of its file."""

    ruleset: Ruleset = field(repr=False)
    places: Places = field(default=NO_PLACES, repr=False)

    @cached_property
    def items(self) -> Items:
        return Items(ruleset=self.ruleset)


def against(
    local: Source,
    law: Source,
    calendar: Calendar,
    older: Iterable[Source] = (),
    above: Iterable[Source] = (),
    special: Iterable[Source] = (),
) -> Comparison:
    """Compare a ruleset with the law above it.

    `older` are former editions of that law, the newest first: what agrees with one of them and
    not with the law in force is outdated. `above` are the laws that the law itself implements: what
    it leaves to them is judged by them. `special` are other laws that the local rule implements:
    what they allow is no conflict, but for a person to judge which law the case falls under.
    Lengths in different units are counted by `calendar`.
    """
    work = _Work(
        local=local,
        law=law,
        calendar=calendar,
        older=tuple(older),
        above=tuple(above),
        special=tuple(special),
    )
    rows = tuple(work.rows())
    return Comparison(
        local=local.ruleset,
        law=law.ruleset,
        rows=rows,
        unmatched=tuple(work.own()),
        findings=findings_of(rows, local, law.ruleset),
    )


@dataclass(frozen=True, kw_only=True)
class _Work:
    """One comparison while it is made."""

    local: Source
    law: Source
    calendar: Calendar
    older: tuple[Source, ...]
    above: tuple[Source, ...]
    special: tuple[Source, ...] = ()

    @cached_property
    def sides(self) -> Sides:
        return Sides(local=self.local.ruleset, law=self.law.ruleset, calendar=self.calendar)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        return self._with(self.law)

    def _with(self, law: Source) -> tuple[Pair, ...]:
        return pairs_of(
            self.local.items.every, law.items.every, self.local.ruleset.id, law.ruleset.id
        )

    @cached_property
    def _former_pairs(self) -> tuple[tuple[Source, tuple[Pair, ...]], ...]:
        return tuple((one, self._with(one)) for one in self.older)

    @cached_property
    def _above_pairs(self) -> tuple[tuple[Source, tuple[Pair, ...]], ...]:
        return tuple((one, self._with(one)) for one in self.above)

    @cached_property
    def _special_pairs(self) -> tuple[tuple[Source, tuple[Pair, ...]], ...]:
        return tuple((one, self._with(one)) for one in self.special)

    @cached_property
    def _matters(self) -> frozenset[str]:
        """What the local rule deals with, by its procedures and by what a `basis` names."""
        return self.local.items.matters | {one.law.matter for one in self.pairs}

    @cached_property
    def _of_local(self) -> frozenset[int]:
        return frozenset(id(one.local) for one in self.pairs)

    def rows(self) -> Iterator[Row]:
        """The law's items in its order, then what only the local rule has."""
        told = [*once(self._rows())]
        known = {str(one.law.route[1]) for one in told if one.law and one.law.route[1:]}
        yield from told
        yield from whole.left_out(self.local, self.law, known)
        yield from whole.counting(self.local, self.law)
        for item in self.local.items.every:
            if id(item) not in self._of_local:
                yield from self._extra(item)

    def _rows(self) -> Iterator[Row]:
        for item in self.law.items.every:
            mine = [one for one in self.pairs if one.law is item]
            for pair in mine:
                yield from self._pair(pair)
            if not mine and item.key not in _TOLD_BESIDE:
                yield from self._named_elsewhere(item) or (self._missing(item),)
            yield from self._stages(item, mine)
            yield from whole.tracks_without_limit(self.local, self.law, item, self.pairs)
            yield from whole.not_after_change(self.local, self.law, item, mine)

    def own(self) -> Iterator[Side]:
        """What the local rule has of its own and the law does not judge."""
        for item in self.local.items.every:
            if id(item) not in self._of_local and self._alone(item) is None:
                yield self._mine(item)

    # --- both have it ----------------------------------------------------------------------------

    @cached_property
    def _contents(self) -> Contents:
        return Contents(
            local=self.local,
            law=self.law,
            above=self.above,
            former=self._former_pairs,
            sides=self.sides,
        )

    def _pair(self, pair: Pair) -> Iterator[Row]:
        if pair.local.borrowed and self.local.ruleset.id != self.law.ruleset.id:
            yield Row(
                kind=pair.law.kind,
                judgement=Judgement.NOT_COVERED,
                reason=whole.yields(self.local.ruleset),
                local=self._mine(pair.local),
                law=self._theirs(pair.law),
                how=pair.how,
            )
            yield from (row for row in self._contents.rows(pair) if row.local is None)
            return
        former = self._former(pair.local)
        for one in judge(pair.local, pair.law, self.sides):
            row = Row(
                kind=pair.law.kind,
                judgement=one.judgement,
                reason=one.reason,
                local=self._mine(pair.local),
                law=self._theirs(pair.law),
                how=pair.how,
                certain=one.certain,
            )
            row = dated(standing(row, (pair.law,)), former, one)
            yield allowed(row, self._allowed(pair.local))
        for row in self._contents.rows(pair):
            yield row if row.law is None else standing(row, (pair.law,))

    def _allowed(self, item: Item) -> Iterator[str]:
        """The special laws beside whose counterpart an item is lawful."""
        for source, pairs in self._special_pairs:
            sides = Sides(local=self.local.ruleset, law=source.ruleset, calendar=self.calendar)
            judged = [x for one in pairs if one.local is item for x in judge(item, one.law, sides)]
            if judged and not any(one.judgement in LIFTED for one in judged):
                yield source.ruleset.id

    def _former(self, item: Item) -> tuple[tuple[str, tuple[Judged, ...]], ...]:
        """How an item stands to its counterpart in each older edition that has one."""
        found = []
        for source, pairs in self._former_pairs:
            sides = Sides(local=self.local.ruleset, law=source.ruleset, calendar=self.calendar)
            found += [
                (source.ruleset.id, judge(item, pair.law, sides))
                for pair in pairs
                if pair.local is item
            ]
        return tuple(found)

    # --- one of them has it ----------------------------------------------------------------------

    def _missing(self, item: Item) -> Row:
        silent = item.matter != "exemptions" and item.matter not in self._matters
        reason = (
            Words(zh="本规则不涉及此类事项", en="the local rule does not deal with the matter")
            if silent
            else Words(zh="本规则没有相应规定", en="the local rule says nothing of it")
        )
        return Row(
            kind=item.kind,
            judgement=Judgement.NOT_COVERED,
            reason=reason,
            local=None,
            law=self._theirs(item),
            how=match.ALONE,
            silent=silent,
            weighty=item.key in _WEIGHTY and not silent,
        )

    def _named_elsewhere(self, item: Item) -> tuple[Row, ...]:
        """An act of the law that goes by one of the names of another local act, as in `also`."""
        if not isinstance(item.value, Act):
            return ()
        words = {item.title.zh, *item.value.also}
        for one in self.local.items.every:
            if not isinstance(one.value, Act) or one.matter != item.matter:
                continue
            if words & {one.title.zh, *one.value.also}:
                pair = Pair(local=one, law=item, how=match.BY_ID)
                row = Row(
                    kind=item.kind,
                    judgement=Judgement.SAME,
                    reason=_PART_OF_ANOTHER,
                    local=self._mine(one),
                    law=self._theirs(item),
                    how=pair.how,
                )
                lacking = (x for x in self._contents.rows(pair) if x.local is None)
                return (row, *lacking)
        return ()

    def _extra(self, item: Item) -> Iterator[Row]:
        judged = self._alone(item)
        if judged is None:
            return
        if (found := self._by_the_law_above(item)) is not None:
            yield from found
            return
        row = Row(
            kind=item.kind,
            judgement=judged.judgement,
            reason=judged.reason,
            local=self._mine(item),
            law=None,
            how=match.ALONE,
        )
        row = standing(row, self._beside(item))
        former = [one for one in self._former(item) if lawful(one[1])]
        if former and row.judgement in LIFTED:
            row = replace(row, judgement=Judgement.OUTDATED, fits=former[0][0])
        yield row

    @cached_property
    def _leaves_open(self) -> bool:
        """Whether the law lets the institution name further exemptions in its own rules."""
        return any(
            mark in item.title.zh
            for item in self.law.items.every
            if isinstance(item.value, Bar)
            for mark in _OWN_RULES
        )

    def _by_the_law_above(self, item: Item) -> tuple[Row, ...] | None:
        """What the law leaves to the law that it implements itself."""
        for source, pairs in self._above_pairs:
            sides = Sides(local=self.local.ruleset, law=source.ruleset, calendar=self.calendar)
            rows = [
                Row(
                    kind=item.kind,
                    judgement=one.judgement,
                    reason=one.reason,
                    local=self._mine(item),
                    law=shown.side(source, pair.law),
                    how=pair.how,
                    certain=one.certain,
                )
                for pair in pairs
                if pair.local is item
                for one in judge(item, pair.law, sides)
            ]
            if rows:
                return tuple(rows)
        return None

    def _alone(self, item: Item) -> Judged | None:
        """How an item stands that the law does not have; None if it is the local rule's own."""
        if isinstance(item.value, Bar):
            if not item.value.listed:
                return None
            if item.value.decided:
                return DECIDED_BAR
            if item.value.sources:
                return REPEATED_BAR
            return LEFT_OPEN if self._leaves_open else UNKNOWN_BAR
        if item.key == "request charge":
            return UNKNOWN_CHARGE if item.matter in self.law.items.matters else None
        owner = self._counterpart(item)
        if item.kind == "extension" and owner:
            return UNKNOWN_EXTENSION
        if isinstance(item.value, Pause) and owner:
            return BY_READING if item.reading else UNKNOWN_PAUSE
        if isinstance(item.value, Silence) and item.value.means == "refusal":
            return UNKNOWN_SILENCE if item.matter in self.law.items.matters else None
        if isinstance(item.value, Limit) and item.key.startswith("request applicant"):
            return UNKNOWN_BURDEN if item.matter in self.law.items.matters else None
        return None

    def _counterpart(self, item: Item) -> tuple[Item, ...]:
        """What in the law is the counterpart of the deadline to which a part belongs."""
        route = (*item.route[:4], "within")
        return tuple(
            one.law for one in self.pairs if one.local.kind == "period" and one.local.route == route
        )

    def _beside(self, item: Item) -> tuple[Item, ...]:
        """What of the law would say it if the law did."""
        if item.kind in ("extension", "exclusion"):
            return self._counterpart(item)
        return tuple(
            one
            for one in self.law.items.every
            if one.matter == item.matter and one.kind in (item.kind, "period")
        )

    # --- the stages ------------------------------------------------------------------------------

    def _stages(self, item: Item, mine: list[Pair]) -> Iterator[Row]:
        """Limits of the law on the whole of a matter, laid over the local procedures on it."""
        if item.kind != "period" or item.key not in WHOLE:
            return
        assert isinstance(item.value, Limit)
        owners = {whole.place(one.local): one.local for one in mine}
        others = {whole.place(x.local) for x in self.pairs if x.law.key == item.key} - set(owners)
        for name, flow in self.local.items.flows.items():
            if item.value.later_start or name in others:
                continue
            if flow.matter != item.matter and name not in owners:
                continue
            found = stages_of(self.local.ruleset, flow, item, owners.get(name))
            if found is None or found.reason == self._own_stages(item):
                continue
            yield Row(
                kind="stages",
                judgement=found.judgement,
                reason=found.reason,
                local=shown.stages(self.local, flow, found),
                law=self._theirs(item),
                how=match.BY_PART,
                certain=True,
            )

    def _own_stages(self, item: Item) -> Words | None:
        """What is to be said of the law's own stages: what it does itself it lets others do."""
        flow = self.law.items.flows[str(item.route[1])]
        found = stages_of(self.law.ruleset, flow, item, item)
        return found.reason if found is not None else None

    def _mine(self, item: Item) -> Side:
        return shown.side(self.local, item)

    def _theirs(self, item: Item) -> Side:
        return shown.side(self.law, item)
