"""A model in, every model inside it out, each with the route at which a file has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..diagnostics.places import Route
from .base import Model


def models(value: Any, route: Route = ()) -> Iterator[tuple[Route, Model]]:
    """`value` itself if it is a model, then every model below it, in the order of the language."""
    if isinstance(value, Model):
        yield route, value
        for name, field in type(value).model_fields.items():
            yield from models(getattr(value, name), (*route, field.alias or name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from models(one, (*route, str(key)))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from models(one, (*route, index))
