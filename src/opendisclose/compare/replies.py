"""An outcome goes in; what comes of a reply, in the words that every ruleset shares, comes out."""

from __future__ import annotations

from ..model.ruleset import Ruleset

# By reply type, where the ruleset says what its outcomes are recorded as.
_PLAIN = {
    "provided": "disclosed",
    "in_part": "disclosed_in_part",
    "refused": "refused",
    "not_existing": "not_held",
    "not_this_agency": "not_held",
    "already_public": "pointed",
    "special_register": "pointed",
    "publication": "pointed",
    "repeated": "not_handled",
    "petition": "not_handled",
    "excessive": "not_handled",
    "reissue": "not_handled",
    "needs_processing": "not_provided",
    "still_unclear": "not_provided",
}
# Acts that end a request, by `outcome`; other outcomes are their own part.
_PARTS = {
    "disclosed": "disclose",
    "disclosed_in_part": "disclose_in_part",
    "refused": "refuse",
    "not_found": "not_held",
    "not_held": "not_held",
    "not_ours": "not_held",
}


def plain_outcome(ruleset: Ruleset, outcome: str | None) -> str | None:
    """The same outcome by the word for its reply type, whatever the ruleset calls it."""
    known = ruleset.outcomes.get(outcome) if outcome is not None else None
    return outcome if known is None else _PLAIN.get(known.reply_type, outcome)


def reply_part(ruleset: Ruleset, outcome: str) -> str:
    """The part in a request of the acts that have an outcome."""
    plain = plain_outcome(ruleset, outcome) or outcome
    return _PARTS.get(plain, plain)
