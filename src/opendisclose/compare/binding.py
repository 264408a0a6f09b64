"""What came of a resolution, item by item: which document binds, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diagnostics.finding import Words
from ..model.ruleset import Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One item of the rule that actually binds.

    Attributes:
        document: the id of the ruleset that it comes from.
        judged: whether a case is judged by it; false where the local rule has no step that the
            law's words could be laid on, so that a person has to look.
    """

    kind: str
    name: str
    title: Words
    said: Words
    document: str
    clauses: tuple[str, ...]
    why: Words
    judged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A rule as it binds: a ruleset of two documents, and where each item of it comes from."""

    ruleset: Ruleset = field(repr=False)
    local: str
    law: str
    items: tuple[Bound, ...]
