"""A scalar in, the date or date-time that it states out, or nothing if it states none."""

from __future__ import annotations

from datetime import date, datetime

from ..model.times import time_of
from .tree import ScalarNode


def read_time(node: ScalarNode) -> date | datetime | None:
    """The time that a scalar states, quoted or not."""
    return time_of(node.text)
