"""Values and names in, the words for them in findings out: as written, in a list, did you mean."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date

from .finding import Words

LONGEST = 60  # characters of the author's text that a sentence repeats
MOST = 12  # names that a list shows
NOTHING = Words(zh="无内容", en="nothing")
# They look like their ASCII sisters in an editor and are other characters.
LOOK_ALIKES = {"：": "full-width colon", "\u3000": "full-width space", "\xa0": "no-break space"}
_LOOK_ALIKES_ZH = {"：": "全角冒号", "\u3000": "全角空格", "\xa0": "不换行空格"}


def shown(text: str) -> str:
    """The author's text fit for one line: printable, without line breaks, not too long."""
    line = "".join(one if one.isprintable() else " " for one in " ".join(text.split()))
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


def named(names: Iterable[str]) -> Words:
    """Names in backticks, at most a dozen of them."""
    every = [f"`{shown(name)}`" for name in names]
    if not every:
        return Words(zh="无", en="none")
    more = len(every) - MOST
    zh = "、".join(every[:MOST]) + (f" 等 {len(every)} 个" if more > 0 else "")
    en = ", ".join(every[:MOST]) + (f" and {more} more" if more > 0 else "")
    return Words(zh=zh, en=en)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(name: str, known: Iterable[str], rest: Words) -> Words:
    """Help for a name that is unknown: the one probably meant, then `rest`."""
    parts = [rest]
    meant = nearest(name, known)
    if meant is not None:
        parts.insert(0, Words(zh=f"是否指 `{meant}`？", en=f"did you mean `{meant}`?"))
    for one, en in LOOK_ALIKES.items():
        if one in name:
            zh = _LOOK_ALIKES_ZH[one]
            parts.insert(0, Words(zh=f"其中有{zh}；", en=f"it holds a {en};"))
            break
    return Words(zh="".join(part.zh for part in parts), en=" ".join(part.en for part in parts))


def either(choices: Iterable[Words]) -> Words:
    """Several expectations as one: any of them would do."""
    every = list(dict.fromkeys(choices))
    return Words(zh="或".join(one.zh for one in every), en=" or ".join(one.en for one in every))
