"""Findings of a ruleset in, a case file for each run that shows one of them out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from .arguments import MisuseError

if TYPE_CHECKING:
    from ..diagnostics.finding import Finding


def write_counterexamples(folder: str, ruleset: str, findings: Iterable[Finding]) -> None:
    """Write `<ruleset>-<n>-<code>.yaml` into `folder`, which is made if it is not there.

    `ruleset` is as on the command line: an id, or a path, which the files name from their folder.

    Raises:
        MisuseError: the folder cannot be written to.
    """
    from ..report.run_case import run_file

    is_path = "/" in ruleset or Path(ruleset).exists()
    named = Path(os.path.relpath(ruleset, folder)).as_posix() if is_path else ruleset
    if is_path and "/" not in named:
        named = f"./{named}"
    path = Path(ruleset)
    stem = path.resolve().parent.name if path.stem == "ruleset" else path.stem
    shown = [one for one in findings if one.run is not None]
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for number, one in enumerate(shown, 1):
            assert one.run is not None  # it would not be among them
            file = Path(folder) / f"{stem}-{number}-{one.code.id}.yaml"
            text = run_file(one, one.run, named)
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or str(error)
        raise MisuseError(
            f"--counterexample 的文件夹 `{folder}` 不能写入：{why}",
            f"--counterexample: cannot write to `{folder}`: {why}",
        ) from error
