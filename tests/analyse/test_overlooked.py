"""The faults that a validator of a working system passed over, each reported here.

The validator of the UK Ministry of Justice's `correspondence_tool_staff` (at commit 4a59f31) checks
keys, types and declared names of a workflow of 2,573 lines and reports none of four things in it:
a state that nothing leads to, a permitted workflow that is never defined, permitted roles that have
no rules, and a value spelled as a Ruby symbol; nor would it see a misspelt target of a transition.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from opendisclose.api import examine

SAMPLES = Path(__file__).parent / "overlooked"
REPORTED = {
    "state-that-nothing-leads-to": ("OD304", "`invalid`"),
    "procedure-never-defined": ("OD201", "`trigger"),
    "role-without-rules": ("OD231", "`manager`"),
    "value-spelled-as-a-symbol": ("OD201", "`:awaiting`"),
    "target-misspelt": ("OD201", "`awaitng`"),
}


@pytest.mark.parametrize("name", REPORTED)
def test_it_is_reported_alone_and_at_its_place(name: str) -> None:
    code, named = REPORTED[name]
    path = SAMPLES / f"{name}.yaml"
    (finding,) = examine(path).findings
    assert finding.code.id == code
    assert named in finding.message.en
    assert finding.span is not None
    line = path.read_text(encoding="utf-8").splitlines()[finding.span.line - 1]
    assert named.strip("`:") in line


def test_what_was_meant_is_suggested() -> None:
    for name in ("value-spelled-as-a-symbol", "target-misspelt"):
        (finding,) = examine(SAMPLES / f"{name}.yaml").findings
        assert finding.help is not None
        assert "did you mean `awaiting`?" in finding.help.en


def test_the_sound_one_has_nothing() -> None:
    assert examine(SAMPLES / "sound.yaml").findings == ()


def test_every_sample_is_one_of_them() -> None:
    assert {one.stem for one in SAMPLES.iterdir()} == {*REPORTED, "sound"}
