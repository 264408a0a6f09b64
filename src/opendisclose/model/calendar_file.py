"""A calendar file: notices that came later, a region's own days, an institution's own days."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import AsTuple, Label, Model, Text
from .periods import YearlyDate


class Stretch(Model):
    """One day, or the days of a stretch, and for the sake of which festival."""

    from_: date = Field(alias="from")
    to: date | None = None  # left out: one day
    zh: str | None = None
    en: str | None = None

    @property
    def last(self) -> date:
        return self.to or self.from_


class HolidayNotice(Model):
    """One notice on the holidays of a year, or one that changes single days of it.

    A whole year's notice names every weekday that is rested and every weekend day that is worked;
    one that `amends` another decides only the days it names.
    """

    year: int
    issued: date | None = None
    number: Label | None = None
    title: Text | None = None
    amends: Label | None = None
    rest: Annotated[tuple[Stretch, ...], AsTuple] = ()
    work: Annotated[tuple[Stretch, ...], AsTuple] = ()


class YearlyDays(Model):
    """Days that come back every year: an anniversary, a summer closing."""

    from_: YearlyDate = Field(alias="from")
    to: YearlyDate | None = None  # left out: one day; before `from`: in the year after
    days: Literal["closed", "worked"]
    since: int | None = None
    until: int | None = None
    zh: str | None = None
    en: str | None = None


class CalendarFile(Model):
    """What is laid over the packaged calendar of a country.

    With a `subdivision` it is for the rulesets of that region, with a `ruleset` for that one.
    `verified: false` marks days that were not read in a source.
    """

    opendisclose_calendar: Literal[1]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    subdivision: Label | None = None
    ruleset: Label | None = None
    verified: bool = True
    notices: Annotated[tuple[HolidayNotice, ...], AsTuple] = ()
    yearly: Annotated[tuple[YearlyDays, ...], AsTuple] = ()
    closed: Annotated[tuple[Stretch, ...], AsTuple] = ()
    worked: Annotated[tuple[Stretch, ...], AsTuple] = ()
