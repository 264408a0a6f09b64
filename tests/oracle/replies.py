"""A reply that took effect goes in; what it is recorded as comes out, written from the language."""

from __future__ import annotations

from datetime import date
from typing import Any

from .conditions import Facts
from .net import as_list

NOT_KNOWN = "not known"


class Recording:
    """What the replies of one procedure are recorded as."""

    def __init__(self, ruleset: dict[str, Any], procedure: dict[str, Any], facts: Facts) -> None:
        roles = ruleset.get("roles") or {}
        self.facts = facts
        self.outcomes: dict[str, Any] = ruleset.get("outcomes") or {}
        self.told: list[tuple[str | None, date, str, str | None, str | None]] = []
        opening = [
            one for one in procedure["transitions"].values() if "to" in one and "from" not in one
        ]
        self.asked = bool(opening) and all(
            as_list(one.get("by"))
            and all(roles.get(role, {}).get("external") for role in as_list(one["by"]))
            for one in opening
        )

    def act(
        self, raw: dict[str, Any], event: str | None, day: date, key: str | None, cites: list[str]
    ) -> None:
        """An act has taken effect; `key` None asks without one."""
        name = raw.get("outcome")
        if not self.asked or name not in self.outcomes:
            return
        outcome = self.outcomes[name]
        cell = self._first(outcome["statistics"], "cell", day, key, cites)
        remedy = self._first(outcome["remedy"], "remedy", day, key, cites)
        self.told.append((event, day, name, cell, remedy))

    def _first(
        self, rows: Any, word: str, day: date, key: str | None, cites: list[str]
    ) -> str | None:
        """The first row that fits; one of which that is not known leaves all open."""
        for row in as_list(rows):
            if isinstance(row, str):
                return row
            if "cites" in row and not set(as_list(row["cites"])) & set(cites):
                continue
            fits = self.facts.holds(row["when"], key, day) if "when" in row else True
            if fits is None:
                return NOT_KNOWN
            if fits:
                return str(row[word])
        return None
