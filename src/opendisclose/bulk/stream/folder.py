"""The folder of a streamed audit: what is judged, what is done, and the tables, each file whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet

from ...diagnostics.errors import OtherAuditError, SourceError
from ..sums import Sums
from .plain import dumped, loaded
from .plan import Plan
from .state import Done, Identity, State

TABLES = ("cases", "findings", "clocks")
MANIFEST = "audit.json"
_WORK = ".work"
Write: TypeAlias = Callable[[Path], None]


class Folder:
    """One folder: `audit.json`, a folder of Parquet files for each table, and while it is being
    filled `.work`. Whatever interrupts the writing, no file is ever half there.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.name = str(path)
        self.work = self.path / _WORK

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The folder is there, and nobody else fills it meanwhile.

        Raises:
            SourceError: somebody does, or it is no folder and cannot be made one.
        """
        with self._writable():
            self.path.mkdir(parents=True, exist_ok=True)
        try:
            import fcntl
        except ImportError:  # there is none on this system: two at a time would disturb each other
            yield
            return
        handle = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise SourceError(self.name, "another audit is filling it") from error
        try:
            yield
        finally:
            os.close(handle)  # which lets go of the lock

    def opened(self, identity: Identity, *, resume: bool) -> Done | None:
        """Make the folder ready for an audit; what it came to, if it is done already.

        Raises:
            OtherAuditError: it holds an audit of something else.
            SourceError: it holds other files, or cannot be written.
        """
        with self._writable():
            state = self._state()
            if state is not None and resume:
                differing = identity.differing(state.identity)
                if differing:
                    raise OtherAuditError(self.name, differing)
                if state.done is not None:
                    return state.done
            elif state is not None:
                self._clear()
            elif any(self.path.iterdir()):
                raise SourceError(self.name, "the folder holds other files")
            for name in (*TABLES, _WORK):
                (self.path / name).mkdir(exist_ok=True)
            self._sweep()
            self._put(MANIFEST, State(identity=identity).text())
        return None

    def plan(self, make: Callable[[], Plan]) -> Plan:
        """The parts of the log; made only once, and again if that was interrupted."""
        saved = self.work / "plan.json"
        with self._writable():
            if saved.exists():
                return loaded(saved.read_text("utf-8"), Plan)
            for one in self.work.iterdir():
                _remove(one)
        plan = make()
        with self._writable():
            self._put(f"{_WORK}/plan.json", dumped(plan))
        return plan

    def part(self, number: int) -> Sums | None:
        """What a part came to; None if it is still to be judged."""
        saved = self.work / _sums(number)
        return loaded(saved.read_text("utf-8"), Sums) if saved.exists() else None

    def keep(self, number: int, tables: dict[str, pa.Table], sums: Sums) -> None:
        """The tables of a part and, when all of them are there, what it came to."""
        with self._writable():
            for name, table in tables.items():
                path = f"{name}/part-{number:05d}.parquet"
                self._whole(path, partial(pa.parquet.write_table, table))
            self._put(f"{_WORK}/{_sums(number)}", dumped(sums))

    def finished(self, identity: Identity, done: Done) -> None:
        """Say that all parts are there, and let go of the rest."""
        with self._writable():
            self._put(MANIFEST, State(identity=identity, done=done).text())
            shutil.rmtree(self.work, ignore_errors=True)

    def _state(self) -> State | None:
        path = self.path / MANIFEST
        if not path.exists():
            return None
        try:
            return State.of(path.read_text("utf-8"))
        except ValueError as error:
            raise SourceError(str(path), "it is not what an audit writes") from error

    def _clear(self) -> None:
        """Remove what an earlier audit has written, and nothing else."""
        for name in (MANIFEST, *TABLES, _WORK):
            _remove(self.path / name)

    def _sweep(self) -> None:
        """Remove what was being written when an earlier run was interrupted."""
        for left in self.path.rglob(".*.part"):
            left.unlink()

    def _put(self, name: str, text: str) -> None:
        def write(file: Path) -> None:
            file.write_text(text, encoding="utf-8")

        self._whole(name, write)

    def _whole(self, name: str, write: Write) -> None:
        """Write a file under another name and rename it at the end."""
        target = self.path / name
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            write(beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)

    @contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SourceError(self.name, error.strerror or str(error)) from error


def _sums(number: int) -> str:
    return f"sums-{number:05d}.json"


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
