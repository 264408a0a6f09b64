"""One row of the table of findings: permanent code, name, severity, kind, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding weighs; in a case only errors make a violation."""

    ERROR = "error"  # a ruleset cannot be trusted to decide; a case broke its rule
    WARNING = "warning"  # usable, but probably not as its author meant
    NOTE = "note"  # to be known under any verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One row of the table; `zh` and `en` are templates filled by `finding.make`."""

    id: str
    name: str  # names the fault; also the name of its page in docs/reference/codes/
    severity: Severity
    zh: str
    en: str
    help_zh: str = ""
    help_en: str = ""
    kind: str | None = None  # the kind of a judged case, where it is always the same


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def row(
    code: str,
    name: str,
    severity: Severity,
    zh: str,
    en: str,
    help: tuple[str, str] = ("", ""),  # noqa: A002 - reads as the column of a table
    kind: str | None = None,
) -> Code:
    return Code(
        id=code,
        name=name,
        severity=severity,
        zh=zh,
        en=en,
        help_zh=help[0],
        help_en=help[1],
        kind=kind,
    )
