"""A calendar, a period and a trigger go in; a due date with the steps that lead to it comes out."""

from opendisclose.deadline.between import latest_start, working_days_between
from opendisclose.deadline.due import DueDate, due_date, explain, join_spans
from opendisclose.deadline.steps import Step
from opendisclose.deadline.texts import render

__all__ = [
    "DueDate",
    "Step",
    "due_date",
    "explain",
    "join_spans",
    "latest_start",
    "render",
    "working_days_between",
]
