"""A case in any form goes in; a loaded case with what could not be read of it comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..diagnostics.errors import CaseError, SourceError
from ..diagnostics.places import NO_PLACES
from ..model.case import Case
from .case import LoadedCase, load_case_text


def loaded(case: Case | LoadedCase | Mapping[str, Any]) -> LoadedCase:
    """A case as it is, as it was read from a file, or from a mapping with the keys of a file.

    Raises:
        CaseError: it holds no case at all.
        SourceError: a mapping that is no plain data.
    """
    if isinstance(case, LoadedCase):
        if case.case is None:
            raise CaseError(case.source, case.findings)
        return case
    if isinstance(case, Case):
        return LoadedCase(case=case, places=NO_PLACES, findings=(), source="case", sha256="")
    return _from_plain(case)


def _from_plain(case: Mapping[str, Any]) -> LoadedCase:
    """Plain data is read as strictly as a file; what is wrong with it has no place in one."""
    try:
        text = json.dumps(dict(case), default=_as_text, ensure_ascii=False)
    except (TypeError, ValueError) as error:
        raise SourceError("case", f"no plain data: {error}") from error
    found = load_case_text(text, name="case.json")
    findings = tuple(replace(one, span=None, related=()) for one in found.findings)
    if found.case is None:
        raise CaseError("case", findings)
    return replace(found, findings=findings, places=NO_PLACES)


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a case")
