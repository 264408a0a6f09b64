"""The fees of a ruleset and a number of items or pages go in; what they cost, by bands, comes out.

Whole yuan throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from .base import AsTuple, Model, Strings, Text, Titled

Unit = Literal["item", "page"]


class Band(Model):
    """What each costs from the end of the band before through a number; without one, all others."""

    through: Annotated[int, Field(ge=1)] | None = None
    yuan: Annotated[int, Field(ge=0)]


class Rise(Model):
    """Beyond the last band: bands of one size, each dearer than the one before."""

    every: Annotated[int, Field(ge=1)]
    yuan: Annotated[int, Field(ge=1)]


class FeeMethod(Titled):
    """One way to count a fee; each band is charged for its own part only."""

    unit: Unit
    counted: Literal["month", "request"]
    bands: Annotated[tuple[Band, ...], AsTuple]
    rises: Rise | None = None
    source: Text
    clause: Strings = ()
    reading: Text | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """The part of a number that lies in one band: `first` through `last`, `yuan` each."""

    first: int
    last: int
    yuan: int

    @property
    def amount(self) -> int:
        return (self.last - self.first + 1) * self.yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee with its steps; `total` is their sum, in yuan."""

    name: str
    method: FeeMethod
    number: int
    steps: tuple[Charged, ...]

    @property
    def total(self) -> int:
        return sum(one.amount for one in self.steps)


def fee_of(name: str, method: FeeMethod, number: int) -> Fee:
    """What `number` items of one applicant in a month, or pages of one request, cost.

    Raises:
        ValueError: the number is negative.
    """
    if number < 0:
        raise ValueError(f"a number of items or pages is not negative: {number}")
    steps, last = [], 0
    for through, yuan in _bands(method):
        if last >= number:
            break
        end = number if through is None else min(through, number)
        steps.append(Charged(first=last + 1, last=end, yuan=yuan))
        last = end
    return Fee(name=name, method=method, number=number, steps=tuple(steps))


def _bands(method: FeeMethod) -> Iterator[tuple[int | None, int]]:
    """The bands in order, then those that the rise makes, without end."""
    through: int | None = 0
    yuan = 0
    for one in method.bands:
        through, yuan = one.through, one.yuan
        yield through, yuan
    while method.rises is not None and through is not None:
        through += method.rises.every
        yuan += method.rises.yuan
        yield through, yuan
