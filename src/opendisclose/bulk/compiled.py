"""The kernel's own source, loaded a second time with every function compiled by numba.

There is one implementation of the meanings. numba compiles functions, not modules: a function it
compiles may only call functions that are compiled as well. So each module of the kernel is
executed once more under a name of its own, its imports of sister modules finding the compiled
ones, and its functions are replaced by compiled ones before anybody calls them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import fields, replace
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, TypeVar

from ..calendars.days import Days
from ..deadline import count
from ..graph.tables import Tables
from ..replay import kernel
from ..replay.kernel import layout
from ..replay.kernel.layout import Columns, Scratch

_NAME = f"{__package__}._kernel"
# Every module after those it imports.
_MODULES = (
    "records",
    "evaluate",
    "dates",
    "spans",
    "extensions",
    "clocks",
    "judge",
    "order",
    "run",
)

Row = TypeVar("Row", Tables, Days, Columns, Scratch)
Replay = Callable[[Tables, Days, Columns, Scratch], int]


@lru_cache(maxsize=2)
def compiled_replay(*, boundscheck: bool = False) -> Replay:
    """`replay.kernel.run.replay`, compiled.

    Its arguments are those of the plain one as numba wants them: `as_pointers(as_arrays(row))`.

    With `boundscheck` an index outside a sequence raises instead of reading what lies there.
    """
    from numba import njit  # an extra, and slow to import

    def jit(function: FunctionType) -> Any:
        return njit(boundscheck=boundscheck)(function)

    folder = Path(kernel.__file__).parent
    package = ModuleType(_NAME)
    package.__path__ = [str(folder)]
    sys.modules[_NAME] = package
    sys.modules[f"{_NAME}.layout"] = layout
    _load("count", Path(count.__file__), jit)
    for name in _MODULES:
        module = _load(name, folder / f"{name}.py", jit)
    replay: Replay = module.replay
    return replay


def _load(name: str, path: Path, jit: Callable[[FunctionType], Any]) -> ModuleType:
    """One module executed under the compiled package's name, its own functions compiled."""
    full = f"{_NAME}.{name}"
    spec = spec_from_file_location(full, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[full] = module
    spec.loader.exec_module(module)
    for key, value in list(vars(module).items()):
        if isinstance(value, FunctionType) and value.__module__ == full:
            setattr(module, key, jit(value))
    return module


def as_arrays(row: Row) -> Row:
    """The same with its lists as int64 arrays; an empty one keeps its type."""
    import numpy as np

    arrays: dict[str, Any] = {
        name: np.array(value, dtype=np.int64)
        for name, value in _items(row)
        if isinstance(value, list)
    }
    return replace(row, **arrays)


def _items(row: Row) -> list[tuple[str, Any]]:
    return [(one.name, getattr(row, one.name)) for one in fields(row)]


def as_pointers(row: Row) -> Row:
    """The same fields behind one pointer.

    numba knows no dataclass, and a tuple of ninety arrays would be ninety arguments of every call
    that passes it on, which takes minutes to compile; an instance of a class of its own is one.
    """
    items = _items(row)
    single = tuple(name for name, value in items if isinstance(value, int))
    kind: Any = type(row)
    made: Row = _class_of(kind, single)(tuple(value for _, value in items))
    return made


@lru_cache(maxsize=8)
def _class_of(kind: Any, single: tuple[str, ...]) -> Any:
    """A numba class with the same fields: arrays of int64, the `single` ones one int64."""
    from numba import int64
    from numba.experimental.jitclass.decorators import jitclass

    names: list[str] = [one.name for one in fields(kind)]
    spec = [(name, int64 if name in single else int64[::1]) for name in names]
    lines = [f"    self.{name} = row[{number}]" for number, name in enumerate(names)]
    namespace: dict[str, Any] = {}
    # numba compiles a constructor from its source, so it has to be written out field by field.
    exec("\n".join(["def __init__(self, row):", *lines]), namespace)
    body = {"__init__": namespace["__init__"], "__module__": __name__}
    return jitclass(spec)(type(kind.__name__, (), body))
