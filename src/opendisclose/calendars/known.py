"""A day of knowledge and later notices go in; the days of China as they are known then come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from opendisclose.calendars.from_holidays import Kind, Special, Table, country_table
from opendisclose.calendars.layers import Arrangement, NamedDay
from opendisclose.calendars.notices import NOTICES, Notice, by_id, deciding
from opendisclose.calendars.statutory import is_weekend, statutory_days, without_notices

# What the days that a later notice changed were until then; None: as the day of the week has it.
# The notice for 2019 gave one day for Labour Day; that for 2020 rested until 30 January and worked
# on Saturday 1 February; the days of 3 to 6 September 2015 were plain days.
UNTIL_AMENDED: Mapping[date, Special | None] = {
    date(2015, 9, 3): None,
    date(2015, 9, 4): None,
    date(2015, 9, 6): None,
    date(2019, 4, 28): None,
    date(2019, 5, 2): None,
    date(2019, 5, 3): None,
    date(2019, 5, 5): None,
    date(2020, 1, 31): None,
    date(2020, 2, 1): Special("make_up", "春节", "Spring Festival"),
    date(2020, 2, 2): None,
}
# Where no source gives the day of issue: the notices of those years were out before 20 December
# of the year before (that of 2008 stood in the press on 18 December 2007).
_OUT_BY = (12, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A table, and the notices of those special days that the packaged one does not decide."""

    table: Table
    notices: Mapping[int, Notice]


def out_on(notice: Notice) -> date:
    """The day from which a notice can be known."""
    return notice.issued or date(notice.year - 1, *_OUT_BY)


def chinese_days(known_on: date | None, arrangements: Iterable[Arrangement]) -> Known:
    """The days of China as known on a day (None: all that is known), later notices included.

    Of two notices that decide one day the one issued later has it; a whole year's notice that is
    older than the one known already is not used (`unused` tells which).
    """
    whole = country_table("CN", None)
    given = sorted(
        (one for one in arrangements if known_on is None or out_on(one.notice) <= known_on),
        key=lambda one: (out_on(one.notice), not one.whole_year),
    )
    if known_on is None and not given:
        return Known(table=whole, notices={})
    maker = _Maker(whole)
    if known_on is not None:
        maker.forget_after(known_on)
    for one in given:
        maker.lay(one)
    return maker.made()


def unused(arrangements: Iterable[Arrangement]) -> tuple[Arrangement, ...]:
    """The whole years' notices that are not newer than the packaged one of their year."""
    return tuple(one for one in arrangements if one.whole_year and _is_older(one.notice))


def _is_older(notice: Notice) -> bool:
    packaged = [one for one in NOTICES if one.year == notice.year]
    return bool(packaged) and (
        notice.issued is None or notice.issued <= max(out_on(one) for one in packaged)
    )


class _Maker:
    """Takes the days of notices that are not known yet out, and lays later ones over them."""

    def __init__(self, whole: Table) -> None:
        self._first = whole.first
        self._working = list(whole.working)
        self._special = dict(whole.special)
        self._horizon = whole.horizon
        self._notices: dict[int, Notice] = {}

    def forget_after(self, known_on: date) -> None:
        """Undo every packaged notice that was issued after the day."""
        known = [one for one in NOTICES if out_on(one) <= known_on]
        years = [one.year for one in known if one.amends is None]
        noticed = max(years, default=date.fromordinal(self._first).year - 1)
        self._horizon = date(noticed, 12, 28).toordinal()
        plain = without_notices()
        for index in range(len(self._working)):
            day = self._first + index
            notice = deciding(date.fromordinal(day))
            if notice is not None and out_on(notice) <= known_on:
                continue
            if notice is not None and notice.amends is not None and by_id(notice.amends) in known:
                self._before(day, by_id(notice.amends))
            elif notice is not None and date.fromordinal(day).year <= noticed:
                self._plain(day)  # a December day that only the next notice was to decide
            else:
                self._put(day, plain.working[index], plain.special.get(day))

    def _before(self, day: int, notice: Notice) -> None:
        """A day as it was until its notice was changed."""
        why = UNTIL_AMENDED[date.fromordinal(day)]
        if why is None:
            self._plain(day)
        else:
            self._put(day, why.kind == "make_up", why, notice)

    def lay(self, one: Arrangement) -> None:
        """Lay one later notice over what is known so far."""
        if one.whole_year and _is_older(one.notice):
            return
        if one.whole_year:
            year = one.notice.year
            for day in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
                if self._knows(day):
                    self._plain(day)
            if date(year, 12, 28).toordinal() > self._horizon and self._follows(year):
                self._horizon = date(year, 12, 28).toordinal()
        for named in one.rest:
            self._rest(named, one.notice)
        for named in one.work:
            if self._knows(named.day) and is_weekend(named.day):
                self._put(named.day, True, Special("make_up", named.zh, named.en), one.notice)
            elif self._knows(named.day):
                self._plain(named.day)

    def _follows(self, year: int) -> bool:
        """A year is official only when those before it are."""
        return date.fromordinal(self._horizon).year == year - 1

    def _rest(self, named: NamedDay, notice: Notice) -> None:
        if not self._knows(named.day):
            return
        statutory = statutory_days().get(named.day)
        if statutory is None and is_weekend(named.day):
            self._plain(named.day)
            return
        zh, en = (statutory.zh, statutory.en) if statutory else (named.zh, named.en)
        kind: Kind = "holiday" if statutory else "moved_off"
        why = Special(kind, zh, en, weekend=is_weekend(named.day))
        self._put(named.day, False, why, notice)

    def _plain(self, day: int) -> None:
        self._put(day, not is_weekend(day), None)

    def _put(
        self, day: int, worked: bool, why: Special | None, notice: Notice | None = None
    ) -> None:
        self._working[day - self._first] = worked
        self._special.pop(day, None)
        self._notices.pop(day, None)
        if why is not None:
            self._special[day] = why
        if notice is not None:
            self._notices[day] = notice

    def _knows(self, day: int) -> bool:
        return 0 <= day - self._first < len(self._working)

    def made(self) -> Known:
        table = Table(
            first=self._first,
            horizon=self._horizon,
            working=tuple(self._working),
            special=self._special,
        )
        return Known(table=table, notices=self._notices)
