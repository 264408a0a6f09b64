"""A procedure of the model goes in, its compiled form comes out; references have been proved."""

from __future__ import annotations

from itertools import chain

from ..model.procedure import Entry, Procedure, Transition
from ..model.ruleset import OTHER, Ruleset
from .clocks import clock_columns, receipts_of, spans_of
from .compiled import Compiled
from .markings import Net, build_net, carried_on, closure
from .names import Names, words_of
from .programs import Programs
from .replies import reply_columns, rows_of
from .rows import rows
from .tables import Ints, Tables
from .values import FactCodes, fact_codes

_CITES = {None: 0, "allowed": 1, "required": 2}


def compile_procedure(ruleset: Ruleset, name: str) -> Compiled:
    """Compile procedure `name`; the ruleset's references have been proved by the loader.

    Raises:
        NotOneSafeError: a state can be active twice.
        TooManyMarkingsError: there are more combinations of states than can be held.
    """
    procedure = ruleset.procedures[name]
    names = _Names(ruleset, procedure)
    net = build_net(procedure)
    programs = Programs({one: n for n, one in enumerate(names.facts.ids)}, names.codes)
    requirements = tuple(e for t in procedure.transitions.values() for e in t.requires)
    presupposed = tuple(e for t in procedure.transitions.values() for e in t.presupposes)
    columns: dict[str, Ints] = {
        **_acts(ruleset, procedure, names),
        **_transitions(procedure, names, programs),
        **_entries(procedure, names, programs),
        **_net(net, procedure, names),
        **_exemptions(ruleset, names, programs),
        **reply_columns(ruleset, procedure, names.exemptions, programs),
        **clock_columns(procedure, names, programs),
    }
    columns["lapses"] = _lapses(columns, len(net.markings), len(names.acts))
    columns |= _sizes_and_facts(ruleset, names, net, programs, columns)
    return Compiled(
        ruleset=ruleset,
        id=name,
        procedure=procedure,
        tables=Tables(**columns),
        net=net,
        acts=names.acts,
        transitions=names.transitions,
        deadlines=names.deadlines,
        roles=names.roles,
        exemptions=names.exemptions,
        facts=names.facts,
        codes=names.codes,
        requirements=requirements,
        presuppositions=presupposed,
        spans=tuple(span for spans in spans_of(procedure) for span in spans),
        choices=rows_of(ruleset),
        receipts=receipts_of(ruleset, procedure, names),
    )


def act_of(name: str, transition: Transition) -> str:
    """The act a transition belongs to; its own id unless it says otherwise."""
    return transition.act or name


class _Names:
    """The numbers of everything that one procedure names."""

    def __init__(self, ruleset: Ruleset, procedure: Procedure) -> None:
        transitions = procedure.transitions
        by_act: dict[str, list[str]] = {}
        for name, one in transitions.items():
            words = by_act.setdefault(act_of(name, one), [])
            words += words_of(one, one.also)  # a log may name an act in the document's words, too
        # Events and references may name an act or one variant of it: a variant whose id is not
        # an act's is an act of its own beside the act it belongs to.
        listed = (*by_act, *(name for name in transitions if name not in by_act))
        self.acts = Names.of(listed, by_act)
        self.transitions = Names.of(transitions)
        self.deadlines = Names.of(procedure.deadlines)
        self.roles = Names.of(
            (*ruleset.roles, OTHER),
            {name: words_of(role, role.also) for name, role in ruleset.roles.items()},
        )
        self.exemptions = Names.of(
            ruleset.exemptions,
            {name: words_of(one, one.also) for name, one in ruleset.exemptions.items()},
        )
        self.codes: tuple[FactCodes, ...] = fact_codes(ruleset)
        self.facts = Names.of(
            ruleset.facts,
            {name: words_of(fact, fact.also) for name, fact in ruleset.facts.items()},
        )
        self.act_numbers = [self.acts[act_of(name, one)] for name, one in transitions.items()]
        self.own_numbers = [self.acts[name] for name in transitions]
        self.variants = [
            [t for t, act in enumerate(self.act_numbers) if number in (act, self.own_numbers[t])]
            for number in range(len(self.acts))
        ]


def _acts(ruleset: Ruleset, procedure: Procedure, names: _Names) -> dict[str, Ints]:
    transitions = list(procedure.transitions.values())
    grants = {
        names.acts[deadline.extended.act]
        for deadline in procedure.deadlines.values()
        if deadline.extended is not None
    }
    roles = len(names.roles)
    by_role: Ints = [0] * (len(transitions) * roles)
    for number, transition in enumerate(transitions):
        for role in transition.by or (*ruleset.roles, OTHER):
            by_role[number * roles + names.roles[role]] = 1
    return {
        **rows(("act_from", "act_transition"), [[(t,) for t in one] for one in names.variants]),
        "act_only": [one[0] if len(one) == 1 else -1 for one in names.variants],
        "act_per": [int(transitions[one[0]].per is not None) for one in names.variants],
        "act_grants": [int(act in grants) for act in range(len(names.acts))],
        "t_role": by_role,
    }


