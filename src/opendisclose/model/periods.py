"""Periods: how long a duty may take, or until when, in the words of the law."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import ConfigDict, Discriminator, Field, Tag

from .base import ONE_KEY, Model

Count: TypeAlias = Annotated[int, Field(ge=1)]
UNITS = ("working_days", "days", "months", "hours")


class Duration(Model):
    """A length of time in exactly one unit."""

    model_config = ConfigDict(json_schema_extra=ONE_KEY)

    working_days: Count | None = None
    days: Count | None = None
    months: Count | None = None
    hours: Count | None = None

    def unit(self) -> tuple[str, int]:
        """The unit and the number; the loader has seen that exactly one is given."""
        for name in UNITS:
            number = getattr(self, name)
            if number is not None:
                return name, int(number)
        raise ValueError("a duration without a unit")

    def given(self) -> tuple[str, ...]:
        return tuple(name for name in UNITS if getattr(self, name) is not None)


class YearlyDate(Model):
    """A month and a day of it, or its last day."""

    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)] | Literal["last"]


class Period(Duration):
    """A duration, a fixed date, the last working week, or a period that a fact sets."""

    by_date: YearlyDate | None = None
    last_working_week_of: Literal["quarter", "month", "year"] | None = None
    set_by: str | None = None

    def given(self) -> tuple[str, ...]:
        names = (*UNITS, "by_date", "last_working_week_of", "set_by")
        return tuple(name for name in names if getattr(self, name) is not None)

    def fixed(self) -> bool:
        """Whether it is a date in the period of a recurring duty, and no length of time."""
        return self.by_date is not None or self.last_working_week_of is not None


Word: TypeAlias = Literal["promptly", "in_step", "same_day"]
WORDS: tuple[str, ...] = ("promptly", "in_step", "same_day")


def _form(value: Any) -> str:
    return "word" if isinstance(value, str) else "period"


Within: TypeAlias = Annotated[
    Annotated[Word, Tag("word")] | Annotated[Period, Tag("period")], Discriminator(_form)
]
