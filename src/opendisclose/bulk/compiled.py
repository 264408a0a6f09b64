"""The kernel's own source, loaded a second time with every function compiled by numba.

There is one implementation of the meanings. numba compiles functions, not modules: a function it
compiles may only call functions that are compiled as well. So each module of the kernel is
executed once more under a name of its own, its imports of sister modules finding the compiled
ones, and its functions are replaced by compiled ones before anybody calls them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple, TypeVar

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

Row = TypeVar("Row", bound=NamedTuple)
Replay = Callable[[Tables, Days, Columns, Scratch], int]


@lru_cache(maxsize=2)
def compiled_replay(*, boundscheck: bool = False) -> Replay:
    """`replay.kernel.run.replay`, compiled.

    Its arguments are named tuples as numba wants them: `as_pointers(as_arrays(row))`.

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
    """The same named tuple with its lists as int64 arrays; an empty one keeps its type."""
    import numpy as np

    arrays = {
        name: np.array(value, dtype=np.int64) if isinstance(value, list) else value
        for name, value in row._asdict().items()
    }
    return row._replace(**arrays)


def as_pointers(row: Row) -> Row:
    """The same fields behind one pointer.

    A named tuple of ninety arrays is ninety arguments of every call that passes it on, and
    compiling that takes minutes; an instance of a class is one.
    """
    single = tuple(name for name, value in row._asdict().items() if isinstance(value, int))
    made: Row = _class_of(type(row), single)(row)
    return made


@lru_cache(maxsize=8)
def _class_of(kind: type[NamedTuple], single: tuple[str, ...]) -> Any:
    """A numba class with the fields of a named tuple: arrays of int64, `single` ones one int64."""
    from numba import int64
    from numba.experimental.jitclass.decorators import jitclass

    spec = [(name, int64 if name in single else int64[::1]) for name in kind._fields]
    lines = [f"    self.{name} = row[{number}]" for number, name in enumerate(kind._fields)]
    namespace: dict[str, Any] = {}
    # numba compiles a constructor from its source, so it has to be written out field by field.
    exec("\n".join(["def __init__(self, row):", *lines]), namespace)
    body = {"__init__": namespace["__init__"], "__module__": __name__}
    return jitclass(spec)(type(kind.__name__, (), body))
