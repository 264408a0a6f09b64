"""A local ruleset that yields to a law and that law go in; the rule that actually binds comes out.

Where the local rule is the same or stricter it binds; where it is looser or silent, the law does.
Both are given with their clauses named as `document/clause`.
"""

from __future__ import annotations

from ..calendars.calendar import Calendar
from ..diagnostics.finding import Words
from . import shown
from .against import Source, against
from .binding import Bound, Resolved
from .judge import Sides
from .kinds import Item, Longer
from .result import Judgement, Row, Side
from .transplant import Draft

_LOCAL = (Judgement.SAME, Judgement.STRICTER)
_YIELDS = (Judgement.LOOSER, Judgement.BURDEN, Judgement.OUTDATED)
_STANDS = Words(zh="本规则相同", en="the local rule is the same")
_STRICTER = Words(zh="本规则更严", en="the local rule is stricter")
_SILENT = Words(zh="本规则没有规定", en="the local rule is silent")
_OUT = Words(zh="不适用：", en="not applied: ")
_BY_HAND = Words(
    zh="；本规则没有与之对应的步骤，须人工核对",
    en="; the local rule has no step to lay it on: to be looked at by a person",
)


def resolve(local: Source, law: Source, calendar: Calendar) -> Resolved:
    """The rule that binds; `calendar` is the law's.

    What the law has and the local rule cannot take up (an act, a notice after a step it does not
    have) is listed with `judged` false, and no case is judged by it.
    """
    work = _Work(local, law, calendar)
    return work.done()


class _Work:
    """One resolution while it is made."""

    def __init__(self, local: Source, law: Source, calendar: Calendar) -> None:
        self.local, self.law = local, law
        self.rows = against(local, law, calendar).rows
        self.sides = Sides(local=local.ruleset, law=law.ruleset, calendar=calendar)
        self.theirs = {(one.kind, one.name): one for one in law.items.every}
        self.mine = {(one.kind, one.name): one for one in local.items.every}
        acts = [
            (r.law.name, r.local.name) for r in self.rows if r.kind == "act" and r.local and r.law
        ]
        self.draft = Draft(local.ruleset, law.ruleset, acts)

    def done(self) -> Resolved:
        items = [one for row in self.rows if (one := self._bound(row)) is not None]
        return Resolved(
            ruleset=self.draft.ruleset(),
            local=self.local.ruleset.id,
            law=self.law.ruleset.id,
            items=tuple(dict.fromkeys(items)),
        )

    def _bound(self, row: Row) -> Bound | None:
        if row.kind == "stages":
            return None  # about several items, each of which has its own row
        if row.local is not None and row.law is not None and row.judgement in _LOCAL:
            why = _STANDS if row.judgement is Judgement.SAME else _STRICTER
            return _item(row, row.local, why)
        if row.judgement in _YIELDS:
            return self._yields(row)
        if row.judgement is Judgement.NOT_COVERED and row.law is not None:
            if row.local is not None:
                return _item(row, row.local, row.reason)
            return self._covered(row, row.law)
        return _item(row, row.local, row.reason) if row.local is not None else None

    # --- looser: the law's words take the place of the local ones --------------------------------

    def _yields(self, row: Row) -> Bound | None:
        if row.law is None and row.local is not None:
            why = Words(zh=_OUT.zh + row.reason.zh, en=_OUT.en + row.reason.en)
            return _item(row, row.local, why, judged=self._drop(row, row.local))
        if row.local is None or row.law is None:
            return None
        return _item(row, row.law, row.reason, judged=self._take_over(row, row.local, row.law))

    def _drop(self, row: Row, side: Side) -> bool:
        """Whether what the law does not allow could be taken out."""
        if row.kind == "exemption":
            self.draft.exemptions.pop(side.name)
            return True
        if row.kind == "content":
            return self.draft.without_requirement(side.route)
        if row.kind in ("extension", "exclusion"):
            return self.draft.without_part(side.route)
        return False

    def _take_over(self, row: Row, mine: Side, theirs: Side) -> bool:
        """Whether the law's words could be put in the place of the local ones."""
        if row.kind in ("period", "date"):
            return self.draft.take_length(mine.route, theirs.route)
        if row.kind == "exemption":
            return self.draft.take_exemption(mine.name, theirs.name)
        if row.kind == "extension":
            return self._take_extension(row, mine, theirs)
        return False

    def _take_extension(self, row: Row, mine: Side, theirs: Side) -> bool:
        local, law = self._longer(self.mine, mine), self._longer(self.theirs, theirs)
        if row.certain:
            return self.draft.take_extension(mine.route, law, theirs.clauses)
        posts = self.sides.posts
        if law.by and not all(posts.get(one, frozenset()) & set(law.by) for one in local.by):
            return self.draft.take_grant(mine.route, law.by, theirs.clauses)
        return False

    def _longer(self, items: dict[tuple[str, str], Item], side: Side) -> Longer:
        value = items["extension", side.name].value
        assert isinstance(value, Longer)
        return value

    # --- silent: the law's own words are added ---------------------------------------------------

    def _covered(self, row: Row, side: Side) -> Bound | None:
        if row.kind in ("extension", "exclusion") and not row.silent:
            return None  # more time for the office, which the local rule does not take
        if row.silent:
            added = self.draft.add_procedure(str(side.route[1]))
        elif row.kind == "exemption":
            added = self.draft.take_exemption(None, side.name)
        elif row.kind == "content":
            added = self.draft.add_requirement(side.route)
        elif row.kind == "period":
            added = self.draft.add_deadline(side.route)
        else:
            added = False
        return _item(row, side, _SILENT, judged=added)


def _item(row: Row, side: Side, why: Words, *, judged: bool = True) -> Bound:
    if not judged:
        why = Words(zh=why.zh + _BY_HAND.zh, en=why.en + _BY_HAND.en)
    return Bound(
        kind=row.kind,
        name=side.name,
        title=side.title,
        said=side.said,
        document=side.ruleset,
        clauses=side.clauses,
        why=why,
        judged=judged,
    )


_AS_IT_IS = Words(zh="底本原文", en="as the law has it")
_TIGHTER = Words(zh="本规则更严或者另加", en="stricter, or besides the law")


def bound_of_overlay(own: Source, law: Source) -> Resolved:
    """An overlay, which binds as it is: each item with the document that says it."""
    theirs = {(one.kind, one.name): shown.side(law, one) for one in law.items.every}
    items = []
    for item in own.items.every:
        mine, other = shown.side(own, item), theirs.get((item.kind, item.name))
        same = other is not None and (mine.said, mine.clauses) == (other.said, other.clauses)
        bound = Bound(
            kind=item.kind,
            name=item.name,
            title=mine.title,
            said=mine.said,
            document=law.ruleset.id if same else own.ruleset.id,
            clauses=mine.clauses,
            why=_AS_IT_IS if same else _TIGHTER,
        )
        items.append(bound)
    return Resolved(
        ruleset=own.ruleset, local=own.ruleset.id, law=law.ruleset.id, items=tuple(items)
    )
