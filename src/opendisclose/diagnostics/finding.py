"""One thing that is wrong: code, place, the clauses that decide, a sentence in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .codes import Code, Severity
from .places import Places, Route, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text in Chinese and in English."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A second place that a finding speaks of, with what stands there."""

    route: Route
    message: Words
    key: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong, where, by which clause, and what to do about it.

    `kind` is one of the kinds of a judged case (late, wrong_role, ...) and is None where the
    fault is one of the file and not of the handling.
    """

    code: Code
    message: Words
    severity: Severity
    help: Words | None = None
    kind: str | None = None
    clauses: tuple[str, ...] = ()
    event: str | None = None
    event_index: int | None = None  # position among the case's events, from 0
    route: Route | None = None
    at_key: bool = False  # the route's key is meant, not its value
    span: Span | None = None
    related: tuple[Related, ...] = ()
    # What the sentences were filled with, so that a report can group and never parses a sentence.
    values: tuple[tuple[str, Words], ...] = field(default=(), repr=False, compare=False)

    @property
    def clause(self) -> str | None:
        """The clause that decides."""
        return self.clauses[0] if self.clauses else None

    def placed(self, places: Places) -> Finding:
        """The same finding with its route looked up in `places`."""
        if self.span is not None or self.route is None:
            return self
        return replace(
            self,
            span=places.of(self.route, key=self.at_key),
            related=tuple(
                replace(one, span=one.span or places.of(one.route, key=one.key))
                for one in self.related
            ),
        )

    def line(self, lang: str = "en") -> str:
        """One line: place, severity, code and message."""
        where = self.span.label() if self.span else (self.event or "")
        lead = f"{where}: " if where else ""
        return (
            f"{lead}{self.severity.value} {self.code.id} [{self.code.name}] {self.message.of(lang)}"
        )


def make(
    code: Code,
    values: Mapping[str, object],
    *,
    severity: Severity | None = None,
    help: Words | None = None,  # noqa: A002 - the word of `Finding` and of every report
    kind: str | None = None,
    clauses: tuple[str, ...] = (),
    event: str | None = None,
    event_index: int | None = None,
    route: Route | None = None,
    at_key: bool = False,
    span: Span | None = None,
    related: tuple[Related, ...] = (),
) -> Finding:
    """A finding of `code` whose sentences are the code's templates filled with `values`.

    A value may be `Words`; each language then gets its own. Severity, kind and help are the
    code's unless given.
    """
    zh = {name: _text(value, "zh") for name, value in values.items()}
    en = {name: _text(value, "en") for name, value in values.items()}
    if help is None and code.help_en:
        help = Words(zh=code.help_zh.format(**zh), en=code.help_en.format(**en))  # noqa: A001
    return Finding(
        code=code,
        message=Words(zh=code.zh.format(**zh), en=code.en.format(**en)),
        severity=severity or code.severity,
        help=help,
        kind=kind or code.kind,
        clauses=clauses,
        event=event,
        event_index=event_index,
        route=route,
        at_key=at_key,
        span=span,
        related=related,
        values=tuple((name, Words(zh=zh[name], en=en[name])) for name in values),
    )


def _text(value: object, lang: str) -> str:
    return value.of(lang) if isinstance(value, Words) else str(value)
