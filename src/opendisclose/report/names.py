"""Ids of a ruleset go in; the titles a reader knows them by come out."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.base import Text
from ..model.ruleset import OTHER, Ruleset
from .labels import label
from .layout import View


def role(ruleset: Ruleset, name: str, view: View) -> str:
    known = ruleset.roles.get(name)
    if known is None:
        return label("other", view) if name == OTHER else name
    return known.title(name).of(view.lang)


def roles(ruleset: Ruleset, names: Iterable[str], view: View) -> str:
    """Who acts or owes; anyone, if nobody is named."""
    every = [role(ruleset, one, view) for one in names]
    return view.listed(every) if every else label("anyone", view)


def fact(ruleset: Ruleset, name: str, view: View) -> str:
    """A fact by its title and, for whoever writes the case file, its id."""
    known = ruleset.facts.get(name)
    return f"{known.title(name).of(view.lang)} `{name}`" if known else f"`{name}`"


def procedure(ruleset: Ruleset, name: str, view: View) -> str:
    return ruleset.procedures[name].title.of(view.lang)


def states(ruleset: Ruleset, of: str, names: Iterable[str], view: View) -> str:
    """Active states by their titles."""
    known = ruleset.procedures[of].states
    every = [known[one].title(one).of(view.lang) for one in names]
    return view.listed(every) if every else label("not_opened", view)


def act(ruleset: Ruleset, of: str, name: str, view: View) -> str:
    """An act by the title of its first variant; a name the procedure lacks stays as written."""
    for one, transition in ruleset.procedures[of].transitions.items():
        if name in (one, transition.act) or name in transition.also:
            return transition.title(one).of(view.lang)
    return name


def keyed(title: Text, key: str, view: View) -> str:
    """A title with the key it is about, if it is kept per key."""
    return f"{title.of(view.lang)}{view.bracket(key)}"
