"""A path or bytes in, the text of the file and its hash out, or the finding that there is none."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics.codes import TOO_LARGE, UNREADABLE_TEXT
from ..diagnostics.errors import SourceError
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Span

LIMIT = 5_000_000  # bytes; the longest rule in force is a fiftieth of it
_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# What YAML takes as the end of a line; places in a file count lines the same way.
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file as text.

    `sha256` is the hex hash of the text in UTF-8 with `\\n` at line ends and without a byte order
    mark, so that it is the same on every system; of the bytes, where they are no text. `text` is
    None exactly if there is a finding.
    """

    name: str
    text: str | None
    sha256: str
    findings: tuple[Finding, ...] = ()


def read_source(path: str | Path, *, name: str | None = None, limit: int = LIMIT) -> Source:
    """The file at `path`, called `name` in findings (default: the path as written).

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    shown = name if name is not None else str(path)
    try:
        with Path(path).open("rb") as file:
            # The size is asked before the content is read; a pipe has none and is cut instead.
            size = file.seek(0, 2) if file.seekable() else 0
            if size > limit:
                return _too_large(shown, size, limit)
            if size:
                file.seek(0)
            content = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise SourceError(shown, _reason(error)) from error
    return decode(content, name=shown, limit=limit)


def decode(content: bytes, *, name: str, limit: int = LIMIT) -> Source:
    """Bytes as the text of a file called `name`: UTF-8, with or without a byte order mark."""
    if len(content) > limit:
        return _too_large(name, len(content), limit)
    body = content.removeprefix(_BOM)
    fault = _fault(body)
    if fault is not None:
        what, at = fault
        finding = make(UNREADABLE_TEXT, {"what": what}, span=_place(body, at, name))
        digest = hashlib.sha256(content).hexdigest()
        return Source(name=name, text=None, sha256=digest, findings=(finding,))
    text = body.decode("utf-8")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(name=name, text=text, sha256=hashlib.sha256(plain.encode()).hexdigest())


def from_text(content: str | bytes, *, name: str, limit: int = LIMIT) -> Source:
    """The same for content that is already at hand."""
    if isinstance(content, bytes):
        return decode(content, name=name, limit=limit)
    return decode(content.encode("utf-8", "surrogatepass"), name=name, limit=limit)


def _reason(error: OSError | ValueError) -> str:
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (FileNotFoundError, "there is no such file"),
        (NotADirectoryError, "there is no such file"),
        (IsADirectoryError, "it is a directory"),
        (PermissionError, "there is no permission to read it"),
    )
    for kind, reason in reasons:
        if isinstance(error, kind):
            return reason
    return "it cannot be opened"


def _too_large(name: str, size: int, limit: int) -> Source:
    what = Words(
        zh=f"至少 {size} 字节，上限 {limit} 字节", en=f"at least {size} bytes, the most is {limit}"
    )
    finding = make(TOO_LARGE, {"what": what}, span=_first_line(name))
    return Source(name=name, text=None, sha256="", findings=(finding,))


def _fault(body: bytes) -> tuple[Words, int] | None:
    """What keeps the bytes from being UTF-8 text, and at which byte."""
    for mark, coding in _WIDE_BOMS:
        if body.startswith(mark):
            return Words(zh=f"它以 {coding} 存储", en=f"it is stored as {coding}"), 0
    nul = body.find(b"\0")
    if nul >= 0:
        return Words(zh="含有空字节，不是文本", en="it holds NUL bytes and is no text"), nul
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other_coding(body), error.start
    return None


def _other_coding(body: bytes) -> Words:
    try:
        body.decode("gb18030")
    except UnicodeDecodeError:
        return Words(zh="含有不属于 UTF-8 的字节", en="it holds bytes that are not UTF-8")
    return Words(zh="像是 GB18030（GBK）编码", en="it looks like GB18030 (GBK)")


def _place(body: bytes, at: int, name: str) -> Span:
    before = body[:at].decode("utf-8", "replace")
    line = len(LINE_END.findall(before)) + 1
    column = len(LINE_END.split(before)[-1]) + 1
    return Span(file=name, line=line, column=column, end_line=line, end_column=column + 1, text="")


def _first_line(name: str) -> Span:
    return Span(file=name, line=1, column=1, end_line=1, end_column=1, text="")
