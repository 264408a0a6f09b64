"""Texts go in and out to the terminal; the only module that writes."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..report.layout import View
    from .options import Lang


def view_of(lang: Lang | None) -> View:
    """The language asked for, and colours if standard output is a terminal that has them."""
    from ..report.layout import View
    from ..report.paint import PLAIN, ansi
    from .arguments import language

    return View(lang=language(lang), paint=ansi if _has_colour() else PLAIN)


def _has_colour() -> bool:
    if not sys.stdout.isatty():
        return False
    from rich.console import Console  # knows NO_COLOR, TERM and the consoles of Windows

    return Console().color_system is not None


def speak_utf8() -> None:
    """Chinese can be written whatever the locale says, and a file has the same bytes anywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")


def put(text: str) -> None:
    """Write to standard output; a reader that has gone away is no fault."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(text: str) -> None:
    """Write one line to standard error."""
    put_aside(f"opendisclose: {text}\n")


def put_aside(text: str) -> None:
    """Write to standard error."""
    sys.stderr.write(text)
