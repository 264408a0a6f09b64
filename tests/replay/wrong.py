"""A small change of the kernel's source goes in; the kernel with that change comes out."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import opendisclose.replay
from opendisclose.deadline import count

NAME = "opendisclose.replay.wrong"
KERNEL = Path(opendisclose.replay.__path__[0]) / "kernel"
Change = tuple[str, str, str]  # module of the kernel, what stands there once, what is put there


@contextmanager
def kernel_with(folder: Path, changes: tuple[Change, ...]) -> Iterator[Callable[..., int]]:
    """The entry of a copy of the kernel in which each change is made."""
    texts = {one.name: one.read_text(encoding="utf-8") for one in KERNEL.glob("*.py")}
    # The counting is a module of another folder; here it can be changed like the kernel's own.
    counting = Path(str(count.__file__)).read_text(encoding="utf-8")
    texts["count.py"] = counting.replace("from ..", "from ...")
    for module, old, new in changes:
        assert texts[f"{module}.py"].count(old) == 1, f"{module}: {old}"
        texts[f"{module}.py"] = texts[f"{module}.py"].replace(old, new)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    spec: Any = importlib.util.spec_from_file_location(
        NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = package
    try:
        spec.loader.exec_module(package)
        yield importlib.import_module(f"{NAME}.run").replay
    finally:
        for name in [one for one in sys.modules if one.partition(f"{NAME}.")[1] or one == NAME]:
            del sys.modules[name]
