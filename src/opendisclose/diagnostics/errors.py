"""The exceptions of a wrong call; what is wrong in a ruleset or a case is a finding instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .finding import Finding


class OpenDiscloseError(Exception):
    """Base of every exception that OpenDisclose raises on purpose."""


class SourceError(OpenDiscloseError):
    """A file that cannot be read at all: missing, a directory, no permission.

    Attributes:
        source: what was asked for, as the caller wrote it.
        reason: one clause saying why it could not be read.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class _FileError(OpenDiscloseError):
    """A file that was read and cannot be used: it carries everything that was found in it."""

    def __init__(self, source: str, findings: tuple[Finding, ...]) -> None:
        lines = [f"{source}: {len(findings)} finding(s)"]
        lines += [f"  {finding.line()}" for finding in findings]
        super().__init__("\n".join(lines))
        self.source = source
        self.findings = findings


class RulesetError(_FileError):
    """A ruleset that cannot be used: all findings of the file, none of it loaded.

    Attributes:
        source: the file or shipped id that was asked for.
        findings: every finding, in the order of the file.
    """


class CalendarFileError(_FileError):
    """A calendar file that cannot be used, or files that contradict each other.

    Attributes:
        source: the file or folder that was asked for.
        findings: every finding, in the order of the file.
    """


class CaseError(_FileError):
    """A case file that holds no case at all (what is wrong inside a case is a finding).

    Attributes:
        source: the file that was asked for.
        findings: every finding, in the order of the file.
    """


class MappingError(_FileError):
    """A mapping file that cannot be used for a log.

    Attributes:
        source: the file that was asked for.
        findings: every finding, in the order of the file.
    """


class WrongTimeError(OpenDiscloseError):
    """A time given in a call that is none.

    Attributes:
        text: the time as given.
    """

    def __init__(self, text: str) -> None:
        super().__init__(f"`{text}` is not a time; write 2026-09-18 or 2026-09-18T09:30")
        self.text = text


class UnknownNameError(OpenDiscloseError):
    """A name given in a call that the ruleset does not have.

    Attributes:
        name: the name as given.
        known: the names that would have been right, in file order.
    """

    def __init__(self, what: str, name: str, known: tuple[str, ...]) -> None:
        shown = ", ".join(f"`{one}`" for one in known) or "none"
        super().__init__(f"no {what} `{name}`; known: {shown}")
        self.what = what
        self.name = name
        self.known = known


class MissingExtraError(OpenDiscloseError):
    """Something was asked for that needs packages which are not installed.

    Attributes:
        extra: what brings them: `pip install 'opendisclose[extra]'`.
    """

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(f"`{package}` is missing; pip install 'opendisclose[{extra}]'")
        self.extra = extra


class MissingColumnError(OpenDiscloseError):
    """A log as a table lacks a column without which none of its cases can be judged.

    Attributes:
        missing: the columns that are not there.
        found: those that are.
    """

    def __init__(self, missing: tuple[str, ...], found: tuple[str, ...]) -> None:
        wanted = ", ".join(f"`{one}`" for one in missing)
        shown = ", ".join(f"`{one}`" for one in found) or "none"
        super().__init__(f"the log has no column {wanted}; it has: {shown}")
        self.missing = missing
        self.found = found


class OtherAuditError(OpenDiscloseError):
    """A folder holds an audit of something else, which therefore cannot be gone on with.

    Attributes:
        folder: the folder.
        differing: what is not the same: `log`, `content` (of the ruleset), `mapping`, `as_of`, …
    """

    def __init__(self, folder: str, differing: tuple[str, ...]) -> None:
        listed = ", ".join(differing)
        super().__init__(
            f"{folder}: it holds an audit of something else (not the same: {listed}); "
            "give another folder, or begin anew"
        )
        self.folder = folder
        self.differing = differing
        self.zh = f"{folder}：其中是另一次审查（不同之处：{listed}）；请换一个文件夹，或重新开始"


class OtherContentError(OpenDiscloseError):
    """A saved case that would be gone on with under another content of its ruleset.

    Attributes:
        saved: ruleset, edition and content hash it was saved under; None if it was not saved.
        present: those of the rules at hand.
    """

    def __init__(self, saved: tuple[str, str, str] | None, present: tuple[str, str, str]) -> None:
        zh, en = _content(present)
        if saved is None:
            self.zh = f"案件没有写明按哪份规则保存；现用的是{zh}"
            self.en = f"the case does not say which ruleset it was saved under; at hand is {en}"
        else:
            old_zh, old_en = _content(saved)
            self.zh = f"案件按{old_zh}保存，现用的是{zh}"
            self.en = f"the case was saved under {old_en}, but at hand is {en}"
        super().__init__(self.en)
        self.saved = saved
        self.present = present


def _content(of: tuple[str, str, str]) -> tuple[str, str]:
    ruleset, edition, sha256 = of
    return (
        f"规则 `{ruleset}` {edition} 版（内容 {sha256[:12]}）",
        f"ruleset `{ruleset}`, edition {edition} (content {sha256[:12]})",
    )


class OtherVersionError(OpenDiscloseError):
    """A worker has another version of OpenDisclose than the program that gave it its task.

    Attributes:
        wanted: the version of the program.
        found: that of the worker.
    """

    def __init__(self, wanted: str, found: str) -> None:
        super().__init__(f"the task is of opendisclose {wanted}, but the worker has {found}")
        self.wanted = wanted
        self.found = found

    def __reduce__(self) -> tuple[type[OtherVersionError], tuple[str, str]]:
        return type(self), (self.wanted, self.found)


class NothingToResolveError(OpenDiscloseError):
    """A ruleset says of no installed law that it prevails, and extends none."""

    def __init__(self, ruleset: str) -> None:
        self.zh = f"规则 `{ruleset}` 没有写明以哪个已安装的上位规定为准，也不以之为底本"
        self.en = f"ruleset `{ruleset}` names no installed law that prevails, and extends none"
        super().__init__(self.en)
        self.ruleset = ruleset


class NoFeeError(OpenDiscloseError):
    """A ruleset has no fee that is counted by items, or by pages."""

    def __init__(self, ruleset: str, unit: str) -> None:
        self.zh = f"规则 `{ruleset}` 没有{'按件' if unit == 'item' else '按量'}计收的费用"
        self.en = f"ruleset `{ruleset}` has no fee by the {unit}"
        super().__init__(self.en)
        self.ruleset = ruleset
        self.unit = unit
