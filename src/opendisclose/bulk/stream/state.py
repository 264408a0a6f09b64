"""What is judged and how far it has come: the text of `audit.json` in and out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from pathlib import Path

from ...diagnostics.errors import SourceError
from ..ledger.files import ending_of
from ..sums import Sums
from .layout import Log
from .plain import dumped, loaded

_FORMAT = 1
_SAMPLE = 1 << 16  # bytes at either end of a log that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Everything that the tables of an audit depend on; only texts.

    Attributes:
        version: of OpenDisclose.
        content: of the ruleset, its law and the calendar, as a hash; mapping: of its file.
        log: the name of the file, its size, time of change and both its ends, as a hash.
        part: how many rows a part has, on which the order of the tables depends.
    """

    version: str
    ruleset: str
    edition: str
    content: str
    procedure: str
    calendar: str
    mapping: str
    as_of: str
    clocks: str
    log: str
    part: str

    def differing(self, other: Identity) -> tuple[str, ...]:
        """The names of what is not the same."""
        names = [one.name for one in fields(self)]
        return tuple(one for one in names if getattr(self, one) != getattr(other, one))


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a whole log came to."""

    sums: Sums
    log: Log


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What `audit.json` says."""

    identity: Identity
    done: Done | None = None

    def text(self) -> str:
        """As JSON for people and programs: `complete`, `audit`, and the sums on one line."""
        sums = None if self.done is None else self.done.sums
        shown = {
            "opendisclose_audit": _FORMAT,
            "complete": self.done is not None,
            "audit": {one.name: getattr(self.identity, one.name) for one in fields(Identity)},
            "cases": None if sums is None else sums.cases,
            "events": None if sums is None else sums.events,
            "verdicts": None if sums is None else sums.verdicts,
            "state": dumped(self),
        }
        return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def of(cls, text: str) -> State:
        """What `text` has written.

        Raises:
            ValueError: it is not what it has written.
        """
        try:
            told = json.loads(text)["state"]
        except (KeyError, TypeError) as error:
            raise ValueError("it has no state") from error
        return loaded(told, cls)


def log_identity(log: str | Path) -> str:
    """A file as it stands now, without reading all of it.

    Raises:
        SourceError: it is not there, has none of the endings of a log, or cannot be read.
    """
    path = Path(log)
    ending_of(path, str(log))
    try:
        told = path.stat()
        digest = hashlib.sha256(f"{path.name} {told.st_size} {told.st_mtime_ns}".encode())
        with path.open("rb") as file:
            digest.update(file.read(_SAMPLE))
            file.seek(max(0, told.st_size - _SAMPLE))
            digest.update(file.read(_SAMPLE))
    except OSError as error:
        raise SourceError(str(log), error.strerror or str(error)) from error
    return digest.hexdigest()
