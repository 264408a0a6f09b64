"""Recorded facts by name go in; their codes by number come out, and what is none of the rule's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.wording import did_you_mean, named, nearest, written
from ..graph.names import Names
from ..graph.values import FactCodes, WrongValueError

_FACT = Words(zh="事实", en="fact")


def given_facts(
    names: Names, of: Sequence[FactCodes], data: Mapping[str, Any]
) -> tuple[dict[int, int], tuple[Finding, ...]]:
    """The facts of `data` by number; an unknown name or value is left out, with a finding."""
    known: dict[int, int] = {}
    findings: list[Finding] = []
    for name, value in data.items():
        number = names.get(name)
        if number < 0:
            every = named(names.ids)
            rest = Words(zh=f"已有：{every.zh}", en=f"known: {every.en}")
            findings.append(
                make(
                    codes.UNKNOWN_IN_CASE,
                    {"what": _FACT, "name": name},
                    help=did_you_mean(name, names.ids, rest),
                    route=(name,),
                    at_key=True,
                )
            )
            continue
        try:
            known[number] = of[number].code(value)
        except WrongValueError as wrong:
            findings.append(_wrong(name, value, of[number], wrong))
    return known, tuple(findings)


def _wrong(name: str, value: Any, of: FactCodes, wrong: WrongValueError) -> Finding:
    values = {
        "fact": name,
        "value": written(value),
        "expected": Words(zh=wrong.zh, en=wrong.en),
    }
    meant = next((m for one in _items(value) if (m := _meant(one, of)) is not None), None)
    advice = None
    if meant is not None:
        advice = Words(
            zh=f"是否指 `{meant}`？应为：{wrong.zh}",
            en=f"did you mean `{meant}`? it takes {wrong.en}",
        )
    return make(codes.WRONG_DATA, values, help=advice, route=(name,))


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)


def _meant(value: Any, of: FactCodes) -> str | None:
    """The value that a misspelt one was meant to be."""
    if not isinstance(value, str) or value in of.values.numbers:
        return None
    return nearest(value, of.values.numbers)
