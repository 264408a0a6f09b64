"""The exit codes of every command, each with one meaning, in one table."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """What a command tells the shell; a number is never used for anything else."""

    CLEAN = 0
    FINDINGS = 1
    MISUSE = 2
    NOTHING = 3
    FAULT = 4


MEANINGS: dict[Exit, str] = {
    Exit.CLEAN: "clean: done, and nothing found at or above `--fail-on`",
    Exit.FINDINGS: "findings at or above `--fail-on`, a failed test, or a file that cannot be used",
    Exit.MISUSE: "misuse: a wrong option, an unknown name, a file that cannot be read",
    Exit.NOTHING: "nothing to check: no event that can be judged, or no rule test",
    Exit.FAULT: "internal fault: please report it, with the output of `--debug`",
}

INTERRUPTED = 130  # by the keyboard; the number that shells use

# Of several files the gravest counts.
_GRAVEST = (Exit.FAULT, Exit.MISUSE, Exit.FINDINGS, Exit.NOTHING, Exit.CLEAN)


def gravest(found: Iterable[Exit]) -> Exit:
    """The exit code of a run over several files."""
    every = set(found)
    return next((one for one in _GRAVEST if one in every), Exit.CLEAN)
