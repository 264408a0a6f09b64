"""One thing that is wrong: code, place, the clauses that decide, a sentence in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .codes import Code, Severity
from .places import Places, Route, Span
from .run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text in Chinese and in English."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A second place that a finding speaks of, with what stands there and on which clause."""

    route: Route
    message: Words
    clauses: tuple[str, ...] = ()
    key: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong, where, by which clause, and what to do about it.

    `kind` is one of the kinds of a judged case (late, wrong_role, ...) and is None where the
    fault is one of the file and not of the handling.
    """

    code: Code
    severity: Severity
    # What the sentences are filled with, so that a report can group and never parses a sentence.
    values: tuple[tuple[str, Words], ...] = ()
    advice: Words | None = None  # in place of the code's own help
    kind: str | None = None
    clauses: tuple[str, ...] = ()
    event: str | None = None
    event_index: int | None = None  # position among the case's events, from 0
    key: str | None = None  # which of several it is about: that of the event or of the clock
    route: Route | None = None
    at_key: bool = False  # the route's key is meant, not its value
    span: Span | None = None
    related: tuple[Related, ...] = ()
    # A case that shows it; what it records may be mappings, which have no hash.
    run: Run | None = field(default=None, hash=False)

    @property
    def message(self) -> Words:
        """What is wrong: the code's sentences filled with `values`, made when asked for."""
        return self._filled(self.code.zh, self.code.en)

    @property
    def help(self) -> Words | None:
        """What to do about it, if there is anything to say."""
        if self.advice is None and self.code.help_en:
            return self._filled(self.code.help_zh, self.code.help_en)
        return self.advice

    def _filled(self, zh: str, en: str) -> Words:
        return Words(
            zh=zh.format(**{name: value.zh for name, value in self.values}),
            en=en.format(**{name: value.en for name, value in self.values}),
        )

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A warning or a note that is not reported, because the file says that it is accepted."""

    finding: Finding
    reason: Words


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
    key: str | None = None,
    route: Route | None = None,
    at_key: bool = False,
    span: Span | None = None,
    related: tuple[Related, ...] = (),
    run: Run | None = None,
) -> Finding:
    """A finding of `code` whose sentences are the code's templates filled with `values`.

    A value may be `Words`; each language then gets its own. Severity, kind and help are the
    code's unless given.
    """
    return Finding(
        code=code,
        severity=severity or code.severity,
        values=tuple((name, _words(value)) for name, value in values.items()),
        advice=help,
        kind=kind or code.kind,
        clauses=clauses,
        event=event,
        event_index=event_index,
        key=key,
        route=route,
        at_key=at_key,
        span=span,
        related=related,
        run=run,
    )


def _words(value: object) -> Words:
    if isinstance(value, Words):
        return value
    text = str(value)
    return Words(zh=text, en=text)
