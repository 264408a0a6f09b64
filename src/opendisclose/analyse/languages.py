"""A ruleset in, every text of it that is missing in one of the two languages out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Route
from ..model.base import Text, Titled
from ..model.ruleset import Fact
from .given import AnalyseInput

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_ZH = Words(zh="中文", en="Chinese")
_EN = Words(zh="英文", en="English")
_BOTH = Words(zh="中文和英文", en="Chinese or English")


def languages(given: AnalyseInput) -> tuple[Finding, ...]:
    """Titles, summaries, readings and reasons that a reader of one language cannot read.

    A text is missing where there is none, where it is blank, and where it stands in the other
    language: letters without a Chinese character in `zh`, more Chinese than Latin in `en`.
    """
    found: list[Finding] = []
    bare: set[Route] = set()  # lists of values written without titles: one finding for the list
    for route, one in given.models:
        if isinstance(one, Text):
            found += _missing(one, route)
        elif isinstance(one, Fact):
            values = [(value.zh, value.en) for value in one.values.values()]
            if values and all(value == (None, None) for value in values):
                bare.add((*route, "values"))
                found.append(_finding((*route, "values"), _BOTH))
            found += _missing(one, route)
        elif isinstance(one, Titled) and route[:-1] not in bare:
            found += _missing(one, route)
    return tuple(found)


def _missing(text: Text | Titled, route: Route) -> Iterator[Finding]:
    zh, en = text.zh or "", text.en or ""
    no_zh = not _HAN.search(zh) and (not zh.strip() or _LATIN.search(zh) is not None)
    no_en = not en.strip() or len(_HAN.findall(en)) > len(_LATIN.findall(en))
    if no_zh or no_en:
        yield _finding(route, _BOTH if no_zh and no_en else _ZH if no_zh else _EN)


def _finding(route: Route, language: Words) -> Finding:
    where = f"`{'.'.join(str(step) for step in route if isinstance(step, str))}`"
    values = {"where": where, "language": language}
    return make(codes.TEXT_IN_ONE_LANGUAGE, values, route=route, at_key=True)
