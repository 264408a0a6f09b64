"""A dataclass of plain values goes in, JSON comes out, and the dataclass out of the JSON again."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dumped(value: Any) -> str:
    """The value as one line of JSON; dataclasses are lists of their fields, dates are ISO."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loaded(text: str, kind: type[T]) -> T:
    """What `dumped` has written of a value of this kind.

    Raises:
        ValueError: it is not what `dumped` has written.
    """
    try:
        found: T = _made(json.loads(text), kind)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from error
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, dict):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _made(value: Any, kind: Any) -> Any:
    if get_origin(kind) in (types.UnionType, Union):
        (kind,) = (one for one in get_args(kind) if one is not type(None))
        return None if value is None else _made(value, kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        named = [one.name for one in fields(kind)]
        pairs = zip(named, value, strict=True)
        return kind(**{name: _made(one, hints[name]) for name, one in pairs})
    if get_origin(kind) is dict:
        of_key, of_value = get_args(kind)
        return {_made(key, of_key): _made(one, of_value) for key, one in value}
    if get_origin(kind) is tuple:
        return tuple(_items(value, get_args(kind)))
    if kind is date:
        return date.fromisoformat(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _items(values: list[Any], kinds: tuple[Any, ...]) -> Iterable[Any]:
    if kinds[-1] is Ellipsis:
        return [_made(one, kinds[0]) for one in values]
    return [_made(one, kind) for one, kind in zip(values, kinds, strict=True)]
