"""Files that cannot be read at all, and bytes that are no UTF-8 text."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
from pathlib import Path
from typing import NoReturn

import pytest
from loading import SMALL, is_ours, load, only

from opendisclose.diagnostics.errors import SourceError
from opendisclose.load.ruleset import load_ruleset, load_ruleset_text
from opendisclose.load.source import LIMIT, from_text, read_source


def test_a_missing_file_is_a_wrong_call_and_no_finding(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        load_ruleset(tmp_path / "none.yaml", name="none.yaml")
    assert caught.value.reason == "there is no such file"
    assert str(caught.value) == "none.yaml: there is no such file"


def test_a_directory_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="it is a directory"):
        load_ruleset(tmp_path)


def test_a_file_below_a_file_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a: 1")
    with pytest.raises(SourceError, match="there is no such file"):
        load_ruleset(tmp_path / "a" / "b")


def test_a_file_without_permission_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, mode: str) -> NoReturn:
        raise PermissionError(13, "Permission denied", str(self), mode)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="there is no permission to read it"):
        load_ruleset(tmp_path / "a.yaml")


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_a_path_that_no_file_can_have_is_a_wrong_call(path: str) -> None:
    with pytest.raises(SourceError, match="it cannot be opened"):
        load_ruleset(path, name="odd")


def test_a_file_of_50_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    found = only(load_ruleset(path, name="big.yaml").findings)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.code.id == "OD110"
    assert "50000000" in found.message.en
    assert peak < 10_000_000


def test_the_size_limit_holds_for_content_and_for_what_has_no_size(tmp_path: Path) -> None:
    assert only(from_text(b"#" * (LIMIT + 1), name="a").findings).code.id == "OD110"
    assert from_text(b"#" * LIMIT, name="a").text is not None
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    if os.fork() == 0:
        with pipe.open("wb") as file:
            file.write(SMALL.encode())
        os._exit(0)
    assert read_source(pipe).text == SMALL
    os.wait()


def test_a_byte_order_mark_is_accepted_and_moves_no_column() -> None:
    loaded = load_ruleset_text(b"\xef\xbb\xbf" + SMALL.encode(), name="r.yaml")
    assert loaded.findings == ()
    key = loaded.places.of(("opendisclose",), key=True)
    assert key is not None
    assert (key.line, key.column, key.text) == (1, 1, "opendisclose: 1")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (SMALL.encode("utf-16"), "UTF-16"),
        (SMALL.encode("utf-32"), "UTF-32"),
        (SMALL.encode("gb18030"), "GB18030"),
        (b"\x7fELF\0\1\2", "NUL"),
        (b"a: \xff\xfe\xff", "not UTF-8"),
    ],
)
def test_bytes_that_are_no_utf_8_text(content: bytes, word: str) -> None:
    found = only(load_ruleset_text(content, name="r.yaml").findings)
    assert found.code.id == "OD109"
    assert word in found.message.en
    assert is_ours(found)


def test_the_first_wrong_byte_is_shown_by_line_and_column() -> None:
    found = only(load_ruleset_text("a: 1\n标题: ".encode() + b"\xd6\xd0", name="r").findings)
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, 5)


def test_the_hash_is_that_of_the_text_whatever_its_line_ends() -> None:
    expected = hashlib.sha256(SMALL.encode()).hexdigest()
    windows = SMALL.replace("\n", "\r\n").encode()
    assert load(SMALL).sha256 == expected
    assert load_ruleset_text(b"\xef\xbb\xbf" + windows, name="r").sha256 == expected
    assert load(SMALL + "# more\n").sha256 != expected


def test_lines_that_end_as_on_windows_keep_their_places() -> None:
    text = SMALL.replace("status: in_force", "status: on_paper").replace("\n", "\r\n")
    found = only(load_ruleset_text(text, name="r").findings)
    assert found.span is not None
    assert (found.span.line, found.span.column) == (4, 9)
    assert found.span.text == "status: on_paper"
