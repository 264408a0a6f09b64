"""A ruleset's text goes in; as many others come out, of its size and sound, no two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

from .damage import KINDS
from .text import Edit, Site, Text

PERIODS = next(pattern for kind, pattern, _ in KINDS if kind == "one more").rsplit("/", 1)[-1]
MOST = 9  # what a period is multiplied by; more would be another rule


def variants(text: str, number: int) -> Iterator[str]:
    """The text with other periods, titles and an id of its own, drawn by a fixed seed."""
    whole = Text(text)
    periods = [one for one in whole.sites.values() if _period(one)]
    titles = [one for one in whole.sites.values() if one.route[-1] in ("zh", "en") and one.word]
    draw = random.Random(20081017)
    for count in range(number):
        edits: list[Edit] = [*whole.put(whole.sites[("id",)], f"generated-{count}")]
        for site in draw.sample(periods, max(1, len(periods) // 2)):
            edits += whole.put(site, str(int(site.word) + draw.randint(1, MOST)))
        for site in draw.sample(titles, 20):
            edits += whole.put(site, f"'{draw.randrange(10**9)}'")
        yield whole.applied(tuple(edits))


def _period(site: Site) -> bool:
    return (
        "deadlines" in site.route
        and site.route[-1] in PERIODS.split("|")[:3]
        and site.word.isdigit()
    )
