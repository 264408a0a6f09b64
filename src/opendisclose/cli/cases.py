"""A case file goes in; the case and the ruleset it is judged by come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .arguments import MisuseError

if TYPE_CHECKING:
    from ..api import Rules
    from ..load.case import LoadedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One case with its ruleset."""

    loaded: LoadedCase
    rules: Rules


def opened(path: str, ruleset: str | None) -> Opened:
    """The case at `path` and the ruleset given, else the one that the case names.

    In a case file a ruleset is the id of a shipped one, or a path from the file's own folder if it
    holds a `/` or ends in `.yaml`.

    Raises:
        SourceError: a file cannot be read.
        CaseError: the file holds no case.
        RulesetError: the ruleset has errors.
        MisuseError: no ruleset is given or named.
    """
    from ..api import load, read_case

    loaded = read_case(path)
    if ruleset is not None:
        return Opened(loaded=loaded, rules=load(ruleset))
    assert loaded.case is not None  # read_case has seen to it
    named = loaded.case.ruleset
    if named is None:
        raise MisuseError(
            f"{path}：案件没有写明 `ruleset`，请以 --ruleset 给出",
            f"{path}: the case names no `ruleset`; give one with --ruleset",
        )
    if not _is_path(named):
        return Opened(loaded=loaded, rules=load(named))
    rules = load(str(Path(path).parent / named))
    # The case means this very file; what it names is therefore the id that the file has.
    case = loaded.case.model_copy(update={"ruleset": rules.id})
    return Opened(loaded=replace(loaded, case=case), rules=rules)


def _is_path(name: str) -> bool:
    return "/" in name or name.endswith((".yaml", ".yml"))
