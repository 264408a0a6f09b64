"""One row of the table of checks: the function that looks, and the codes that it may find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..diagnostics.codes import Code
from ..diagnostics.finding import Finding
from .given import AnalyseInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check of one ruleset: pure, so the same ruleset always gives the same findings.

    Its findings have routes and no places yet; whoever runs the checks places and orders them.
    """

    find: Callable[[AnalyseInput], tuple[Finding, ...]]
    codes: tuple[Code, ...]  # every code that `find` may give, and no other
