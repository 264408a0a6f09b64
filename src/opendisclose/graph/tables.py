"""A compiled procedure as flat sequences of integers: all that the kernel reads of a ruleset.

A pair `x_from`, `x_*` is a table of rows of varying length: the entries of row `i` stand at
`x_from[i]` up to `x_from[i + 1]` of every `x_*` sequence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Ints: TypeAlias = list[int]

# What a transition does to clocks, in the order in which it does it (meaning 7).
MEETS, LIMITS, CLOSES, GRANTS, NEEDS, OPENS, STARTS = (1 << bit for bit in range(7))

# What kind of duty a clock is.
DUTY, LIMIT, FLOOR, COMPANION = range(4)  # COMPANION: in step with its starting act

# Which day counts for a clock: the event's own, the day of receipt, the day of receipt as the
# channel has it, or a date fact (its number).
OWN_TIME, RECEIVED, BY_CHANNEL = -1, -2, -3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """One procedure of one ruleset, compiled."""

    # sizes: markings, transitions, acts, deadlines, facts, roles, spans, stack, most extensions
    size: Ints
    counting: Ints  # include the trigger day, roll to a working day, span takes its first day
    # acts, and variants that can be named on their own
    act_from: Ints
    act_transition: Ints  # the variants of an act, in file order
    act_only: Ints  # its transition where it has no variants, else -1
    act_per: Ints  # 1 if its data and effects belong to a key
    act_grants: Ints  # 1 if it grants an extension
    # transitions
    t_act: Ints
    t_own: Ints  # the act that stands for this variant alone; its act's number if there is one
    t_per: Ints
    t_guard: Ints  # program, or -1
    t_clock: Ints  # the clock whose expiry fires it, or -1
    t_moves: Ints
    t_asks: Ints  # 1 if more can be wrong with it than its order and its role
    t_clocks: Ints  # what it does to clocks, as bits
    t_cites: Ints  # 0 nothing, 1 allowed, 2 required
    t_discloses: Ints
    t_same: Ints  # act whose person it must be, or -1
    t_distinct: Ints
    t_role: Ints  # transition * roles + role: 1 if the role may act
    t_reply: Ints  # where the choices of its outcome begin if it is a reply, else -1
    set_from: Ints
    set_fact: Ints
    set_value: Ints
    require_from: Ints
    require_is: Ints  # program
    require_when: Ints
    before_from: Ints  # what a transition presupposes
    before_act: Ints
    before_when: Ints
    # the net
    step: Ints  # marking * transitions + transition: the marking after, or -1
    complete: Ints  # marking: one final state and nothing else
    ahead: Ints  # marking * acts + act: 1 if the act can still happen
    lapses: Ints  # marking: 1 if an act that a clock waits for, or bounds, cannot happen any more
    behind: Ints  # marking * acts + act: 1 if the act may lie before
    # facts
    fact_default: Ints
    fact_type: Ints
    program_from: Ints
    program: Ints
    # exemptions
    x_when: Ints
    x_lifted: Ints
    x_bars: Ints  # 0 if the information may be withheld and may as well be disclosed
    x_before_from: Ints
    x_before_act: Ints
    # what a reply is recorded as: two choices an outcome, its cell and its remedy
    choice_from: Ints  # the rows of a choice, of which the first that fits counts
    choice_when: Ints  # program
    cited_from: Ints  # by row: the exemptions of which the reply has to cite one; none: any reply
    cited: Ints
    # clocks
    d_mode: Ints
    d_kind: Ints  # a period kind of deadline.count
    d_number: Ints
    d_fact: Ints  # the fact that sets the period, or -1
    d_when: Ints
    d_per: Ints
    d_period: Ints  # 1 if it starts with the period of a recurring duty
    d_fires: Ints  # 1 if its expiry fires a transition
    d_goals: Ints  # how many acts are all needed; 0 if any one will do
    d_extension_kind: Ints
    d_extension_most: Ints
    d_extension_times: Ints
    d_extension_fact: Ints
    d_extension_needs: Ints  # a bit for each needed act
    begin_from: Ints  # the acts that start a clock
    begin_act: Ints
    goal_from: Ints
    goal_act: Ints
    fire_from: Ints
    fire_transition: Ints
    # what a transition does to clocks, in the order in which it does it
    meet_from: Ints
    meet_clock: Ints
    meet_at: Ints
    meet_bit: Ints
    limit_from: Ints
    limit_clock: Ints
    close_from: Ints
    close_span: Ints
    grant_from: Ints
    grant_clock: Ints
    need_from: Ints
    need_clock: Ints
    need_bit: Ints
    need_acts_from: Ints  # by clock: the needed acts, in bit order
    need_act: Ints
    open_from: Ints
    open_span: Ints
    start_from: Ints
    start_clock: Ints
    start_at: Ints
    span_clock: Ints
    span_from: Ints  # by clock: its spans are numbered span_from[d] up to span_from[d + 1]