def _transitions(procedure: Procedure, names: _Names, programs: Programs) -> dict[str, Ints]:
    listed = list(procedure.transitions.values())

    def act(name: str | None) -> int:
        return -1 if name is None else names.acts[name]

    sets = [
        [(names.facts[fact], names.codes[names.facts[fact]].code(v)) for fact, v in t.sets.items()]
        for t in listed
    ]
    return {
        "t_act": names.act_numbers,
        "t_own": names.own_numbers,
        "t_per": [int(t.per is not None) for t in listed],
        "t_guard": [programs.add(t.when) for t in listed],
        "t_clock": [names.deadlines[t.when_expired] if t.when_expired else -1 for t in listed],
        "t_moves": [int(t.to is not None) for t in listed],
        "t_cites": [_CITES[t.cites] for t in listed],
        "t_discloses": [int(t.outcome == "disclosed") for t in listed],
        "t_asks": [
            int(
                bool(t.requires or t.presupposes or t.cites or t.same_as or t.distinct_from)
                or t.when is not None
                or t.outcome == "disclosed"
            )
            for t in listed
        ],
        "t_same": [act(t.same_as) for t in listed],
        "t_distinct": [act(t.distinct_from) for t in listed],
        **rows(("set_from", "set_fact", "set_value"), sets),
    }


def _entries(procedure: Procedure, names: _Names, programs: Programs) -> dict[str, Ints]:
    def required(entry: Entry) -> tuple[int, int]:
        asked = programs.add_has(entry.has) if entry.has else programs.add(entry.is_)
        return asked, programs.add(entry.when)

    def presupposed(entry: Entry) -> tuple[int, int]:
        assert entry.act is not None
        return names.acts[entry.act], programs.add(entry.when)

    listed = list(procedure.transitions.values())
    return {
        **rows(
            ("require_from", "require_is", "require_when"),
            [[required(entry) for entry in t.requires] for t in listed],
        ),
        **rows(
            ("before_from", "before_act", "before_when"),
            [[presupposed(entry) for entry in t.presupposes] for t in listed],
        ),
    }


def _net(net: Net, procedure: Procedure, names: _Names) -> dict[str, Ints]:
    final = {name for name, state in procedure.states.items() if state.final}
    acts = len(names.acts)
    both = list(zip(names.act_numbers, names.own_numbers, strict=True))
    possible = [
        {act for t, target in enumerate(row) if target >= 0 for act in both[t]} for row in net.step
    ]
    ahead = closure(net, possible)
    # An act may lie before marking m if it is possible in some marking from which m is reached.
    own = [sum({1 << act for act in pair}) for pair in both]
    before = carried_on(net, own)
    behind: Ints = [bits >> act & 1 for bits in before for act in range(acts)]
    return {
        "step": list(chain.from_iterable(net.step)),
        "complete": [int(len(one) == 1 and one <= final) for one in net.markings],
        "ahead": [int(act in one) for one in ahead for act in range(acts)],
        "behind": behind,
    }


def _lapses(columns: dict[str, Ints], markings: int, acts: int) -> Ints:
    """By marking: whether some clock may have nothing to wait for or to bound there any more."""
    bounds = columns["limit_from"]
    bounded = [one for t, one in enumerate(columns["t_own"]) if bounds[t] < bounds[t + 1]]
    awaited = {*columns["goal_act"], *bounded}
    ahead, complete = columns["ahead"], columns["complete"]
    return [
        int(complete[one] == 1 or not all(ahead[one * acts + act] for act in awaited))
        for one in range(markings)
    ]


def _exemptions(ruleset: Ruleset, names: _Names, programs: Programs) -> dict[str, Ints]:
    listed = list(ruleset.exemptions.values())
    # An act of another procedure only points a reader there: it cannot be missing in this one.
    before = [[(names.acts[a],) for a in x.presupposes if names.acts.get(a) >= 0] for x in listed]
    return {
        "x_when": [programs.add(one.when) for one in listed],
        "x_lifted": [programs.add(one.lifted_when) for one in listed],
        "x_bars": [int(one.force != "may_withhold") for one in listed],
        **rows(("x_before_from", "x_before_act"), before),
    }


def _sizes_and_facts(
    ruleset: Ruleset, names: _Names, net: Net, programs: Programs, columns: dict[str, Ints]
) -> dict[str, Ints]:
    counting = ruleset.counting
    return {
        "size": [
            len(net.markings),
            len(names.transitions),
            len(names.acts),
            len(names.deadlines),
            len(names.facts),
            len(names.roles),
            len(columns["span_clock"]),
            programs.depth,
            max(columns["d_extension_times"], default=0),
        ],
        "counting": [
            int(counting.trigger_day == "included"),
            int(counting.ends_on_rest_day == "next_working_day"),
            int(counting.excluded_span == "first_through_last"),
        ],
        "fact_default": [codes.default() for codes in names.codes],
        "fact_type": [codes.type for codes in names.codes],
        "program_from": programs.begins,
        "program": programs.code,
    }
