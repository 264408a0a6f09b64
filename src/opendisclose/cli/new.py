"""`opendisclose new`: an id and a few answers in, a ruleset that works, with its tests, out."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from .arguments import MisuseError
from .options import LangOption
from .output import put, view_of

# What is written, by its name among the templates.
_FILES = {
    "ruleset.yaml": "ruleset.yaml",
    "tests.yaml": "tests/on_request.yaml",
    "README.md": "README.md",
}
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FIRST_DAY = date(2026, 3, 2)  # a Monday of a noticed year
_MOST_DAYS = 60  # what a law gives for a reply is shorter, and the dates stay within the notices
_TEMPLATES = Path(__file__).parent / "skeleton"


def new(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="Id of the ruleset, also the name of its folder.")
    ],
    title_zh: Annotated[str, typer.Option("--title-zh", prompt="规则的中文名称 Title in Chinese")],
    title_en: Annotated[str, typer.Option("--title-en", prompt="英文名称 Title in English")],
    office_zh: Annotated[
        str,
        typer.Option("--office-zh", prompt="谁答复申请 Who answers requests, in Chinese"),
    ] = "办公室",
    office_en: Annotated[
        str, typer.Option("--office-en", prompt="英文 the same in English")
    ] = "office",
    days: Annotated[
        int,
        typer.Option(
            "--days",
            min=1,
            max=_MOST_DAYS,
            prompt="几个工作日内答复 Working days for the reply",
        ),
    ] = 15,
    into: Annotated[str, typer.Option("--into", metavar="DIR", help="Where it is made.")] = ".",
    lang: LangOption = None,
) -> None:
    """A ruleset to begin with: a skeleton that validates, with tests that pass."""
    view = view_of(lang)
    if _ID.fullmatch(id_) is None:
        raise MisuseError(
            f"编号 `{id_}` 只能由小写字母、数字和 - 组成，以字母开头",
            f"the id `{id_}` has to be of a-z, 0-9 and -, and begin with a letter",
        )
    folder = Path(into) / id_
    values = {
        "id": id_,
        "title_zh": _scalar(title_zh),
        "title_en": _scalar(title_en),
        "office_zh": _scalar(office_zh),
        "office_en": _scalar(office_en),
        "days": str(days),
        "path": folder.as_posix(),
        **_dates(days),
    }
    _write(folder, view.lang, values)
    shown = folder.as_posix()
    put(f"{view.say('已写成', 'written')}: {shown}\n")
    put(f"opendisclose validate {shown}/ruleset.yaml\nopendisclose test {shown}\n")


def _scalar(text: str) -> str:
    """A text as YAML takes it anywhere, also between braces."""
    return json.dumps(text.strip(), ensure_ascii=False)


def _dates(days: int) -> dict[str, str]:
    """The dates of the tests: the first, the last day of the reply, and the working day after."""
    from ..calendars.calendar import calendar_for
    from ..deadline.due import due_date

    calendar = calendar_for("CN")
    found = [due_date(calendar, "working_days", one, _FIRST_DAY).date for one in (days, days + 1)]
    due, late = (str(one) for one in found)
    return {"start": _FIRST_DAY.isoformat(), "due": due, "late": late}


def _write(folder: Path, lang: str, values: dict[str, str]) -> None:
    """Write every file, or none: a folder that is there already is left as it is."""
    if folder.exists():
        raise MisuseError(
            f"`{folder.as_posix()}` 已经存在，不会改动",
            f"`{folder.as_posix()}` is there already and is left as it is",
        )
    try:
        for name, target in _FILES.items():
            template = (_TEMPLATES / lang / name).read_text(encoding="utf-8")
            plain = values if name.endswith(".yaml") else _unquoted(values)
            file = folder / target
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(Template(template).substitute(plain), encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or str(error)
        raise MisuseError(
            f"文件夹 `{folder.as_posix()}` 不能写入：{why}",
            f"cannot write to `{folder.as_posix()}`: {why}",
        ) from error


def _unquoted(values: dict[str, str]) -> dict[str, str]:
    """The values as they are read, for a page that is no YAML."""
    return {
        name: json.loads(one) if name.startswith("title_") else one for name, one in values.items()
    }
