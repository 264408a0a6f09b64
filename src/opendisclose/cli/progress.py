"""How far an audit has come goes in; a bar on the terminal shows it, where there is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from ..bulk.stream.run import Progress
    from ..report.layout import View

STAGES = {
    "reading": ("读取", "reading"),
    "sorting": ("按案件分开", "sorting by case"),
    "judging": ("判断", "judging"),
}


@contextmanager
def bar(view: View, stream: TextIO | None = None) -> Iterator[Callable[[Progress], None] | None]:
    """What an audit is to tell its progress to; None where nobody would see it."""
    file = stream or sys.stderr
    if not file.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(file=file), transient=True) as shown:
        task = shown.add_task("", total=None)
        stage = ""

        def tell(progress: Progress) -> None:
            nonlocal stage
            named = view.say(*STAGES[progress.stage])
            if progress.stage != stage:  # the time that is left is that of the stage
                stage = progress.stage
                shown.reset(task, description=named, total=progress.total)
            shown.update(task, completed=progress.done, total=progress.total)

        yield tell
