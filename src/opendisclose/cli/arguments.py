"""Words of the command line go in; dates, periods and the language come out, or a misuse."""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..diagnostics.errors import OpenDiscloseError
from .options import Lang

if TYPE_CHECKING:
    from ..model.periods import Duration
    from ..report.layout import Lang as LangWord

_PERIOD = re.compile(r"(?P<number>[1-9][0-9]{0,4})(?P<unit>wd|d|m|h)")
_NUMBER = re.compile(r"[0-9]{1,4}")
_UNITS = {"wd": "working_days", "d": "days", "m": "months", "h": "hours"}


class MisuseError(OpenDiscloseError):
    """Something on the command line that cannot be meant, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def time_of(option: str, text: str) -> date | datetime:
    """A date or date-time in the spelling of case files.

    Raises:
        MisuseError: it is neither.
    """
    from ..load.times import read_time
    from ..load.tree import ScalarNode

    here = (0, 0)
    found = read_time(ScalarNode(text=text, plain=True, start=here, end=here))
    if found is None:
        raise MisuseError(
            f"{option} 的值 `{text}` 不是时间：写作 2026-09-18 或 2026-09-18T09:30（可带 +08:00）",
            f"{option} `{text}` is not a time: write 2026-09-18 or 2026-09-18T09:30 "
            "(with +08:00 if need be)",
        )
    return found


def day_of(option: str, text: str) -> date:
    """A date in the spelling of case files.

    Raises:
        MisuseError: it is none.
    """
    found = time_of(option, text)
    if isinstance(found, datetime):
        raise MisuseError(
            f"{option} 的值 `{text}` 应为日期，如 2026-09-18",
            f"{option} `{text}` must be a date such as 2026-09-18",
        )
    return found


def period_of(text: str) -> Duration:
    """`15wd`, `10d`, `2m`, `48h` as a duration.

    Raises:
        MisuseError: it is none of these.
    """
    from ..model.periods import Duration

    found = _PERIOD.fullmatch(text)
    if found is None:
        raise MisuseError(
            f"--period 的值 `{text}` 不是时长：写作 15wd（工作日）、10d（日）、"
            "2m（月）或 48h（小时）",
            f"--period `{text}` is not a period: write 15wd (working days), 10d (days), "
            "2m (months) or 48h (hours)",
        )
    return Duration.model_validate({_UNITS[found["unit"]]: int(found["number"])})


def numbers_of(option: str, text: str) -> tuple[int, ...]:
    """Whole numbers with commas between them: `5,3,1`.

    Raises:
        MisuseError: it is none of these.
    """
    parts = [one.strip() for one in text.split(",")]
    if not all(_NUMBER.fullmatch(one) for one in parts):
        raise MisuseError(
            f"{option} 的值 `{text}` 应为以逗号分开的整数，如 5,3,1",
            f"{option} `{text}` must be whole numbers with commas between them, such as 5,3,1",
        )
    return tuple(int(one) for one in parts)


def language(given: Lang | None) -> LangWord:
    """The language asked for, else that of the environment."""
    if given is not None:
        return "zh" if given is Lang.ZH else "en"
    # As the C library does: the first of them that is set decides.
    asked = next((os.environ[one] for one in _LOCALE if os.environ.get(one)), "")
    return "zh" if asked.lower().startswith("zh") else "en"


_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
