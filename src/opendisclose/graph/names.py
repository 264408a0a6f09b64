"""Names to numbers and back, in the order of the file; other words lead to the same number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.base import Titled


def words_of(item: Titled, also: Iterable[str] = ()) -> tuple[str, ...]:
    """The other words that a log may name an item by: those of its `also:`, and its titles."""
    return (*also, *(title for title in (item.zh, item.en) if title))


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of one kind of thing; a number is a place in `ids`."""

    ids: tuple[str, ...]
    numbers: Mapping[str, int] = field(repr=False)

    @classmethod
    def of(cls, ids: Iterable[str], also: Mapping[str, Iterable[str]] | None = None) -> Names:
        """Number `ids`; the words of `also` are accepted too, an id prevailing over a word."""
        listed = tuple(ids)
        numbers: dict[str, int] = {}
        for number, name in enumerate(listed):
            for word in (also or {}).get(name, ()):
                numbers.setdefault(word, number)
        numbers.update({name: number for number, name in enumerate(listed)})
        return cls(listed, numbers)

    def get(self, name: str) -> int:
        """The number of `name`, or -1."""
        return self.numbers.get(name, -1)

    def __getitem__(self, name: str) -> int:
        return self.numbers[name]

    def __len__(self) -> int:
        return len(self.ids)
