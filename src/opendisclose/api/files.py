"""Ids and paths in, rulesets and cases out, read, proved and analysed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ..analyse import analyse, reported
from ..analyse.ignoring import sifted
from ..calendars.calendar import calendar_for
from ..calendars.layers import Layer
from ..diagnostics.codes import Severity
from ..diagnostics.errors import (
    CaseError,
    RulesetError,
)
from ..diagnostics.finding import Finding
from ..graph.proof import prove
from ..load.case import LoadedCase, load_case, load_cases
from ..load.order import ordered
from ..load.references.bases import check_bases, laws_named
from ..load.ruleset import LoadedRuleset, load_ruleset
from ..load.shipped import shipped_file, shipped_ids, shipped_like, shipped_name
from ..model.ruleset import Ruleset
from .calendars import layers_from
from .editions import edition_on, together
from .rules import Rules


def load(
    name: str | Path,
    *,
    calendars: str | Path | tuple[Layer, ...] | None = None,
    on: date | None = None,
) -> Rules:
    """A shipped ruleset by its id, or any ruleset by its path.

    The id that several shipped editions share (`edition_of`) stands for all of them: each case is
    judged by the edition that it names, else by the one in force on the day on which it began.
    With `on` it is only the edition in force on that day.

    `calendars` is a folder of calendar files to count by (later notices, regions, own days), or
    what `read_calendars` made of one; without it `$OPENDISCLOSE_CALENDARS` names the folder.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
        RulesetError: no case can be judged by the file: it cannot be read as it is meant, or a
            net in it is not proved. It carries all findings of the file. What `validate` finds
            beyond that is about cases that the ruleset would leave without an answer.
        CalendarFileError: a calendar file cannot be used.
    """
    family = _family(name, calendars) if isinstance(name, str) else ()
    if family:
        return together(family) if on is None else edition_on(together(family), on)
    loaded = _proved(name)
    if loaded.ruleset is None:
        raise RulesetError(loaded.source, loaded.findings)
    return Rules(
        ruleset=loaded.ruleset,
        findings=loaded.findings,
        places=loaded.places,
        source=loaded.source,
        sha256=loaded.sha256,
        layers=layers_from(calendars),
    )


def _family(name: str, calendars: str | Path | tuple[Layer, ...] | None) -> tuple[Rules, ...]:
    """The shipped editions of a rule; none if `name` is itself the id of a ruleset."""
    if shipped_file(name) is not None:
        return ()
    listed = (load(one, calendars=calendars) for one in shipped_like(name))
    return tuple(one for one in listed if one.ruleset.edition_of == name)


def validate(name: str | Path) -> tuple[Finding, ...]:
    """Everything that is found in a ruleset file, in the order of the file.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return examine(name).findings


def examine(name: str | Path) -> LoadedRuleset:
    """A ruleset file read, proved (references by the loader, the net by its markings), analysed."""
    loaded = _read(name)
    if loaded.ruleset is None:
        return loaded
    ruleset, places = loaded.ruleset, loaded.places
    # A ruleset that is not proved is not analysed: the checks rely on the proof.
    found = (*prove(ruleset), *_loosened(loaded)) or analyse(ruleset)
    if any(one.severity is Severity.ERROR for one in found):
        return replace(loaded, findings=ordered((*loaded.findings, *found), places), ruleset=None)
    found = (*found, *check_bases(ruleset, _laws(ruleset)))
    sifted = reported(ruleset, (*loaded.findings, *found))
    return replace(
        loaded,
        findings=ordered(sifted.kept, places),
        ignored=tuple(replace(one, finding=one.finding.placed(places)) for one in sifted.ignored),
    )


def _laws(ruleset: Ruleset) -> dict[str, Ruleset]:
    """Of the rules that a ruleset points into, those that are installed and can be read."""
    installed = [one for one in laws_named(ruleset) if shipped_file(one) is not None]
    read = {one: _read(one).ruleset for one in installed}
    return {name: law for name, law in read.items() if law is not None}


def _read(name: str | Path) -> LoadedRuleset:
    shipped = shipped_file(name) if isinstance(name, str) else None
    return load_ruleset(shipped or name, name=_shown(name, shipped), installed=shipped_ids())


def _proved(name: str | Path) -> LoadedRuleset:
    """A ruleset file read and proved, and not analysed: what judging a case by it needs."""
    loaded = _read(name)
    if loaded.ruleset is None:
        return loaded
    found = (*prove(loaded.ruleset), *_loosened(loaded))
    if found:
        findings = ordered((*loaded.findings, *found), loaded.places)
        return replace(loaded, findings=findings, ruleset=None)
    kept = sifted(loaded.ruleset, loaded.findings, ()).kept
    return replace(loaded, findings=ordered(kept, loaded.places))


def _loosened(loaded: LoadedRuleset) -> tuple[Finding, ...]:
    """What an overlay loosens of the law that it extends; nothing for any other ruleset."""
    own, law = loaded.ruleset, loaded.law
    if own is None or law is None or law.ruleset is None:
        return ()
    # Only here: what is no overlay needs no comparison.
    from ..compare.against import Source
    from ..compare.overlaid import loosened

    choice = law.ruleset.calendar
    calendar = calendar_for(choice.country, choice.subdivision, zone=law.ruleset.timezone)
    above = Source(ruleset=law.ruleset, places=law.places)
    return loosened(Source(ruleset=own, places=loaded.places), above, calendar)


def _shown(name: str | Path, shipped: Path | None) -> str:
    """How the file is called in findings: never by a path of the machine it is installed on."""
    return shipped_name(str(name)) if shipped is not None else str(name)


def read_case(path: str | Path) -> LoadedCase:
    """A case file with what could not be read of it.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
        CaseError: the file holds no case at all.
    """
    loaded = load_case(path)
    if loaded.case is None:
        raise CaseError(loaded.source, loaded.findings)
    return loaded


def read_cases(path: str | Path) -> tuple[LoadedCase, ...]:
    """Every case in a file: one a line if its name ends in `.jsonl`, else the one it is.

    A line or a file that holds no case has `case` None and says why in `findings`.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return load_cases(path)
