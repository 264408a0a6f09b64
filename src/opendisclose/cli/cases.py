"""A case file goes in; the case and the ruleset it is judged by come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics.errors import CaseError
from .arguments import MisuseError

if TYPE_CHECKING:
    from ..api import Rules
    from ..load.case import LoadedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One case with its ruleset."""

    loaded: LoadedCase
    rules: Rules


class Shelf:
    """The rulesets of one run, each loaded once; `resolved`: as they bind beside the law."""

    def __init__(
        self, given: str | None, calendars: str | None = None, *, resolved: bool = False
    ) -> None:
        self._given = given
        self._calendars = calendars
        self._resolved = resolved
        self._loaded: dict[str, Rules] = {}

    def opened(self, loaded: LoadedCase, path: str) -> Opened:
        """A case of the file at `path` and the ruleset given, else the one that the case names.

        In a case file a ruleset is the id of a shipped one, or a path from the file's own folder if
        it holds a `/` or ends in `.yaml`. Of several editions the one that judges the case.

        Raises:
            SourceError: the ruleset cannot be read.
            CaseError: the file holds no case.
            RulesetError: the ruleset has errors.
            MisuseError: no ruleset is given or named.
        """
        from ..api.editions import edition_for

        case = loaded.case
        if case is None:
            raise CaseError(loaded.source, loaded.findings)
        named = case.ruleset
        if self._given is not None:
            return Opened(loaded=loaded, rules=edition_for(self._rules(self._given), case))
        if named is None:
            raise MisuseError(
                f"{loaded.source}：案件没有写明 `ruleset`，请以 --ruleset 给出",
                f"{loaded.source}: the case names no `ruleset`; give one with --ruleset",
            )
        if not _is_path(named):
            return Opened(loaded=loaded, rules=edition_for(self._rules(named), case))
        rules = self._rules(str(Path(path).parent / named))
        # The case means this very file; what it names is therefore the id that the file has.
        own = case.model_copy(update={"ruleset": rules.id})
        return Opened(loaded=replace(loaded, case=own), rules=rules)

    def _rules(self, name: str) -> Rules:
        from ..api import load
        from ..api.resolving import resolved

        if name not in self._loaded:
            if self._resolved:
                self._loaded[name], _ = resolved(name, calendars=self._calendars)
            else:
                self._loaded[name] = load(name, calendars=self._calendars)
        return self._loaded[name]


def opened(path: str, ruleset: str | None, calendars: str | None = None) -> Opened:
    """The one case at `path` with its ruleset.

    Raises:
        OpenDiscloseError: as of `Shelf.opened`, or the file cannot be read.
    """
    from ..api import read_case

    return Shelf(ruleset, calendars).opened(read_case(path), path)


def _is_path(name: str) -> bool:
    return "/" in name or name.endswith((".yaml", ".yml"))
