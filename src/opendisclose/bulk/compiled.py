"""The kernel's own functions go in; one machine function that judges many cases comes out.

There is one implementation of the meanings: numba is shown the functions of `replay.kernel` as
they stand, in the order in which they call one another, each with the one signature that its
annotations tell. All of them go into one library, so that the machine code is optimised once and
not again in every function that calls them. The result is kept in numba's cache (`NUMBA_CACHE_DIR`
if set), under a stamp of the kernel's source.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from inspect import getsource
from types import FunctionType
from typing import Any

from numba import njit, types
from numba.core import compiler, extending
from numba.core.registry import cpu_target
from numba.core.typing.templates import make_concrete_template

from ..replay.kernel.cases import replay_cases
from . import rows
from .rows import KINDS, POINTER, RowType

_ENTRY: Any = replay_cases  # to mypy a callable; that it is a function matters here
_intrinsic: Any = extending.intrinsic

# Addresses of five headers (tables, days, columns, scratch, cases), then from which case to which.
Entry = Callable[..., int]
_SIGNATURE = types.int64(*[types.int64] * 7)


@cache
def compiled_cases(*, checked: bool = False) -> Entry:
    """`replay.kernel.cases.replay_cases`, compiled; it lets other threads run meanwhile.

    With `checked` an index outside a sequence raises an IndexError instead of reading what lies
    there.
    """
    call = _call_checked if checked else _call
    return _entry(call, _stamp())


def _entry(call: Any, stamp: int) -> Entry:
    # What a function closes over is part of the key of numba's cache: another source, another key.
    if call is _call:

        def entry(t: int, d: int, c: int, s: int, m: int, first: int, end: int) -> Any:
            return _call(t, d, c, s, m, first, end, stamp)

    else:

        def entry(t: int, d: int, c: int, s: int, m: int, first: int, end: int) -> Any:
            return _call_checked(t, d, c, s, m, first, end, stamp)

    made: Entry = njit(_SIGNATURE, nogil=True, cache=True)(entry)
    return made


def _stamp() -> int:
    """A number that changes with the source of anything that is compiled."""
    holding = [one.__module__ for one in (*_callees_first(_ENTRY), *KINDS, RowType, _Library)]
    text = "".join(getsource(sys.modules[name]) for name in dict.fromkeys(holding))
    return int(hashlib.sha256(text.encode()).hexdigest()[:15], 16)


def _callees_first(function: FunctionType) -> Iterator[FunctionType]:
    """The function and every one of the kernel's that it calls, each after those it calls."""
    seen = {function}

    def visit(one: FunctionType) -> Iterator[FunctionType]:
        for name in one.__code__.co_names:
            other = one.__globals__.get(name)
            if isinstance(other, FunctionType) and other not in seen:
                seen.add(other)
                yield from visit(other)
        yield one

    return visit(function)


class _Library:
    """The kernel's functions compiled into a library of machine code that is being made."""

    def __init__(self, checked: bool, library: Any) -> None:
        self._types = {kind.__name__: RowType(kind.__name__, checked) for kind in KINDS}
        self._types.update({"int": types.int64, "None": types.void})
        self._typing = cpu_target.typing_context
        self._target = cpu_target.target_context
        self._library = library
        self.made: dict[FunctionType, Any] = {}

    def compile(self, function: FunctionType) -> Any:
        """Compile a function and all that it calls; the signature of it."""
        for one in _callees_first(function):
            self._one(one)
        # Only the entry is called from outside. Knowing that, LLVM inlines what is called once and
        # drops the checks for errors that no function returns.
        outer = self.made[function].llvm_func_name
        for one in self._library._final_module.functions:
            if not one.is_declaration and one.name != outer:
                one.linkage = "internal"
        return self._signature(function)

    def _signature(self, function: FunctionType) -> Any:
        told = dict(function.__annotations__)
        found = self._types[told.pop("return")]
        return found(*[self._types[one] for one in told.values()])

    def _one(self, function: FunctionType) -> None:
        sig = self._signature(function)
        self._register(function, sig)
        flags = compiler.Flags()
        flags.no_compile = True  # one library for all: machine code is made of the whole
        flags.no_cpython_wrapper = True
        flags.no_cfunc_wrapper = True
        flags.error_model = "numpy"
        found = compiler.compile_extra(
            self._typing,
            self._target,
            function,
            sig.args,
            sig.return_type,
            flags,
            {},
            library=self._library,
        )
        self.made[function] = found.fndesc

    def _register(self, function: FunctionType, sig: Any) -> None:
        """Tell numba what a call of the function is: its type, and how it is made."""

        def call(context: Any, builder: Any, sig: Any, args: tuple[Any, ...]) -> Any:
            if function in self.made:
                return context.call_internal(builder, self.made[function], sig, args)
            # Not made yet: the function calls itself.
            status, found = context.call_conv.call_function(
                builder, builder.function, sig.return_type, sig.args, args
            )
            with builder.if_then(status.is_error, likely=False):
                context.call_conv.return_status_propagate(builder, status)
            return found

        template = make_concrete_template(function.__name__, key=function, signatures=[sig])
        rows.typing.register_global(function, types.Function(template))
        rows.lowering.lower(function, *sig.args)(call)
        self._typing.install_registry(rows.typing)
        self._target.install_registry(rows.lowering)


def _typed(checked: bool) -> Any:
    """The type of a call of the kernel and how it is made, which is where all is compiled."""

    def call(context: Any, builder: Any, _: Any, args: tuple[Any, ...]) -> Any:
        kernel = _Library(checked, context.active_code_library)
        inner = kernel.compile(_ENTRY)
        headers = [builder.inttoptr(one, POINTER) for one in args[:5]]
        given = (*headers, *args[5:7])
        return context.call_internal(builder, kernel.made[_ENTRY], inner, given)

    return types.int64(*[types.int64] * 8), call


@_intrinsic
def _call(
    _typing: Any, _t: Any, _d: Any, _c: Any, _s: Any, _m: Any, _first: Any, _end: Any, _key: Any
) -> Any:
    return _typed(False)


@_intrinsic
def _call_checked(
    _typing: Any, _t: Any, _d: Any, _c: Any, _s: Any, _m: Any, _first: Any, _end: Any, _key: Any
) -> Any:
    return _typed(True)
