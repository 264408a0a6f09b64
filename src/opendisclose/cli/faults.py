"""An exception goes in; the one line that is told about it comes out, in the language asked for."""

from __future__ import annotations

from ..diagnostics.errors import OpenDiscloseError, SourceError, UnknownNameError

_REASONS = {
    "there is no such file": "没有这个文件",
    "it is a directory": "这是一个目录",
    "there is no permission to read it": "没有读取权限",
    "it cannot be opened": "无法打开",
    "it names no ruleset, and no folder above it has one": "没有写明 `ruleset`，上级文件夹中也没有",
}
_WHAT = {"procedure": "程序", "deadline": "期限"}


def line_of(error: OpenDiscloseError, lang: str) -> str:
    """One line, whatever the exception says of itself."""
    own = getattr(error, lang, None)
    text = own if isinstance(own, str) else _said(error, lang)
    return " ".join(text.split())


def _said(error: OpenDiscloseError, lang: str) -> str:
    if isinstance(error, SourceError):
        return _unread(error, lang)
    if lang != "zh":
        return str(error)
    if isinstance(error, UnknownNameError):
        known = "、".join(f"`{one}`" for one in error.known) or "无"
        return f"没有名为 `{error.name}` 的{_WHAT.get(error.what, error.what)}；已有：{known}"
    return str(error)


def _unread(error: SourceError, lang: str) -> str:
    """Why a file cannot be read; a bare word may have been meant as the id of a ruleset."""
    zh = f"{error.source}：{_REASONS.get(error.reason, error.reason)}"
    en = str(error)
    if "/" not in error.source and "." not in error.source:
        from ..load.shipped import shipped_ids

        ids = shipped_ids()
        zh += f"，也没有这个编号的规则；已有：{'、'.join(ids) or '无'}"
        en += f", nor a ruleset of this id; there are: {', '.join(ids) or 'none'}"
    return zh if lang == "zh" else en


def internal(error: BaseException, lang: str) -> str:
    """What is told of an exception that nobody raised on purpose."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    if lang == "zh":
        return f"内部故障：{what}（加上 --debug 可看到详情，请报告）"
    return f"internal fault: {what} (run again with --debug for the traceback, and report it)"
