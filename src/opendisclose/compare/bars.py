"""An exemption goes in; what it is about, what lifts it and on what it rests comes out."""

from __future__ import annotations

from ..model.ruleset import Exemption, Ruleset
from .acts import titled
from .grounds import grounds_of, names_of, parted
from .kinds import OFFICE, Bar, Item

# The words of an exemption that stands because somebody says so.
_DECIDES = ("认定", "审定", "决定", "裁定")
# Posts above the institution, or set up by law to decide: what they decide is no rule of its own.
_ABOVE = ("上级", "主管部门", "行政部门", "保密", "行政机关", "人民政府", "第三方", "权利人")
# Other rules that bar disclosure, by the words that name them; the first that fit are taken out.
_SOURCES = ("法律", "行政法规", "法规", "规章", "规范性文件", "学校规定", "单位规定")
_BARS = ("禁止", "不得公开", "不予公开", "不准公开")


def bar_of(ruleset: Ruleset, name: str, one: Exemption) -> Item:
    """An exemption as an item."""
    atoms = names_of(one.when)
    lists = {atom for atom in atoms if _of_list(ruleset, atom)}
    listed = any(ruleset.clauses[c].kind == "exemption" for c in one.clause if c in ruleset.clauses)
    return Item(
        kind="exemption",
        key=name,
        name=name,
        owner=name,
        title=titled(one, name),
        clauses=one.clause,
        route=("exemptions", name),
        bound=OFFICE,
        value=Bar(
            about=frozenset(lists),
            more=frozenset(atoms - lists),
            lifts=grounds_of(ruleset, one.lifted_when),
            force=one.force,
            listed=listed or not one.clause,
            decided=not lists and _decided(ruleset, titled(one, name).zh, atoms),
            sources=_sources(titled(one, name).zh),
        ),
        matter="exemptions",
        basis=one.basis,
        reading=one.reading is not None,
    )


def _of_list(ruleset: Ruleset, atom: str) -> bool:
    fact = ruleset.facts.get(parted(atom)[0])
    return fact is not None and fact.type == "list"


def _decided(ruleset: Ruleset, title: str, atoms: frozenset[str]) -> bool:
    """Whether a post of the institution decides, by the title of the exemption and of its facts."""
    facts = [ruleset.facts.get(parted(atom)[0]) for atom in atoms]
    texts = [title, *(one.zh or "" for one in facts if one is not None)]
    if not any(mark in text for text in texts for mark in _DECIDES):
        return False
    posts = [
        word
        for role in ruleset.roles.values()
        if not role.external
        for word in (role.zh or "", *role.also)
        if len(word) > 1 and not any(mark in word for mark in _ABOVE)
    ]
    return any(post in text for text in texts for post in posts)


def _sources(title: str) -> frozenset[str]:
    """The kinds of rules that an exemption repeats; none if it has a ground of its own."""
    if not any(mark in title for mark in _BARS):
        return frozenset()
    left, found = title, set()
    for word in sorted(_SOURCES, key=len, reverse=True):
        if word in left:
            found.add(word)
            left = left.replace(word, "")
    return frozenset(found)
