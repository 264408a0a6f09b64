"""A sound ruleset in, what its author should doubt in it out: the table of all checks.

A check is one small module and one row of `CHECKS`. It is a pure function of `AnalyseInput`, and
it runs only on a ruleset in which neither the loader nor the proof of the nets found an error.
"""

from __future__ import annotations

from ..diagnostics import codes
from ..diagnostics.finding import Finding
from ..model.ruleset import Ruleset
from .actors import find_acts_of_nobody, find_idle_roles, find_out_of_hand
from .acts_elsewhere import acts_elsewhere
from .bounds import find_floors_above_ceilings, find_late_companions
from .carried import clauses_carried, items_with_clause
from .chains import find_chains
from .check import Check
from .clocks import find_clocks_of_nobody, find_idle_clocks
from .cross_references import cross_references
from .decisions import find_gaps
from .exemptions import find_twins, find_unliftable, find_unready, find_useless_exemptions
from .expiries import find_cycles_of_time, find_lost_expiries, find_races
from .finish import find_unfinished
from .given import AnalyseInput
from .guards import find_constant, find_contradictions
from .ignoring import Sifted, sifted
from .languages import languages
from .numbering import numbering
from .outcomes import find_outcomes_of_no_act, find_unrecorded
from .persons import find_impossible_persons, find_own_approvals
from .reach import find_unreached, find_ways_out
from .readings import readings_with_reason
from .suspensions import find_endless_exclusions, find_late_extensions
from .waiting import find_unset_periods, find_waiting

