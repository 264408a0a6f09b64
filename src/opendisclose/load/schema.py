"""A model class and a route in, the keys that a file may have there out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from ..diagnostics.places import Route


def known_keys(model: type[BaseModel], route: Route) -> tuple[str, ...]:
    """The keys of the mapping at `route`, in the order of the model.

    Where the language allows several shapes it is the keys of all of them.
    """
    here: tuple[Any, ...] = (model,)
    for step in route:
        here = tuple(_below(here, step))
    keys = (key for one in _single(here) if _is_model(one) for key in fields(one))
    return tuple(dict.fromkeys(keys))


def takes_any_key(model: type[BaseModel], route: Route) -> bool:
    """Whether the keys of the mapping at `route` are names that the author chooses."""
    here: tuple[Any, ...] = (model,)
    for step in route:
        here = tuple(_below(here, step))
    return any(one is Any or get_origin(one) is dict for one in _single(here))


def fields(model: type[BaseModel]) -> dict[str, Any]:
    """The type of each key of a model, by the spelling of the file."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _below(types: Iterable[Any], step: str | int) -> Iterator[Any]:
    """The types that a value may have one step further down."""
    for one in _shapes(types):
        arguments = get_args(one)
        if _is_model(one):
            if step in fields(one):
                yield fields(one)[str(step)]
        elif get_origin(one) is dict:
            yield arguments[1]
        elif get_origin(one) is tuple and isinstance(step, int):
            yield arguments[0]
        elif get_origin(one) is tuple:
            yield from _below(arguments[:1], step)  # one thing may stand for a list of one


def _single(types: Iterable[Any]) -> Iterator[Any]:
    """The shapes of one thing, or of one that stands for a list of one."""
    for one in _shapes(types):
        if get_origin(one) is tuple:
            yield from _single(get_args(one)[:1])
        else:
            yield one


def _shapes(types: Iterable[Any]) -> Iterator[Any]:
    """The alternatives of unions, without what only decorates them."""
    for one in types:
        if get_origin(one) is Annotated:
            yield from _shapes(get_args(one)[:1])
        elif get_origin(one) in (Union, UnionType):
            yield from _shapes(get_args(one))
        elif isinstance(one, type) and issubclass(one, RootModel):
            yield from _shapes((one.model_fields["root"].annotation,))
        else:
            yield one


def _is_model(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, BaseModel) and not issubclass(one, RootModel)
