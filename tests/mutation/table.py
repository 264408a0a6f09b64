"""Prints the mutation measure of every ruleset, by kind of damage, and what was missed."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from opendisclose.load.shipped import shipped_ids

from .damage import KINDS
from .measure import EQUIVALENT, MISSED, TESTS, VALIDATE, WRONG_LINE, Subject, Told

SHARE = 0.95  # of the damages that break form or change meaning
COLUMNS = ("total", EQUIVALENT, VALIDATE, TESTS, MISSED, WRONG_LINE)


def measured(name: str, most: int | None, part: int = 0, parts: int = 1) -> list[Told]:
    """Every damage of a ruleset, or a few of each kind, and who noticed it; or one part of them."""
    with tempfile.TemporaryDirectory() as folder:
        subject = Subject(name, Path(folder))
        return [subject.told(one) for one in list(subject.damages(most))[part::parts]]


def share(told: list[Told]) -> float:
    """The part noticed of those that break form or change meaning."""
    count = Counter(one.by for one in told)
    noticed = count[VALIDATE] + count[TESTS]
    return noticed / max(1, len(told) - count[EQUIVALENT])


def lines(name: str, told: list[Told]) -> list[str]:
    """The table of one ruleset."""
    head = f"{name:<40}" + "".join(f"{one:>12}" for one in COLUMNS)
    found = [head]
    for kind in [*dict.fromkeys(one for one, _, _ in KINDS), ""]:
        of_kind = [one for one in told if kind in ("", one.damage.kind)]
        count = Counter(one.by for one in of_kind)
        count["total"] = len(of_kind)
        if of_kind:
            row = "".join(f"{count[one] or '':>12}" for one in COLUMNS)
            found.append(f"  {kind or 'together':<38}{row}")
    found.append(f"  {share(told):.1%} noticed")
    found += [
        f"  {one.by}: {one.damage.kind}: line {one.damage.line}: "
        + "/".join(map(str, one.damage.route))
        for one in sorted(told, key=lambda one: one.damage.line)
        if one.by in (MISSED, WRONG_LINE)
    ]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rulesets", nargs="*", default=list(shipped_ids()))
    parser.add_argument("--most", type=int, help="at most so many damages of a kind")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    low = False
    with ProcessPoolExecutor(given.workers) as pool:
        parts = range(given.workers)
        asked = {
            name: [pool.submit(measured, name, given.most, one, given.workers) for one in parts]
            for name in given.rulesets
        }
        for name, futures in asked.items():
            told = [one for future in futures for one in future.result()]
            print("\n".join(lines(name, told)), flush=True)
            low |= share(told) < SHARE or any(one.by == WRONG_LINE for one in told)
    return int(low)


if __name__ == "__main__":
    raise SystemExit(main())
