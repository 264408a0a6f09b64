"""The text of a ruleset goes in; every damage to it in one place comes out, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .text import Edit, Route, Site, Text

Made = Iterator[tuple[Edit, ...]]


@dataclass(frozen=True)
class Damage:
    """One damage: `line` is where the file is wrong if a reference is broken, else where it was."""

    kind: str
    route: Route
    line: int
    edits: tuple[Edit, ...]
    reference: bool

    @property
    def procedure(self) -> str | None:
        """The procedure it stands in; None if several may be concerned."""
        return str(self.route[1]) if self.route[0] == "procedures" and self.route[1:] else None


def damages(text: Text) -> Iterator[Damage]:
    """Every damage of every kind, in the order of the tables below and of the file."""
    for kind, pattern, change in KINDS:
        for site in text.sites.values():
            if _fits(pattern.split("/"), site.route):
                for edits in change(text, site):
                    reference = kind.startswith("misspell")
                    line = text.line(edits)
                    yield Damage(kind, site.route, line, edits, reference)


def _fits(pattern: list[str], route: Route) -> bool:
    """`*` is any one step, `#` a number, `**` any number of steps; `a|b` one of several names."""
    if not pattern:
        return not route
    if pattern[0] == "**":
        return any(_fits(pattern[1:], route[n:]) for n in range(len(route) + 1))
    if not route:
        return False
    step = route[0]
    here = pattern[0] == "*" or (
        pattern[0] == "#" if isinstance(step, int) else step in pattern[0].split("|")
    )
    return here and _fits(pattern[1:], route[1:])


# --- what a word names -------------------------------------------------------------------------

NAMED_BY = {
    "state": ("from", "to", "in"),
    "role": ("by", "owed_by"),
    "act": ("act", "starts", "met_by", "limits", "needs", "until", "same_as", "distinct_from"),
    "fact": ("has", "at", "set_by", "length", "requires", "of"),
    "deadline": ("when_expired",),
    "clause": ("clause", "refers_to"),
    "value": ("counts_as",),
}
_OWN_WORDS = ("period", "received", "by_channel", "other")
_CONDITIONS = ("when", "is", "lifted_when", "every")


def _named(site: Site) -> str:
    """What a single word refers to; nothing if it is no reference."""
    owner = site.owner
    if any(one in _CONDITIONS for one in site.route):
        return ""  # its words are facts and values
    if owner == "act" and site.route[2:3] == ("transitions",) and len(site.route) == 5:
        return ""  # it gives the act its name
    if owner == "from" and "deadlines" in site.route:
        return "act"
    if owner == "presupposes":
        return "act"
    found = [one for one, owners in NAMED_BY.items() if owner in owners]
    return found[0] if found and site.word not in _OWN_WORDS else ""


def _names(text: Text, site: Site, what: str) -> list[str]:
    """The names of the same kind, in the order of the file."""
    if what in ("state", "act", "deadline"):
        part = {"state": "states", "act": "transitions", "deadline": "deadlines"}[what]
        return list(text.plain["procedures"][site.route[1]].get(part) or {})
    part = {"role": "roles", "fact": "facts", "clause": "clauses"}[what]
    return list(text.plain.get(part) or {})


def _condition(site: Site) -> bool:
    """Whether a value is a comparison of a condition: `fact: true`, `fact: {gt: 3}`."""
    return site.key is not None and any(one in _CONDITIONS for one in site.route[:-1])


# --- the changes -------------------------------------------------------------------------------


def drop(text: Text, site: Site) -> Made:
    yield text.drop(site)


def misspelt(text: Text, site: Site) -> Made:
    """A word that names something is written wrongly.

    Where the index says that it lacks clauses, of no clause it is known that there is none.
    """
    known = text.plain.get("clauses_complete", True) or site.owner != "refers_to"
    if site.word and known and _named(site):
        wrong = "第九百条" if _named(site) == "clause" else f"{site.word}_x"
        yield text.put(site, wrong)


def misspelt_name(text: Text, site: Site) -> Made:
    """A fact in a condition or in `sets` is written wrongly."""
    name = str(site.route[-1])
    if site.key is not None and name in (text.plain.get("facts") or {}):
        yield text.rename(site, f"{name}_x")


def misspelt_value(text: Text, site: Site) -> Made:
    """A value of an enum or list fact in a condition is written wrongly."""
    facts = text.plain.get("facts") or {}
    about = next((one for one in reversed(site.route) if one in facts), None)
    if site.word and about is not None and facts[about]["type"] in ("enum", "list"):
        yield text.put(site, f"{site.word}_x")


def misspelt_key(text: Text, site: Site) -> Made:
    """A word of the language is written wrongly."""
    yield text.rename(site, f"{site.route[-1]}x")


def another(text: Text, site: Site) -> Made:
    """A word names the next thing of its kind."""
    what = _named(site)
    if not site.word or what not in ("state", "role", "act", "fact", "clause"):
        return
    names = _names(text, site, what)
    if site.word not in names:
        return
    if what == "fact":
        kinds = text.plain["facts"]
        names = [one for one in names if kinds[one]["type"] == kinds[site.word]["type"]]
    if len(names) > 1:
        yield text.put(site, names[(names.index(site.word) + 1) % len(names)])


def turned(text: Text, site: Site) -> Made:
    """What a transition leads from and what it leads to change places."""
    goal = text.sites.get((*site.route, "to"))
    origin = text.sites.get((*site.route, "from"))
    if goal is not None and origin is not None:
        yield text.swap(origin, goal)


def one_more(text: Text, site: Site) -> Made:
    if site.word.isdigit():
        yield text.put(site, str(int(site.word) + 1))


def one_less(text: Text, site: Site) -> Made:
    if site.word.isdigit() and int(site.word) > 1:
        yield text.put(site, str(int(site.word) - 1))


def other_unit(text: Text, site: Site) -> Made:
    """Working days for natural days, and the other way round."""
    units = {"working_days": "days", "days": "working_days", "months": "days"}
    yield text.rename(site, units[str(site.route[-1])])


def contrary(text: Text, site: Site) -> Made:
    """True for false, and the other way round."""
    if site.word in ("true", "false"):
        yield text.put(site, "false" if site.word == "true" else "true")


def negated(text: Text, site: Site) -> Made:
    yield text.put(site, f"{{not: {text.written(site)}}}")


def loosened(text: Text, site: Site) -> Made:
    """A comparison takes in its bound, or leaves it out; `all` becomes `any`."""
    words = {"gt": "ge", "ge": "gt", "lt": "le", "le": "lt", "all": "any", "any": "all"}
    name = str(site.route[-1])
    if name in ("all", "any") and site.size < 2:
        return
    yield text.rename(site, words[name])


def other_word(text: Text, site: Site) -> Made:
    """The contrary of a word of which there are two."""
    pairs = (
        ("allowed", "required"),
        ("excluded", "included"),
        ("next_working_day", "stays"),
        ("after_first_through_last", "first_through_last"),
        ("in_step", "promptly"),
        ("disclosed", "refused"),
    )
    for one, other in pairs:
        if site.word in (one, other):
            yield text.put(site, other if site.word == one else one)


def other_aspect(text: Text, site: Site) -> Made:
    yield text.put(site, "form" if site.word != "form" else "channel")


def later(text: Text, site: Site) -> Made:
    """The rule begins to bind only years afterwards."""
    yield text.put(site, "2026-12-01")


_T = "procedures/*/transitions/*"
_D = "procedures/*/deadlines/*"
_PERIODS = "working_days|days|months|hours|month|day|times"
_WHEN = "when|is|lifted_when"
Change = Callable[[Text, Site], Made]
KINDS: tuple[tuple[str, str, Change], ...] = (
    ("misspell a state, act, clock", "procedures/*/transitions|deadlines/**", misspelt),
    ("misspell a clause", "roles|facts|attributes|exemptions|clauses/**", misspelt),
    ("misspell a fact", f"procedures|attributes|exemptions/**/{_WHEN}/**", misspelt_name),
    ("misspell a fact settled", f"{_T}/sets/*", misspelt_name),
    ("misspell a value", f"procedures|attributes|exemptions/**/{_WHEN}/**", misspelt_value),
    ("misspell a value settled", f"{_T}/sets/*", misspelt_value),
    ("misspell a key", f"{_T}/*", misspelt_key),
    ("misspell a key of a clock", f"{_D}/*", misspelt_key),
    ("drop a state", "procedures/*/states/*", drop),
    ("drop a final", "procedures/*/states/*/final", drop),
    ("drop a transition", _T, drop),
    ("drop a clock", _D, drop),
    ("drop an exemption", "exemptions/*", drop),
    ("drop a fact", "facts/*", drop),
    ("drop a role", "roles/*", drop),
    ("drop an attribute", "attributes/*", drop),
    ("drop a clause of the index", "clauses/*", drop),
    ("drop a clause of an item", "procedures|exemptions|attributes/**/clause", drop),
    ("drop a clause of several", "procedures|exemptions|attributes/**/clause/#", drop),
    ("drop a guard", f"{_T}/when", drop),
    ("drop a condition of a duty", f"{_D}/when", drop),
    ("drop a condition of an entry", f"{_T}/requires|presupposes/#/when", drop),
    (
        "drop a part of a condition",
        f"procedures|attributes|exemptions/**/{_WHEN}/**/all|any/#",
        drop,
    ),
    ("drop a value of a condition", f"procedures|attributes|exemptions/**/{_WHEN}/**/in/#", drop),
    ("drop a lifting", "exemptions/*/lifted_when", drop),
    ("drop a required entry", f"{_T}/requires/#", drop),
    ("drop a presupposed act", f"{_T}/presupposes/#", drop),
    ("drop a role of several", f"{_T}/by/#", drop),
    ("drop by", f"{_T}/by", drop),
    ("drop owed_by", f"{_D}/owed_by", drop),
    ("drop a person", f"{_T}/same_as|distinct_from", drop),
    ("drop what is settled", f"{_T}/sets/*", drop),
    ("drop the name of an act", f"{_T}/act", drop),
    ("drop an outcome", f"{_T}/outcome", drop),
    ("drop cites", f"{_T}/cites", drop),
    ("drop per", "procedures/*/transitions|deadlines/*/per", drop),
    ("drop an expiry", f"{_T}/when_expired", drop),
    ("drop a state of several", f"{_T}/in/#", drop),
    ("drop a branch", f"{_T}/from|to/all|any/#", drop),
    ("drop an act that meets", f"{_D}/met_by/#", drop),
    ("drop an act that meets with others", f"{_D}/met_by/all/#", drop),
    ("drop an act that starts", f"{_D}/starts/#", drop),
    ("drop an act that is bounded", f"{_D}/limits/#", drop),
    ("drop a day that counts", f"{_D}/**/at", drop),
    ("drop an exclusion", f"{_D}/excluded/#", drop),
    ("drop an end of an exclusion", f"{_D}/excluded/#/until/#", drop),
    ("drop an extension", f"{_D}/extended", drop),
    ("drop a needed act", f"{_D}/extended/needs/#", drop),
    ("drop a length", f"{_D}/extended/length", drop),
    ("drop external", "roles/*/external", drop),
    ("drop a default", "facts/*/default", drop),
    ("drop a value", "facts/*/values/*", drop),
    ("drop counts_as", "facts/*/values/*/counts_as", drop),
    ("drop an aspect", "facts/*/aspect", drop),
    ("another state", f"{_T}/from|to|in/**", another),
    ("another role", f"{_T}/by/**", another),
    ("another who owes", f"{_D}/owed_by/**", another),
    ("another act", f"{_D}/starts|met_by|limits|excluded|extended/**", another),
    ("another act presupposed", f"{_T}/presupposes|same_as|distinct_from/**", another),
    ("another fact", f"{_T}/requires/**", another),
    ("another clause", "procedures|exemptions|attributes/**/clause/**", another),
    ("from and to change places", _T, turned),
    ("one more", f"{_D}/**/{_PERIODS}", one_more),
    ("one less", f"{_D}/**/{_PERIODS}", one_less),
    ("another unit", f"{_D}/**/working_days|days|months", other_unit),
    ("another number in a condition", f"procedures|attributes|exemptions/**/{_WHEN}/**", one_more),
    ("contrary value", f"procedures|attributes|exemptions/**/{_WHEN}/**", contrary),
    ("contrary condition", f"procedures|attributes|exemptions/**/{_WHEN}", negated),
    ("loosened condition", "procedures|attributes|exemptions/**/gt|ge|lt|le|all|any", loosened),
    ("contrary default", "facts/*/default", contrary),
    ("contrary settlement", f"{_T}/sets/*", contrary),
    ("cites, outcome", f"{_T}/cites|outcome", other_word),
    ("without a number", f"{_D}/within", other_word),
    ("another way of counting", "counting/*", other_word),
    ("another aspect", "facts/*/aspect", other_aspect),
    ("another commencement", "in_force/from", later),
)
