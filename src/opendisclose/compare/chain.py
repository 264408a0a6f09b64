"""A local procedure and a limit of the law go in; whether its stages keep within the limit, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..analyse.chains import find_chains
from ..analyse.given import AnalyseInput
from ..diagnostics import codes
from ..diagnostics.codes import Code
from ..diagnostics.finding import Words
from ..model.periods import UNITS, Duration, Period
from ..model.procedure import Deadline, Moment
from ..model.ruleset import Ruleset
from .features import Flow, ending, opening
from .kinds import Item, Limit
from .result import Judgement

_GRAFT = "by_the_law"  # the name of the law's clock while it lies in the local procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages of a local procedure beside a limit of the law."""

    judgement: Judgement
    reason: Words
    sum: Words
    clauses: tuple[str, ...]


def stages_of(ruleset: Ruleset, flow: Flow, law: Item, local: Item | None) -> Stages | None:
    """What the stages of a procedure come to within a limit of the law; None if there is room.

    The law's limit is laid over the local procedure as one clock more, from the acts that start
    the local counterpart (else open the matter) to those that meet it (else end it).
    """
    limit = law.value
    assert isinstance(limit, Limit)
    length = limit.length
    if limit.mode != "within" or not isinstance(length, Period) or length.given()[0] not in UNITS:
        return None
    graft = _graft(flow, length, local)
    if graft is None:
        return None
    name, procedure = flow.name, flow.procedure
    # In place of the local counterpart, which is no stage of what it measures itself.
    own = local.owner if local is not None else None
    kept = {key: one for key, one in procedure.deadlines.items() if key != own}
    freed = {
        key: one.model_copy(update={"when_expired": None}) if one.when_expired == own else one
        for key, one in procedure.transitions.items()
    }
    laid = ruleset.model_copy(
        update={
            # What the document admits of itself is no excuse before the law.
            "clauses": {},
            "procedures": {
                name: procedure.model_copy(
                    update={"deadlines": {**kept, _GRAFT: graft}, "transitions": freed}
                )
            },
        }
    )
    found = [
        one
        for one in find_chains(AnalyseInput(ruleset=laid))
        if one.route is not None and one.route[3] == _GRAFT and one.code in _REASONS
    ]
    if not found:
        return None
    judgement, reason = _REASONS[found[0].code]
    values = dict(found[0].values)
    stages = values["stages"]
    total = values.get("sum", values.get("limit", stages))
    return Stages(
        judgement=judgement,
        reason=reason,
        sum=Words(zh=f"{stages.zh}，合计 {total.zh}", en=f"{stages.en}, together {total.en}"),
        clauses=found[0].clauses,
    )


_REASONS: dict[Code, tuple[Judgement, Words]] = {
    codes.CHAIN_EXCEEDS_LIMIT: (
        Judgement.LOOSER,
        Words(zh="各环节合计超过上位规定的期限", en="its stages come to more than the law's limit"),
    ),
    codes.CHAIN_USES_UP_LIMIT: (
        Judgement.UNDETERMINED,
        Words(
            zh="各环节合计用尽上位规定的期限，没有余地",
            en="its stages use up the law's limit and leave no slack",
        ),
    ),
}


def _graft(flow: Flow, length: Duration, local: Item | None) -> Deadline | None:
    if local is not None:
        own = flow.procedure.deadlines[local.owner]
        return own.model_copy(
            update={"within": length, "extended": None, "excluded": (), "reading": None}
        )
    every = flow.procedure.transitions
    starts = tuple(Moment(act=name) for name, one in every.items() if opening(one))
    ends = tuple(_ends(flow))
    if not starts or not ends:
        return None
    return Deadline.model_validate(
        {"starts": list(starts), "within": Period(**length.model_dump()), "met_by": list(ends)}
    )


def _ends(flow: Flow) -> Iterator[Moment]:
    wanted = ("disclosed",) if flow.matter == "publication" else ()
    for name, one in flow.procedure.transitions.items():
        told = one.outcome in wanted if wanted else one.outcome is not None
        if told and one.when_expired is None and ending(flow.procedure, one):
            yield Moment(act=name)
