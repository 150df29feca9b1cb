"""How far the press has come: one line for people on a terminal, JSON lines for machines, nothing for anyone else."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from typing import Protocol

import click

from serge_press.progress import Step

_EVERY = 0.1  # seconds between two pictures of the line
_WARM = 1.0  # seconds of layout before a rate says anything
_CLEAR = "\r\x1b[2K"


class Watch(Protocol):
    """Shows steps."""

    def tell(self, step: Step, book: str = "") -> None:
        """Show what is being done now, with which of several books."""

    def ended(self, book: str, *, ended: int, of: int) -> None:
        """One of several books is done with."""

    def done(self) -> None:
        """All is done: leave the terminal as it was."""


class Silence:
    """Shows nothing."""

    def tell(self, step: Step, book: str = "") -> None:
        """Nothing."""

    def ended(self, book: str, *, ended: int, of: int) -> None:
        """Nothing."""

    def done(self) -> None:
        """Nothing."""


class InLines:
    """A JSON object on a line of stderr for each step, with the seconds since the beginning."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()

    def _say(self, record: dict[str, object]) -> None:
        seconds = round(self._clock() - self._begun, 2)
        click.echo(json.dumps(record | {"seconds": seconds}, ensure_ascii=False), err=True)

    def tell(self, step: Step, book: str = "") -> None:
        """The step as an object; ``book`` where there are several."""
        self._say(({"book": book} if book else {}) | step.as_record())

    def ended(self, book: str, *, ended: int, of: int) -> None:
        """The book as an object, with how many of the books are done with."""
        self._say({"book": book, "stage": "ended", "done": ended, "total": of})

    def done(self) -> None:
        """Nothing more."""


class Pace:
    """Pages a second and seconds left, from the steps of one layout."""

    def __init__(self) -> None:
        self._first = Step("")
        self._before = Step("")
        self._begun = 0.0

    def of(self, step: Step, now: float) -> tuple[float, float] | None:
        """Both for a step at a time in seconds; None while there is too little to go by.

        A count that falls back is another layout: page numbers have moved, or the next edition has begun. What it finds done
        already says nothing of its pace.
        """
        if step.edition != self._before.edition or step.done <= self._before.done or not step.total:
            self._first, self._begun = step, now
        self._before = step
        took, sections, pages = now - self._begun, step.done - self._first.done, step.pages - self._first.pages
        if took < _WARM or sections < 1 or pages < 1:
            return None
        return pages / took, took * (step.total - step.done) / sections


class OnTerminal:
    """One line on a terminal, rewritten in place."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._paces: dict[str, Pace] = {}
        self._books = ""
        self._shown = float("-inf")

    def tell(self, step: Step, book: str = "") -> None:
        """The step, and the pace of a layout."""
        now = self._clock()
        pace = self._paces.setdefault(book, Pace()).of(step, now)
        if step.done in (0, step.total) or now - self._shown >= _EVERY:
            self._shown = now
            self._show(f"{self._books}{f'{book}: ' if book else ''}{words(step, pace)}")

    def ended(self, book: str, *, ended: int, of: int) -> None:
        """How many books are done with."""
        self._paces.pop(book, None)
        self._books = f"{ended} of {of} books; "

    @staticmethod
    def _show(line: str) -> None:
        width = shutil.get_terminal_size().columns
        click.echo(f"{_CLEAR}{line[: width - 3]} …", nl=False, err=True)

    def done(self) -> None:
        """Clear the line."""
        click.echo(_CLEAR, nl=False, err=True)


def words(step: Step, pace: tuple[float, float] | None = None) -> str:
    """A step in words: ``print: laying out, 3 of 20 sections, 41 pages, 9.2 pages a second, 14 s left``."""
    out = f"{step.edition}: {step.stage}" if step.edition else step.stage
    if step.total:
        out += f", {step.done} of {step.total} sections, {step.pages} pages"
    if pace is not None:
        rate, left = pace
        out += f", {rate:.1f} pages a second, {_time(left)} left"
    return out


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 90 else f"{(whole + 30) // 60} min"


def watch(kind: str, *, quiet: bool, form: str) -> Watch:
    """The watch for ``--progress``: ``auto`` is for people, on a terminal, unless they want quiet or a program reads."""
    if kind == "json":
        return InLines()
    if kind == "auto" and not quiet and form == "text" and sys.stderr.isatty():
        return OnTerminal()
    return Silence()
