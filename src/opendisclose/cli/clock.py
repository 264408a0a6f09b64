"""A case and one of its deadlines in, how its date was counted out (`check --explain`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from .arguments import MisuseError, day_of
from .exit_codes import Exit
from .options import PageFormat
from .output import put

if TYPE_CHECKING:
    from ..replay.verdict import ClockView
    from ..report.layout import View
    from .cases import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which clock is asked for, why it is not due on which day, and as of when."""

    clock: str
    why_not: str | None
    as_of: date | datetime | None


def explain_clock(
    cases: list[str], shelf: Shelf, asked: Asked, format_: PageFormat, view: View
) -> Exit:
    """Print how the date of one clock of one case was counted; 0, whatever the verdict is.

    Raises:
        MisuseError: there are several cases, or the case has no such clock.
        OpenDiscloseError: the case or its ruleset cannot be used.
    """
    from ..api import read_cases
    from ..report.formats import rendered
    from ..report.subjects import ClockExplained

    loaded = [one for path in cases for one in read_cases(path)]
    if len(loaded) != 1:
        raise MisuseError(
            "--explain 一次只说明一个案件的一个期限",
            "--explain tells of one deadline of one case at a time",
        )
    this = shelf.opened(loaded[0], cases[0])
    verdict = this.rules.check(this.loaded, as_of=asked.as_of)
    clock = _clock(asked.clock, verdict.clocks)
    due = clock.derivation()
    day = day_of("--why-not", asked.why_not) if asked.why_not is not None else None
    subject = ClockExplained(
        source=loaded[0].source,
        ruleset=this.rules.ruleset,
        clock=clock,
        due=due,
        why_not=this.rules.why_not(due, day) if day is not None else None,
    )
    put(rendered(subject, format_.value, view))
    return Exit.CLEAN


def refuse_what_needs_a_clock(why_not: str | None, format_: PageFormat) -> None:
    """`--why-not` and HTML are about one clock.

    Raises:
        MisuseError: one of them was asked for without `--explain`.
    """
    for asked, word in ((why_not is not None, "--why-not"), (format_ is PageFormat.HTML, "html")):
        if asked:
            raise MisuseError(
                f"{word} 须与 --explain 同用，指明是哪个期限",
                f"{word} goes with --explain, which says which deadline is meant",
            )


def _clock(word: str, clocks: tuple[ClockView, ...]) -> ClockView:
    """The clock of that name: `reply`, `on_request.reply`, `opinion@company-a`."""
    name, _, key = word.partition("@")
    named = [one for one in clocks if name in (one.id, one.id.partition(".")[2])]
    found = [one for one in named if one.key == key] if key else named
    if len(found) == 1:
        return found[0]
    names = [_name(one) for one in (found or clocks)]
    listed = ", ".join(f"`{one}`" for one in names) or "—"
    if found:
        raise MisuseError(
            f"“{word}”有几个，请指明是哪一个：{listed}", f"`{word}` is several: {listed}"
        )
    raise MisuseError(
        f"案件中没有期限 `{word}`；已起算的有：{listed}",
        f"no clock `{word}` was started in this case; these were: {listed}",
    )


def _name(clock: ClockView) -> str:
    name = clock.id.partition(".")[2]
    return f"{name}@{clock.key}" if clock.key else name
