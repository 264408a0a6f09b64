"""`make bench-peers`: every comparison in turn, as a table; 1 if a bound or an agreement is broken.

    python -m tests.benchmarks.peers [--log FILE] [speed] [agreement] [exports]

`--log` is the XES file of the receipt phase of an environmental permit (a public log of a
municipality, which is no part of this project); without it that one comparison is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ..measure import print_table
from . import agreement, exports, permit
from .ratios import ratios

PARTS = ("exports", "agreement", "speed")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--log", type=Path, help="the XES file of the permits")
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all of them by default")
    given = parser.parse_args()
    broken = 0
    for part in given.parts or PARTS:
        if part == "speed":
            with TemporaryDirectory() as folder:
                broken += print_table(ratios(Path(folder)))
        else:
            for line, kept in _compared(part, given.log):
                print(f"{line}: {'equal' if kept else 'DIFFERENT'}", flush=True)
                broken += not kept
    return min(broken, 1)


def _compared(part: str, log: Path | None) -> Iterator[tuple[str, bool]]:
    if part == "exports":
        yield from exports.compared()
    elif part == "agreement":
        yield from agreement.compared()
        if log is not None:
            yield from permit.compared(log)
    else:
        raise SystemExit(f"{part} is none of {', '.join(PARTS)}")


if __name__ == "__main__":
    sys.exit(main())
