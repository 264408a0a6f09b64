"""The kernel's dataclasses go in; what numba has to know of them to compile comes out.

To the kernel a row (`Tables`, `Days`, `Columns`, `Scratch`, `Cases`) is an object with named
sequences. Compiled, it is one pointer to a header of two integers a field: where its sequence
begins and how long it is, or for a field that is one integer that integer and 0. A function then
takes a handful of plain arguments instead of a hundred arrays, and there is nothing to count
references of. That is what makes compiling take seconds instead of minutes.
"""

from __future__ import annotations

import operator
from dataclasses import fields
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.core.extending import register_model
from numba.core.imputils import Registry as Lowering
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, signature
from numba.core.typing.templates import Registry as Typing

from ..calendars.days import Days
from ..graph.tables import Tables
from ..replay.kernel.layout import Cases, Columns, Scratch

KINDS = (Tables, Days, Columns, Scratch, Cases)
# By row: its fields, each with its place in the header and whether it is one integer.
_FIELDS = {
    kind.__name__: {one.name: (2 * n, one.type == "int") for n, one in enumerate(fields(kind))}
    for kind in KINDS
}
_WORD = ir.IntType(64)
POINTER = _WORD.as_pointer()

typing = Typing()
lowering = Lowering("opendisclose")


class RowType(types.Type):
    """A pointer to the header of a row; `checked` refuses an index outside a sequence."""

    def __init__(self, kind: str, checked: bool) -> None:
        super().__init__(name=f"Row({kind}, {checked})")
        self.kind = kind
        self.field = FieldType(checked)


class FieldType(types.Type):
    """One sequence of a row: where it begins and how long it is."""

    def __init__(self, checked: bool) -> None:
        super().__init__(name=f"Field({checked})")
        self.checked = checked


@register_model(RowType)
class _RowModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, POINTER)


@register_model(FieldType)
class _FieldModel(models.StructModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        members = [("begin", types.CPointer(types.int64)), ("length", types.int64)]
        super().__init__(manager, kind, members)


@typing.register_attr
class _RowAttribute(AttributeTemplate):
    key = RowType

    def generic_resolve(self, row: RowType, name: str) -> Any:
        _, single = _FIELDS[row.kind][name]
        return types.int64 if single else row.field


@lowering.lower_getattr_generic(RowType)
def _attribute(context: Any, builder: Any, row: RowType, header: Any, name: str) -> Any:
    place, single = _FIELDS[row.kind][name]
    # A header never changes while the kernel runs, so one look at each field is enough.
    invariant = builder.module.add_metadata([])

    def at(number: int) -> Any:
        word = builder.load(builder.gep(header, [_WORD(number)]))
        word.set_metadata("invariant.load", invariant)
        return word

    if single:
        return at(place)
    field = cgutils.create_struct_proxy(row.field)(context, builder)
    field.begin = builder.inttoptr(at(place), POINTER)
    field.length = at(place + 1)
    return field._getvalue()


class _OfField(AbstractTemplate):
    """`field[place]`, `field[place] = number` and `len(field)`, integers all."""

    def generic(self, args: tuple[Any, ...], _: Any) -> Any:
        field, *numbers = args
        if isinstance(field, FieldType) and all(isinstance(one, types.Integer) for one in numbers):
            found = types.none if self.key is operator.setitem else types.int64
            return signature(found, field, *[types.int64 for _ in numbers])
        return None


for _key in (operator.getitem, operator.setitem, len):
    typing.register_global(_key)(type("_OfField", (_OfField,), {"key": _key}))


def _address(context: Any, builder: Any, kind: FieldType, value: Any, place: Any) -> Any:
    field = cgutils.create_struct_proxy(kind)(context, builder, value=value)
    if kind.checked:
        outside = builder.icmp_unsigned(">=", place, field.length)  # a negative one is huge
        with builder.if_then(outside, likely=False):
            told = ("an index outside its sequence",)
            context.call_conv.return_user_exc(builder, IndexError, told)
    return builder.gep(field.begin, [place])


@lowering.lower(operator.getitem, FieldType, types.int64)
def _get(context: Any, builder: Any, sig: Any, args: tuple[Any, ...]) -> Any:
    return builder.load(_address(context, builder, sig.args[0], *args))


@lowering.lower(operator.setitem, FieldType, types.int64, types.int64)
def _set(context: Any, builder: Any, sig: Any, args: tuple[Any, ...]) -> Any:
    field, place, number = args
    builder.store(number, _address(context, builder, sig.args[0], field, place))
    return context.get_dummy_value()


@lowering.lower(len, FieldType)
def _length(context: Any, builder: Any, sig: Any, args: tuple[Any, ...]) -> Any:
    return cgutils.create_struct_proxy(sig.args[0])(context, builder, value=args[0]).length
