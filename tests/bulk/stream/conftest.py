"""Everything that is done some rows at a time is done a few rows at a time in these tests."""

from __future__ import annotations

import pytest

pytest.importorskip("pyarrow")

from opendisclose.bulk.stream import layout, plan, stored, texts


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (stored, layout):
        monkeypatch.setattr(module, "BATCH", 4)
    monkeypatch.setattr(texts, "_ROWS", 3)
    monkeypatch.setattr(texts, "_BLOCK", 256)
    monkeypatch.setattr(plan, "_HELD", 9)