CHECKS: tuple[Check, ...] = (
    # The texts and the index of clauses.
    Check(find=acts_elsewhere, codes=(codes.AMBIGUOUS_ACT,)),
    Check(find=clauses_carried, codes=(codes.CLAUSE_NOT_CARRIED,)),
    Check(find=items_with_clause, codes=(codes.ITEM_WITHOUT_CLAUSE,)),
    Check(
        find=cross_references,
        codes=(codes.DANGLING_CROSS_REFERENCE, codes.REFERENCE_TO_NO_CONTENT),
    ),
    Check(
        find=numbering,
        codes=(codes.NUMBERING_GAP, codes.NUMBERING_REPEATED, codes.CLAUSE_OUT_OF_ORDER),
    ),
    Check(find=languages, codes=(codes.TEXT_IN_ONE_LANGUAGE,)),
    Check(find=readings_with_reason, codes=(codes.READING_WITHOUT_REASON,)),
    # Who acts, and what may be withheld.
    Check(find=find_idle_roles, codes=(codes.ROLE_WITHOUT_PART,)),
    Check(find=find_acts_of_nobody, codes=(codes.ACT_WITHOUT_ROLE,)),
    Check(find=find_out_of_hand, codes=(codes.DUTY_OUT_OF_HAND, codes.END_OUT_OF_HAND)),
    Check(
        find=find_impossible_persons,
        codes=(codes.SAME_PERSON_IMPOSSIBLE, codes.PERSON_OF_LATER_ACT),
    ),
    Check(find=find_own_approvals, codes=(codes.APPROVES_OWN_ACT,)),
    Check(
        find=find_useless_exemptions,
        codes=(
            codes.EXEMPTION_NEVER_STANDS,
            codes.EXEMPTION_NEVER_CITED,
            codes.EXEMPTION_WITHOUT_GROUND,
        ),
    ),
    Check(find=find_unliftable, codes=(codes.EXEMPTION_NEVER_LIFTED,)),
    Check(find=find_unready, codes=(codes.EXEMPTION_BEFORE_ITS_STEP,)),
    Check(find=find_twins, codes=(codes.EXEMPTIONS_ALIKE,)),
    Check(find=find_unrecorded, codes=(codes.REPLY_NOT_RECORDED,)),
    Check(find=find_outcomes_of_no_act, codes=(codes.OUTCOME_OF_NO_ACT,)),
    # The flow of a procedure.
    Check(
        find=find_unreached,
        codes=(codes.STATE_NEVER_ENTERED, codes.TRANSITION_NEVER_FIRES, codes.CLOCK_NEVER_STARTED),
    ),
    Check(
        find=find_unfinished,
        codes=(codes.DEAD_END, codes.ENDLESS_CYCLE, codes.IMPROPER_COMPLETION),
    ),
    Check(find=find_ways_out, codes=(codes.WAY_OUT_OF_FINAL_STATE,)),
    Check(find=find_constant, codes=(codes.CONDITION_NEVER_HOLDS, codes.CONDITION_ALWAYS_HOLDS)),
    Check(find=find_contradictions, codes=(codes.GUARD_AGAINST_REQUIRES,)),
    Check(find=find_gaps, codes=(codes.DECISION_GAP,)),
    # The clocks of a procedure, one by one.
    Check(
        find=find_idle_clocks,
        codes=(
            codes.DEADLINE_NEVER_STARTS,
            codes.DEADLINE_NEVER_MET,
            codes.DEADLINE_AFTER_THE_END,
        ),
    ),
    Check(find=find_clocks_of_nobody, codes=(codes.DEADLINE_OF_NOBODY,)),
    Check(find=find_waiting, codes=(codes.STATE_WITHOUT_CLOCK,)),
    Check(
        find=find_late_extensions,
        codes=(
            codes.EXTENSION_NEVER_IN_TIME,
            codes.EFFECT_ON_NOTHING,
            codes.EXTENSION_IN_ANOTHER_UNIT,
        ),
    ),
    Check(
        find=find_endless_exclusions,
        codes=(codes.EXCLUSION_NEVER_CLOSES, codes.EFFECT_ON_NOTHING),
    ),
    Check(find=find_unset_periods, codes=(codes.PERIOD_SET_BY_NOTHING,)),
    Check(find=find_races, codes=(codes.EXPIRIES_RACE,)),
    Check(find=find_lost_expiries, codes=(codes.EXPIRY_LOST,)),
    Check(find=find_cycles_of_time, codes=(codes.EXPIRY_CYCLE,)),
    Check(find=find_floors_above_ceilings, codes=(codes.FLOOR_ABOVE_CEILING,)),
    Check(find=find_late_companions, codes=(codes.COMPANION_TOO_LATE,)),
    # Several clocks one after another.
    Check(
        find=find_chains,
        codes=(
            codes.CHAIN_EXCEEDS_LIMIT,
            codes.CHAIN_USES_UP_LIMIT,
            codes.CHAIN_WITHOUT_LIMIT,
        ),
    ),
)


# What the loader may find in a ruleset that can be used; it may be ignored in place, too.
_OF_THE_LOADER = (codes.LAW_NOT_INSTALLED, codes.DANGLING_BASIS)


def analyse(ruleset: Ruleset) -> tuple[Finding, ...]:
    """Every finding of every check, in the order of the table; without places."""
    given = AnalyseInput(ruleset=ruleset)
    return tuple(one for check in CHECKS for one in check.find(given))


def document_defects(ruleset: Ruleset) -> tuple[Finding, ...]:
    """The defects of the document that its index of clauses shows: they need not be declared.

    They are told whether or not the ruleset ignores the warning, which does not mend the document.
    """
    given = AnalyseInput(ruleset=ruleset)
    found = (*cross_references(given), *numbering(given))
    order = {name: number for number, name in enumerate(ruleset.clauses)}
    return tuple(sorted(found, key=lambda one: (order[one.clauses[0]], one.code.id)))


def reported(ruleset: Ruleset, findings: tuple[Finding, ...]) -> Sifted:
    """What the ruleset does not ignore of `findings`, the loader's and those of all checks."""
    looked_for = {code for check in CHECKS for code in check.codes}
    return sifted(ruleset, findings, looked_for.union(_OF_THE_LOADER))


__all__ = ["CHECKS", "AnalyseInput", "Check", "analyse", "document_defects", "reported"]
