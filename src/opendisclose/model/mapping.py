"""A mapping file: what the columns and the words of somebody's ledger mean under a ruleset."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from .base import AsTuple, Model, Strings


class MappedColumns(Model):
    """Which column of the ledger is which of ours; one that is left out keeps our name."""

    case: str | None = None
    act: str | None = None
    at: str | None = None
    role: str | None = None
    actor: str | None = None
    key: str | None = None
    received: str | None = None
    cites: str | None = None
    unit: str | None = None
    id: str | None = None
    of: str | None = None
    period: str | None = None
    starts_in: str | None = None


class EventOfRow(Model):
    """In a ledger with one row per case: one event of it, from the date columns of the row.

    It took place where any of its columns has something in it. One of `act` and `act_from`.
    """

    act: str | None = None
    act_from: str | None = None
    at: str
    role: str | None = None
    role_from: str | None = None
    actor: str | None = None
    key: str | None = None
    received: str | None = None
    cites: str | None = None
    facts: dict[str, str] = Field(default_factory=dict)
    constants: dict[str, Any] = Field(default_factory=dict)


class Mapping(Model):
    """How a ledger is read."""

    opendisclose_mapping: Literal[1]
    ruleset: str | None = None
    procedure: str | None = None
    sheet: str | None = None
    header_row: Annotated[int, Field(ge=1)] | None = None
    columns: MappedColumns = Field(default_factory=MappedColumns)
    facts: dict[str, str] = Field(default_factory=dict)
    case_facts: dict[str, str] = Field(default_factory=dict)
    events: Annotated[tuple[EventOfRow, ...], AsTuple] = ()
    acts: dict[str, str] = Field(default_factory=dict)
    roles: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, Any]] = Field(default_factory=dict)
    dates: Strings = ()
    role: str | None = None
    constants: dict[str, Any] = Field(default_factory=dict)
    unused: Strings = ()
