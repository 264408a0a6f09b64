"""A local ruleset and single items of the law go in; the ruleset with these items comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..diagnostics.places import Route
from ..model.base import Model
from ..model.procedure import AllMoments, Deadline, Entry, Moment, Transition
from ..model.ruleset import Fact, Ruleset
from .grounds import names_of
from .kinds import Longer


class Draft:
    """A copy of a ruleset into which items of the law are put.

    Every method says whether it could be done: what an item names (facts, roles, acts) has to be
    there, or to be brought along without taking the place of a local thing that means another.
    """

    def __init__(self, local: Ruleset, law: Ruleset, acts: Iterable[tuple[str, str]]) -> None:
        self._local, self._law = local, law
        self.exemptions = dict(local.exemptions)
        self._facts, self._roles = dict(local.facts), dict(local.roles)
        self._procedures = dict(local.procedures)
        self._counterpart: dict[str, str] = {}
        for theirs, mine in acts:  # the first is the nearest
            self._counterpart.setdefault(theirs, mine)

    def ruleset(self) -> Ruleset:
        """The rule as it now stands, of two documents, yielding to nothing further."""
        return self._local.model_copy(
            update={
                "prevails": None,
                "documents": {**self._law.documents, **self._local.documents},
                "roles": self._roles,
                "facts": self._facts,
                "exemptions": self.exemptions,
                "fees": self._local.fees or self._law.fees,
                "outcomes": self._outcomes(),
                "procedures": self._procedures,
                "clauses": {**self._local.clauses, **self._law.clauses},
            }
        )

    def _outcomes(self) -> dict[str, Any]:
        """Those of both; none where the local rule does not say what replies are recorded as."""
        own = self._local.outcomes
        return {**self._law.outcomes, **own} if own else {}

    # --- in the place of local words -------------------------------------------------------------

    def take_length(self, mine: Route, theirs: Route) -> bool:
        """The law's period for the local one."""
        law = self._law.procedures[str(theirs[1])].deadlines[str(theirs[3])]
        if not self._brings(_words((law.within, law.at_least))):
            return False
        update = {"within": law.within, "at_least": law.at_least, "clause": law.clause}
        return self._deadline(mine, update)

    def take_extension(self, mine: Route, law: Longer, clauses: tuple[str, ...]) -> bool:
        """The law's greatest extension for the local one."""
        update = {"at_most": law.at_most, "times": law.times, "clause": clauses}
        return self._deadline(mine, {"extended": self._extended(mine).model_copy(update=update)})

    def take_grant(self, mine: Route, by: tuple[str, ...], clauses: tuple[str, ...]) -> bool:
        """The post that grants it by the law for the local one."""
        if not self._brings(by):
            return False
        act = self._extended(mine).act
        procedure = self._procedures[str(mine[1])]
        changed = {
            name: one.model_copy(update={"by": by, "clause": clauses})
            if act in (name, one.act)
            else one
            for name, one in procedure.transitions.items()
        }
        extended = self._extended(mine).model_copy(update={"clause": clauses})
        self._deadline(mine, {"extended": extended})
        return self._put(str(mine[1]), transitions=changed)

    def take_exemption(self, mine: str | None, theirs: str) -> bool:
        """The law's exemption, for the local one or as one more."""
        law = self._law.exemptions[theirs]
        if (mine is None and theirs in self.exemptions) or not self._brings(_words(law)):
            return False
        if law.presupposes:
            return False
        self.exemptions[mine or theirs] = law
        return True

    # --- out -------------------------------------------------------------------------------------

    def without_requirement(self, route: Route) -> bool:
        """Without what an act requires at `route`, in every variant of the act."""
        procedure = self._procedures[str(route[1])]
        named = self._local.procedures[str(route[1])].transitions[str(route[3])]
        gone = _names(named.requires[int(route[5])])
        act = named.act or str(route[3])
        changed = {
            name: one.model_copy(
                update={"requires": tuple(e for e in one.requires if _names(e) != gone)}
            )
            if act in (name, one.act)
            else one
            for name, one in procedure.transitions.items()
        }
        return self._put(str(route[1]), transitions=changed)

    def without_part(self, route: Route) -> bool:
        """Without the extension, or the excluded span, that stands at `route` of a deadline."""
        if route[4] == "extended":
            return self._deadline(route, {"extended": None})
        given = self._local.procedures[str(route[1])].deadlines[str(route[3])]
        gone = given.excluded[int(route[5])]
        now = self._procedures[str(route[1])].deadlines[str(route[3])].excluded
        return self._deadline(route, {"excluded": tuple(one for one in now if one != gone)})

    # --- besides ---------------------------------------------------------------------------------

    def add_procedure(self, name: str) -> bool:
        """A whole procedure of the law."""
        law = self._law.procedures[name]
        if name in self._local.procedures:
            return False
        if name not in self._procedures:
            words = set(_words(law))
            if words & set(self._law.receipts) or not self._brings(words):
                return False
            self._procedures[name] = law
        return True

    def add_requirement(self, route: Route) -> bool:
        """What the law requires of an act, if one local act alone is its counterpart."""
        name = str(route[3])
        law = self._law.procedures[str(route[1])].transitions[name]
        theirs = f"{route[1]}.{law.act or name}"
        mine = self._counterpart.get(theirs)
        if mine is None or list(self._counterpart.values()).count(mine) != 1:
            return False
        entry = law.requires[int(route[5])]
        if not self._brings(_words(entry)):
            return False
        entry = entry.model_copy(update={"clause": entry.clause or self._clause(entry, law)})
        procedure, _, act = mine.partition(".")
        changed = {
            own: one.model_copy(update={"requires": (*one.requires, entry)})
            if act in (own, one.act)
            else one
            for own, one in self._procedures[procedure].transitions.items()
        }
        return self._put(procedure, transitions=changed)

    def add_deadline(self, route: Route) -> bool:
        """A deadline of the law, if its acts have local counterparts in one procedure."""
        given = self._law.procedures[str(route[1])].deadlines[str(route[3])]
        acts = self._acts(str(route[1]), given)
        places = {one.partition(".")[0] for one in acts.values()}
        bound = given.limits or _goal_acts(given)
        if len(places) != 1 or not all(one in acts for one in bound):
            return False
        (place,) = places
        deadline = self._laid_on(given, {k: v.partition(".")[2] for k, v in acts.items()}, place)
        own = self._procedures[place].deadlines
        if deadline is None or str(route[3]) in own or given.extended or given.per:
            return False
        if not self._brings(_words((given.when, given.within, given.at_least))):
            return False
        return self._put(place, deadlines={**own, str(route[3]): deadline})

    def _acts(self, procedure: str, given: Deadline) -> dict[str, str]:
        """The law's acts of a deadline that have a counterpart, with it as `procedure.act`."""
        starts = [one.act for one in given.starts if isinstance(one, Moment)]
        named = (*starts, *given.limits, *_goal_acts(given))
        found = {one: self._paired(f"{procedure}.{one}") for one in named}
        return {one: mine for one, mine in found.items() if mine is not None}

    def _paired(self, act: str) -> str | None:
        """The local counterpart of an act of the law, else the local act of the same name."""
        procedure, _, name = act.partition(".")
        known = self._local.procedures.get(procedure)
        same = known is not None and any(
            name == (one.act or own) for own, one in known.transitions.items()
        )
        return self._counterpart.get(act) or (act if same else None)

    def _laid_on(self, given: Deadline, acts: dict[str, str], place: str) -> Deadline | None:
        if given.starts == "period" or any(
            isinstance(one, Moment) and one.act not in acts for one in given.starts
        ):
            return None
        starts = tuple(
            one.model_copy(update={"act": acts[one.act], "at": self._at(one.at)})
            for one in given.starts
            if isinstance(one, Moment)
        )
        bound = tuple(dict.fromkeys(acts[one] for one in given.limits or _goal_acts(given)))
        transitions = self._procedures[place].transitions
        owed = [r for n, t in transitions.items() if (t.act or n) in bound for r in t.by]
        goal = None if given.limits else tuple(Moment(act=one) for one in bound)
        limits = bound if given.limits else ()
        update = {
            "starts": starts,
            "met_by": goal,
            "limits": limits,
            "owed_by": tuple(dict.fromkeys(owed)),
            "excluded": (),
        }
        return given.model_copy(update=update)

    def _at(self, at: str | None) -> str | None:
        """The day that counts: where the law tells it by channel, the local rule by receipt."""
        known = at is None or at in self._local.receipts or at in self._facts
        return at if known else "received"

    def _clause(self, entry: Entry, act: Transition) -> tuple[str, ...]:
        fact = self._law.facts.get(entry.has or "")
        return (fact.clause if fact is not None else ()) or act.clause

    # --- what comes along ------------------------------------------------------------------------

    def _brings(self, words: Iterable[str]) -> bool:
        """Whether all of the law's facts and roles among `words` can be there; then they are."""
        wanted = set(words)
        facts = {one: self._law.facts[one] for one in sorted(wanted) if one in self._law.facts}
        if not all(_fits(one, self._facts.get(name)) for name, one in facts.items()):
            return False
        _fill(self._facts, self._law.facts, wanted)
        _fill(self._roles, self._law.roles, wanted)
        return True

    def _extended(self, route: Route) -> Any:
        found = self._procedures[str(route[1])].deadlines[str(route[3])].extended
        assert found is not None  # it is what was compared
        return found

    def _deadline(self, route: Route, update: Mapping[str, Any]) -> bool:
        every = self._procedures[str(route[1])].deadlines
        name = str(route[3])
        changed = {**every, name: every[name].model_copy(update=update)}
        return self._put(str(route[1]), deadlines=changed)

    def _put(self, procedure: str, **update: Any) -> bool:
        self._procedures[procedure] = self._procedures[procedure].model_copy(update=update)
        return True


def _fill(table: dict[str, Any], law: Mapping[str, Any], wanted: set[str]) -> None:
    table.update({name: law[name] for name in law if name in wanted and name not in table})


def _fits(law: Fact, own: Fact | None) -> bool:
    """Whether a local fact of the same name can stand for the law's."""
    return own is None or (law.type == own.type and set(law.values) <= set(own.values))


def _names(entry: Entry) -> frozenset[str]:
    return frozenset({entry.has}) if entry.has is not None else names_of(entry.is_)


def _goal_acts(deadline: Deadline) -> tuple[str, ...]:
    goal = deadline.met_by
    if goal is None:
        return ()
    return tuple(one.act for one in (goal.all if isinstance(goal, AllMoments) else goal))


def _words(value: Any) -> Iterator[str]:
    """Every key and text below a part of a model: more than the names in it, and none missing."""
    if isinstance(value, Model) or hasattr(value, "model_dump"):
        yield from _words(value.model_dump(by_alias=True))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield str(key)
            yield from _words(one)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _words(one)
    elif isinstance(value, str):
        yield value
