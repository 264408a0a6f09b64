"""A year or a day goes in; the State Council notice that arranged its rest days comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_YEAR = 2007  # before it the notices were not compared day by day with other sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One holiday notice (节假日安排的通知).

    `year` is the year it arranges. `issued` is None where no source gives the day. `amends` is the
    id of the notice it changed. `days` are the days it decides although the year alone would name
    another notice: days of the year before, or days it changed. `verified` is False where a field
    is known but was not read in a source.
    """

    id: str
    year: int
    zh: str
    en: str
    issued: date | None
    verified: bool = True
    amends: str | None = None
    days: tuple[date, ...] = ()


def _yearly(year: int, issued: date | None, *days: date, verified: bool = True) -> Notice:
    return Notice(
        id=str(year),
        year=year,
        zh=f"国务院办公厅关于{year}年部分节假日安排的通知",
        en=f"General Office of the State Council: notice on the holidays of {year}",
        issued=issued,
        verified=verified,
        days=days,
    )


NOTICES: tuple[Notice, ...] = (
    _yearly(2007, None),
    # Not dated in the sources; it changed the last days of the year before it.
    _yearly(2008, None, date(2007, 12, 29), date(2007, 12, 31)),
    _yearly(2009, date(2008, 12, 10)),
    _yearly(2010, date(2009, 12, 8)),
    _yearly(2011, date(2010, 12, 10)),
    _yearly(2012, date(2011, 12, 6), date(2011, 12, 31)),
    _yearly(2013, date(2012, 12, 10)),
    _yearly(2014, None),  # only the day of a web page is known
    _yearly(2015, date(2014, 12, 16)),
    Notice(
        id="2015-amended",
        year=2015,
        zh="国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知",
        en="State Council: notice on the holiday of 3 September 2015",
        issued=date(2015, 5, 13),
        amends="2015",
        days=(date(2015, 9, 3), date(2015, 9, 4), date(2015, 9, 6)),
    ),
    _yearly(2016, date(2015, 12, 10)),
    _yearly(2017, date(2016, 12, 1)),
    _yearly(2018, date(2017, 11, 30)),
    _yearly(2019, date(2018, 12, 6), date(2018, 12, 29), date(2018, 12, 31)),
    Notice(
        id="2019-amended",
        year=2019,
        zh="国务院办公厅关于调整2019年劳动节假期安排的通知",
        en="General Office of the State Council: notice changing the Labour Day holiday of 2019",
        issued=date(2019, 3, 22),
        amends="2019",
        days=(date(2019, 4, 28), date(2019, 5, 2), date(2019, 5, 3), date(2019, 5, 5)),
    ),
    _yearly(2020, date(2019, 11, 21)),
    Notice(
        id="2020-amended",
        year=2020,
        zh="国务院办公厅关于延长2020年春节假期的通知",
        en="General Office of the State Council: notice extending the Spring Festival of 2020",
        issued=date(2020, 1, 26),  # the day in its text; it was put online the day after
        amends="2020",
        days=(date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)),
    ),
    _yearly(2021, date(2020, 11, 25)),
    _yearly(2022, date(2021, 10, 25)),
    _yearly(2023, date(2022, 12, 8)),
    _yearly(2024, date(2023, 10, 25)),
    _yearly(2025, date(2024, 11, 12), verified=False),  # the day of issue is from memory
    _yearly(2026, date(2025, 11, 4)),
)

_BY_ID = {notice.id: notice for notice in NOTICES}
_BY_DAY = {day: notice for notice in NOTICES for day in notice.days}


def noticed_through() -> int:
    """The last year whose notice is in."""
    return max(notice.year for notice in NOTICES)


def horizon() -> date:
    """The last official day: 28 December of the last noticed year.

    The next notice can still move the days after it: those of 2008, 2012 and 2019 reached back to
    29 December, none further.
    """
    return date(noticed_through(), 12, 28)


def by_id(notice_id: str) -> Notice:
    """The notice with this id; KeyError if there is none."""
    return _BY_ID[notice_id]


def deciding(day: date) -> Notice | None:
    """The notice that decides about this day, or None when no notice has."""
    return _BY_DAY.get(day) or _BY_ID.get(str(day.year))
