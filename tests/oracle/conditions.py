"""A condition and the recorded facts go in; true, false or None (not known) comes out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from .net import as_list

OWN = ""  # the key of a fact, span or clock that belongs to the case itself
EMPTY: tuple[Any, ...] = (None, "", [])


def all_of(parts: list[bool | None]) -> bool | None:
    """False if one is false, else not known if one is not known, else true."""
    if False in parts:
        return False
    return None if None in parts else True


def any_of(parts: list[bool | None]) -> bool | None:
    """True if one is true, else not known if one is not known, else false."""
    if True in parts:
        return True
    return None if None in parts else False


def negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def as_date(value: Any) -> date:
    """The day of a date, a date with a time, or either as text."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.date() if isinstance(value, datetime) else value


class Facts:
    """What has been recorded, by fact and key."""

    def __init__(self, definitions: dict[str, Any], roles: dict[str, Any]) -> None:
        self.definitions = definitions
        self.roles = roles
        self.recorded: dict[str, dict[str, Any]] = {}
        self.keys_seen: list[str] = []  # of acts that are done per key
        self.plainly = False  # leave out that a value may count as another

    def record(self, word: str, key: str, value: Any) -> None:
        """Store a value under its key; a word that no fact has is not the twin's business."""
        name = canonical(word, self.definitions)
        if name is None:
            return
        self.recorded.setdefault(name, {})[key] = self._plain(name, value)

    def _plain(self, name: str, value: Any) -> Any:
        definition = self.definitions[name]
        if value in EMPTY:
            return value
        if definition["type"] == "date":
            return as_date(value)
        if definition["type"] == "role":
            return canonical(value, self.roles) or value
        values = definition.get("values")
        if isinstance(values, dict) and isinstance(value, list):
            return [canonical(one, values) or one for one in value]
        if isinstance(values, dict) and isinstance(value, str):
            return canonical(value, values) or value
        return value

    def values(self, name: str, key: str | None, defaults: bool = True) -> list[Any]:
        """The values that answer a question: with a key its own, else the case's; without a key
        every recorded one; if nothing is recorded the default (meaning 2)."""
        recorded = self.recorded.get(name, {})
        if key is None and recorded:
            return list(recorded.values())
        if key is not None and key in recorded:
            return [recorded[key]]
        if key is not None and OWN in recorded:
            return [recorded[OWN]]
        return self._default(name) if defaults else []

    def _default(self, name: str) -> list[Any]:
        default = self.definitions[name].get("default")
        return [] if default is None else [Default(default)]

    def single(self, name: str, key: str) -> Any:
        """The value of a key, else the case's, else the default; None if not there or empty."""
        values = [_bare(one) for one in self.values(name, key)]
        return values[0] if values and values[0] not in EMPTY else None

    def present(self, name: str, key: str | None) -> bool | None:
        """Under `requires`: there and not empty is true, false or empty is false (meaning 2)."""
        parts = [
            _bare(one) is not False and _bare(one) not in EMPTY for one in self.values(name, key)
        ]
        return any_of(list(parts)) if parts else None

    def holds(
        self, condition: Any, key: str | None, day: date, defaults: bool = True
    ) -> bool | None:
        """The truth of a condition for a key (None: asked without one) on the event's day."""
        parts = []
        for name, test in condition.items():
            if name in ("all", "any"):
                inner = [self.holds(one, key, day, defaults) for one in test]
                parts.append(all_of(inner) if name == "all" else any_of(inner))
            elif name == "not":
                parts.append(negated(self.holds(test, key, day, defaults)))
            elif name == "every":
                parts.append(self._every(test, condition.get("of"), key, day, defaults))
            elif name == "event_day":
                parts.append(self._compare("event_day", test, day))
            elif name != "of":
                values = self.values(name, key, defaults)
                told = [self._compare(name, test, value) for value in values]
                parts.append(any_of(told) if told else None)
        return all_of(parts)

    def counted(self, condition: Any, key: str | None, day: date) -> tuple[str, ...]:
        """The clauses by which values count as others, if that makes the condition false: without
        them it would not be (meaning 2)."""
        self.plainly = True
        plainly = self.holds(condition, key, day)
        self.plainly = False
        return () if plainly is False else tuple(self._chains(condition, key))

    def _chains(self, condition: Any, key: str | None) -> list[str]:
        found: list[str] = []
        for name, test in condition.items():
            if name in ("all", "any"):
                found += [clause for one in test for clause in self._chains(one, key)]
            elif name in ("not", "every"):
                found += self._chains(test, None if name == "every" else key)
            elif isinstance(self.definitions.get(name, {}).get("values"), dict):
                wanted = as_list(next(iter(test.values())) if isinstance(test, dict) else test)
                for value in self.values(name, key):
                    found += self._chain(name, _bare(value), wanted)
        return list(dict.fromkeys(found))

    def _chain(self, name: str, value: Any, wanted: list[Any]) -> list[str]:
        """The clauses on the way from a value to a wanted one that it counts as."""
        values, found = self.definitions[name]["values"], []
        while isinstance(value, str) and value not in wanted:
            one = values.get(value) or {}
            found += as_list(one.get("clause"))
            value = one.get("counts_as")
        return found if value in wanted else []

    def _every(
        self, condition: Any, of: str | None, key: str | None, day: date, defaults: bool
    ) -> bool | None:
        """True only if as many keys as the fact `of` says hold it; without `of`, every key seen."""
        # Where no act was done for a key, the case itself is the one that is asked.
        keys = self.keys_seen or [OWN]
        told = [self.holds(condition, key, day, defaults) for key in keys]
        if of is None:
            return all_of(told)
        parts = [self._enough(_bare(one), told) for one in self.values(of, key, defaults)]
        return any_of(parts) if parts else None

    def _enough(self, wanted: Any, told: list[bool | None]) -> bool | None:
        """Whether as many hold as a number says, or as a list has items."""
        if isinstance(wanted, list):
            wanted = len(wanted)
        if not isinstance(wanted, int) or isinstance(wanted, bool):
            return None
        if told.count(True) >= wanted:
            return True
        return None if told.count(True) + told.count(None) >= wanted else False

    def _compare(self, name: str, test: Any, value: Any) -> bool | None:
        """One value against one test; what is recorded as empty is not known, but a list that is
        recorded without items has none."""
        value = _bare(value)
        if not isinstance(value, (list, tuple)) and value in EMPTY:
            return None
        if not isinstance(test, dict):
            return self._same(name, value, test)
        told = [self._operator(name, word, operand, value) for word, operand in test.items()]
        return all_of(told)

    def _operator(self, name: str, word: str, operand: Any, value: Any) -> bool | None:
        if word == "in":
            return any(self._same(name, value, one) for one in operand)
        if word == "has":
            return any(self._same(name, one, operand) for one in as_list(value))
        if word in ("eq", "ne"):
            return self._same(name, value, operand) is (word == "eq")
        if type(value) is not type(operand):
            return None  # a value of another kind says nothing about the order
        told = {
            "gt": value > operand,
            "ge": value >= operand,
            "lt": value < operand,
            "le": value <= operand,
        }
        return bool(told[word])

    def _same(self, name: str, value: Any, wanted: Any) -> bool:
        """Equal, or counted as the wanted one (视为)."""
        seen: list[Any] = []
        while value is not None and value not in seen:
            if value == wanted and isinstance(value, bool) == isinstance(wanted, bool):
                return True
            seen.append(value)
            values = self.definitions.get(name, {}).get("values") if not self.plainly else None
            one = values.get(value) if isinstance(values, dict) and isinstance(value, str) else None
            value = (one or {}).get("counts_as")
        return False


class Default:
    """A value that nobody recorded: an empty default is known to be empty."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, Default) else value


def canonical(word: Any, names: dict[str, Any]) -> str | None:
    """The id that a word stands for: the id itself, or one of its `also` words."""
    if word in names:
        return str(word)
    for name, raw in names.items():
        if word in as_list((raw or {}).get("also")):
            return name
    return None


def first_fact(condition: Any) -> str | None:
    """The fact that a condition names first."""
    for name, test in condition.items():
        if name in ("all", "any"):
            found = next((one for one in map(first_fact, test) if one), None)
        elif name in ("not", "every"):
            found = first_fact(test)
        else:
            found = None if name in ("event_day", "of") else name
        if found:
            return found
    return None


def stands(
    facts: Facts, exemption: dict[str, Any], key: str | None, day: date, defaults: bool
) -> bool | None:
    """An exemption stands while `when` is true and `lifted_when` is not (meaning 13)."""
    when = facts.holds(exemption["when"], key, day, defaults)
    lifted = exemption.get("lifted_when")
    # Who cites a ground says what the information is; what lifts it may rest on its default.
    if lifted is None or when is False:
        return when
    raised = facts.holds(lifted, key, day)
    if raised is True:
        return False
    return when if raised is False else None
