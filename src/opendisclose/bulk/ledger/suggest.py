"""A sheet and a procedure go in; the text of a mapping file, guessed and to be reviewed, comes out.

A column is guessed by the words of the ruleset (ids, titles, `also`) that its name or its cells
have, and by whether its cells read as dates. What is only a guess says so on its line.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from ...graph.compiled import Compiled
from ...graph.names import Names
from .cells import plain, time_text
from .recognised import ours
from .sheet import Sheet, written

_LOOKED_AT = 500  # rows
_MOSTLY = 0.6  # of the cells of a column
_CLOSE = 0.5  # how alike a name and a word are, for a guess
_CASE = ("编号", "案号", "受理号", "登记号", "申请编号", "流水号", "序号")
_AT = ("时间", "日期", "办理时间", "发生时间")
_ACT = ("环节", "行为", "步骤", "事项", "办理环节", "操作")
_ROLE = ("主体", "角色", "办理主体")
_UNIT = ("单位", "部门", "承办单位", "责任单位", "受理单位")
_REVIEW = "# ? 请核对 review"


def suggested(sheet: Sheet, compiled: Compiled) -> str:
    """A mapping file: one row an event if a column holds acts, else one row a case."""
    cells = {name: _cells(sheet, name) for name in sheet.table.column_names}
    dates = [name for name, found in cells.items() if _is_dates(sheet, found)]
    known = ours(tuple(cells), None)
    acts = known.get("act") or _by_words(cells, compiled.acts, _ACT)
    # Each case in one row only, and several dates in it: then the row is the case.
    case = known.get("case") or _named(cells, _CASE)
    one_row = case is not None and len(dates) > 1 and _each_once(sheet, case)
    act = None if one_row else acts
    lines = [
        "# 由 --suggest-mapping 猜测，逐行核对后使用  guessed: review every line before use",
        "opendisclose_mapping: 1",
        f"ruleset: {compiled.ruleset.id}",
        f"procedure: {compiled.id}",
    ]
    if sheet.header > 1:
        lines.append(f"header_row: {sheet.header}")
    taken: set[str] = set()
    columns = _columns(cells, dates, known, act, compiled)
    taken |= set(columns.values())
    lines += ["columns:"] if columns else []
    for name, column in columns.items():
        lines.append(_line(f"  {name}", column, sure=column == known.get(name)))
    if act is not None:
        lines += _vocabulary("acts", cells[act], compiled.acts)
        if (role := columns.get("role")) is not None:
            lines += _vocabulary("roles", cells[role], compiled.roles)
    else:
        lines += _events(list(cells), dates, acts, compiled, taken)
        if acts is not None:
            lines += _vocabulary("acts", cells[acts], compiled.acts)
    lines += _facts(cells, compiled, taken)
    rest = [name for name in cells if name not in taken]
    if rest:
        lines.append(f"unused: {_listed(rest)}  {_REVIEW}")
    return "".join(f"{line}\n" for line in lines)


def _cells(sheet: Sheet, name: str) -> list[str]:
    """The different cells of a column, as text."""
    column = sheet.table.column(name).slice(0, _LOOKED_AT).to_pylist()
    return list(dict.fromkeys(written(one).strip() for one in column if one not in (None, "")))


def _each_once(sheet: Sheet, name: str) -> bool:
    column = sheet.table.column(name).slice(0, _LOOKED_AT).drop_null().to_pylist()
    return len(set(column)) == len(column)


def _is_dates(sheet: Sheet, cells: list[str]) -> bool:
    read = [time_text(one, sheet.epoch) is not None for one in cells]
    return bool(read) and sum(read) / len(read) >= _MOSTLY


def _columns(
    cells: Mapping[str, list[str]],
    dates: list[str],
    known: Mapping[str, str],
    act: str | None,
    compiled: Compiled,
) -> dict[str, str]:
    """Which column is which of ours."""
    found = dict(known)
    rest = [name for name in cells if name not in found.values()]
    if "case" not in found and (case := _named(rest, _CASE)) is not None:
        found["case"] = case
    if act is not None:
        found["act"] = act
        if "at" not in found and dates:
            found["at"] = _named(dates, _AT) or dates[0]
        role = _by_words({name: cells[name] for name in rest}, compiled.roles, _ROLE)
        if "role" not in found and role is not None and role != act:
            found["role"] = role
    unit = _named([name for name in rest if name not in found.values()], _UNIT)
    if unit is not None and unit not in dates:
        found["unit"] = unit
    return found


def _named(columns: Iterable[str], words: tuple[str, ...]) -> str | None:
    """The column called by one of the words, or having one in its name; earlier words first."""
    listed = list(columns)
    for word in words:
        if word in listed:
            return word
    return next((name for word in words for name in listed if word in name), None)


def _by_words(cells: Mapping[str, list[str]], names: Names, words: tuple[str, ...]) -> str | None:
    """The column most of whose cells are names of the ruleset; else the one so called."""
    shares = {
        name: sum(names.get(plain(one)) >= 0 for one in found) / len(found)
        for name, found in cells.items()
        if found
    }
    best = max(shares, key=lambda name: shares[name], default=None)
    if best is not None and shares[best] >= _MOSTLY:
        return best
    return next((name for name in cells if name in words), None)


def _vocabulary(section: str, cells: list[str], names: Names) -> list[str]:
    """A line for each word that the ruleset has not, with the nearest that it has."""
    unknown = [one for one in cells if names.get(one) < 0]
    if not unknown:
        return []
    return [f"{section}:", *(_line(f"  {_quoted(one)}", _nearest(one, names)) for one in unknown)]


def _nearest(word: str, names: Names) -> str:
    """The id whose word is most alike; the first id of all if none is."""
    told = plain(word)
    scored = [(difflib.SequenceMatcher(None, told, one).ratio(), one) for one in names.numbers]
    inside = [(0.9, one) for one in names.numbers if len(one) > 1 and (one in told or told in one)]
    score, best = max([*scored, *inside], default=(0.0, ""))
    return names.ids[names[best]] if score >= _CLOSE or inside else names.ids[0]


def _events(
    names: list[str], dates: list[str], act: str | None, compiled: Compiled, taken: set[str]
) -> list[str]:
    """One row a case: every date column is an event, by the act that its name is like.

    A column of acts says what was done on the date beside it: the last one before, else after it.
    """
    free = [name for name in dates if name not in taken]
    beside = _beside(names, free, act)
    lines = []
    for name in free:
        taken.add(name)
        if act is not None and name == beside:
            taken.add(act)
            lines.append(f"  - {{act_from: {_quoted(act)}, at: {_quoted(name)}}}  {_REVIEW}")
            continue
        known = _nearest(name.removesuffix("日期").removesuffix("时间"), compiled.acts)
        variants = compiled.variants(compiled.acts[known])
        by = compiled.transition(variants[0]).by if variants else ()
        role = f", role: {by[0]}" if by else ""
        lines.append(f"  - {{act: {known}, at: {_quoted(name)}{role}}}  {_REVIEW}")
    return ["events:", *lines] if lines else []


def _beside(names: list[str], dates: list[str], act: str | None) -> str | None:
    if act is None or not dates:
        return None
    before = [name for name in dates if names.index(name) < names.index(act)]
    return before[-1] if before else dates[0]


def _facts(cells: Mapping[str, list[str]], compiled: Compiled, taken: set[str]) -> list[str]:
    """Columns called as a fact is; the others are not guessed."""
    lines = []
    for name in cells:
        number = compiled.facts.get(plain(name))
        if number >= 0 and name not in taken:
            taken.add(name)
            lines.append(_line(f"  {compiled.facts.ids[number]}", name, sure=True))
    return ["facts:", *lines] if lines else []


def _line(key: str, value: str, *, sure: bool = False) -> str:
    return f"{key}: {_quoted(value)}" + ("" if sure else f"  {_REVIEW}")


def _listed(names: list[str]) -> str:
    return f"[{', '.join(_quoted(one) for one in names)}]"


def _quoted(text: Any) -> str:
    """A text as a YAML scalar: bare if it is a plain name, else in double quotes."""
    word = str(text)
    bare = word.isascii() and word.isidentifier() and word not in ("on", "off", "yes", "no", "null")
    return word if bare else json.dumps(word, ensure_ascii=False)
