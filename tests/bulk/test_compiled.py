"""The kernel compiled by numba finds the same records as the kernel in plain Python."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from opendisclose.api import load
from opendisclose.bulk.compiled import as_arrays, as_pointers, compiled_replay
from opendisclose.model.case import Case
from opendisclose.replay.log import read_log
from opendisclose.replay.machine import run, scratch_for

pytest.importorskip("numba")
ROOM = 200


def _event(act: str, at: str, role: str, **more: Any) -> dict[str, Any]:
    return {"act": act, "at": datetime.fromisoformat(at), "role": role, **more}


def _cases() -> list[list[dict[str, Any]]]:
    apply = _event("apply", "2025-09-26T10:00", "applicant", data={"name": True, "form": "oral"})
    consult = {"consultation_form": "oral", "opinion_period": {"working_days": 5}}
    ask = _event("ask_extension", "2025-10-16T10:00", "holder", data={"explanation": True})
    length = {"extension_granted": {"working_days": 20}}
    return [
        [apply],
        [apply, _event("disclose", "2025-10-28T16:00", "principal_office")],
        [
            apply,
            _event("consult", "2025-10-09T09:00", "principal_office", key="a", data=consult),
            _event("consult", "2025-10-10T09:00", "principal_office", key="b", data=consult),
            _event("agree", "2025-10-14T09:00", "third_party", key="a"),
            _event("refuse", "2025-11-28T09:00", "holder", cites=["privacy", "no_such"]),
        ],
        [
            apply,
            ask,
            _event("agree_extension", "2025-10-21T10:00", "principal_office", data=length),
            _event("tell_extension", "2025-10-22T10:00", "principal_office"),
            _event("find_public_interest", "2025-10-22T11:00", "principal_office"),
            _event("disclose", "2025-12-01T16:00", "principal_office"),
        ],
        [
            _event("correct", "2025-09-26T10:00", "applicant"),
            _event("ask_for_correction", "2025-09-26T11:00", "principal_office"),
            _event("deem_abandoned", "2025-11-26T11:00", "principal_office"),
            _event("apply", "2025-11-26T12:00", "applicant"),
        ],
    ]


@pytest.mark.slow
def test_compiled_and_plain_write_the_same_records() -> None:
    """There is one implementation, whether it is compiled or not (meaning 15)."""
    rules = load("shihezi")
    compiled = rules.compiled("on_request")
    replay = compiled_replay()
    tables = as_pointers(as_arrays(compiled.tables))
    days = as_pointers(as_arrays(rules.calendar.days))
    written = 0
    for events in _cases():
        case = Case.model_validate({"procedure": "on_request", "events": events})
        for trace in (False, True):
            log = read_log(compiled, rules.calendar, case, trace=trace)
            scratch = as_arrays(scratch_for(compiled.tables, log.columns, ROOM))
            columns = as_pointers(as_arrays(log.columns))
            count = replay(tables, days, columns, as_pointers(scratch))
            plain = [number for one in run(compiled, rules.calendar, log).records for number in one]
            assert list(scratch.records[: count * 10]) == plain
            written += count
    assert written > 50
