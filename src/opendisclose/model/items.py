"""A ruleset and the name behind `#` in a `basis` go in; the items that it means come out."""

from __future__ import annotations

from ..diagnostics.places import Route
from .ruleset import Ruleset

# What a `basis` may name, by the section it stands in. Of several sections that have the name,
# the one in which the pointing item stands itself is meant, else the first of these.
KINDS = ("deadlines", "exemptions", "transitions", "attributes", "facts")


def items_meant(law: Ruleset, name: str, kind: str) -> tuple[Route, ...]:
    """The items of `law` that `name` means to an item of the section `kind`; none: it dangles.

    `name` is an id, or `procedure.id` for a deadline or a transition; a transition is also meant
    by its act. Several are meant where several procedures have the name.
    """
    found = {one: _named(law, name, one) for one in (kind, *KINDS)}
    return next((routes for routes in found.values() if routes), ())


def item_names(law: Ruleset) -> tuple[str, ...]:
    """Every name that may stand behind `#`, in the order of `KINDS` and of the file."""
    names = [one for part in law.procedures.values() for one in part.deadlines]
    names += law.exemptions
    names += [one for part in law.procedures.values() for one in part.transitions]
    return tuple(dict.fromkeys((*names, *law.attributes, *law.facts)))


def kind_of(route: Route) -> str:
    """The section that an item stands in, by the route of its `basis`."""
    return str(route[2] if route[0] == "procedures" else route[0])


def _named(law: Ruleset, name: str, kind: str) -> tuple[Route, ...]:
    if kind in ("deadlines", "transitions"):
        procedure, dot, own = name.rpartition(".")
        within = [one for one in law.procedures if not dot or one == procedure]
        listed = [(one, *_in_procedure(law, one, own, kind)) for one in within]
        return tuple(("procedures", one, kind, item) for one, *items in listed for item in items)
    there: dict[str, object] = dict(getattr(law, kind, {}))
    return ((kind, name),) if name in there else ()


def _in_procedure(law: Ruleset, procedure: str, name: str, kind: str) -> tuple[str, ...]:
    given = law.procedures[procedure]
    if kind == "deadlines":
        return (name,) if name in given.deadlines else ()
    return tuple(one for one, each in given.transitions.items() if name in (one, each.act))
