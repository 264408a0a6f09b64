"""Values and names in, the words for them in findings out: as written, in a list, did you mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date

from .finding import Words

LONGEST = 60  # characters of the author's text that a sentence repeats
MOST = 20  # names that a list shows
NOTHING = Words(zh="无内容", en="nothing")
# Characters that a name holds by mistake: they look like others, or lack a space behind them.
_HINTS = {
    "：": Words(zh="其中有全角冒号；", en="it holds a full-width colon;"),
    "\u3000": Words(zh="其中有全角空格；", en="it holds a full-width space;"),
    "\xa0": Words(zh="其中有不换行空格；", en="it holds a no-break space;"),
    ":": Words(zh="冒号后缺少空格；", en="a space is missing after its colon;"),
}


def shown(text: str) -> str:
    """The author's text fit for one line: printable, without line breaks, not too long."""
    start = " ".join(text[: 4 * LONGEST].split())
    line = "".join(one if one.isprintable() else " " for one in start)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def written(value: object) -> str:
    """A value in the spelling of the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return shown(f"[{', '.join(written(one) for one in value)}]")
    if isinstance(value, dict):
        return shown("{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}")
    return shown(str(value))


def named(names: Iterable[str], count: int | None = None) -> Words:
    """Names in backticks, at most a score of them; `count` if there are more than are given."""
    every = [f"`{shown(name)}`" for name in names]
    if not every:
        return Words(zh="无", en="none")
    total = len(every) if count is None else count
    more = total - MOST
    zh = "、".join(every[:MOST]) + (f" 等 {total} 个" if more > 0 else "")
    en = ", ".join(every[:MOST]) + (f" and {more} more" if more > 0 else "")
    return Words(zh=zh, en=en)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant."""
    close = difflib.get_close_matches(bare(name), list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def bare(name: str) -> str:
    """A name without a colon and what follows: `zh：…` or `zh:…` was meant as `zh: …`."""
    return re.split("[:：]", name)[0].strip() or name


def did_you_mean(name: str, known: Iterable[str], rest: Words) -> Words:
    """Help for a name that is unknown: the one probably meant, then `rest`."""
    parts = [rest]
    meant = nearest(name, known)
    if meant is not None:
        parts.insert(0, Words(zh=f"是否指 `{meant}`？", en=f"did you mean `{meant}`?"))
    parts[:0] = [hint for char, hint in _HINTS.items() if char in name][:1]
    return Words(
        zh="".join(part.zh for part in parts), en=" ".join(part.en for part in parts if part.en)
    )


def either(choices: Iterable[Words]) -> Words:
    """Several expectations as one: any of them would do."""
    *others, last = dict.fromkeys(choices)
    if not others:
        return last
    return Words(
        zh=f"{'、'.join(one.zh for one in others)}或{last.zh}",
        en=f"{', '.join(one.en for one in others)} or {last.en}",
    )
