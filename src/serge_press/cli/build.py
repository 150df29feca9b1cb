"""``serge-press build``: make the editions of a book, or of many."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import click

from serge_press.cli import options, outcomes
from serge_press.cli.progress import Watch, watch
from serge_press.many import Outcome, Refused, Request, build_book, build_books
from serge_press.progress import Step


@click.command()
@options.books
@options.editions("all")
@options.printers
@options.output_dir
@options.findings_format
@options.strict
@options.settings
@click.option("--draft", is_flag=True, help="Make editions in spite of errors in the book; no external validators.")
@click.option("--fresh", is_flag=True, help="Make everything anew, even what has not changed.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 256), default=None, metavar="N",
    help="How many processes work at a time. Default: as many as there are processors.",
)  # fmt: skip
@options.progress
@options.quiet
def command(
    books: tuple[Path, ...],
    editions: tuple[str, ...],
    printers: tuple[str, ...],
    output_dir: Path | None,
    form: str,
    strict: bool,
    settings: tuple[tuple[str, str], ...],
    draft: bool,
    fresh: bool,
    jobs: int | None,
    progress: str,
    quiet: bool,
) -> None:
    """Make the editions of each BOOK: PDF for print, EPUB for screens.

    Nothing of a book is written unless everything asked for is whole: a failed build leaves its last good editions in place.
    Several books are built side by side; one that fails stops no other.

    \b
    Examples:
      serge-press build                       all editions of the book here, or in ./book
      serge-press build my-author -t epub     one edition
      serge-press build -p kdp-paperback,lulu-paperback    a print edition for each of two printers
      serge-press build --format json         one JSON object on stdout: editions, findings
      serge-press build authors/* -j 4        many books, four at a time
    """
    shown = watch(progress, quiet=quiet, form=form)
    request = Request(editions, settings, draft=draft, fresh=fresh, workers=jobs or 0, printers=printers)
    if len(books) == 1:
        one = _one(books[0], output_dir or books[0] / "build", request, shown)
        raise SystemExit(outcomes.tell_one(one, output_dir or books[0] / "build", form, strict=strict, quiet=quiet))
    every = _many(_places(books, output_dir), request, jobs or 0, shown)
    raise SystemExit(outcomes.tell_many(every, form, strict=strict, quiet=quiet))


_NEW = 100_000
"""New values after which a build that lays out looks through them for garbage, once: what is left behind is then not strewn
all over the memory that stays in use. Reading a book and setting it leave no rings, and need no such look.
"""


def _one(book: Path, directory: Path, request: Request, shown: Watch) -> Outcome:
    def tell(step: Step) -> None:
        if step.stage == "laying out":
            gc.set_threshold(_NEW, 1_000, 1_000)
        shown.tell(step)

    try:
        if request.draft:  # no validator sees a draft
            return build_book(str(book), str(directory), request, tell)
        from serge_press.checks.validator_desk import open_desk

        with open_desk() as desk:
            return build_book(str(book), str(directory), replace(request, desk=desk), tell)
    except Refused as fault:
        raise click.UsageError(str(fault)) from None
    finally:
        shown.done()


def _many(places: list[tuple[str, str]], request: Request, jobs: int, shown: Watch) -> tuple[Outcome, ...]:
    def tell(book: str, step: Step) -> None:
        shown.tell(step, book)

    def ended(outcome: Outcome, count: int) -> None:
        shown.ended(outcome.book, ended=count, of=len(places))

    try:
        return build_books(places, request, jobs, tell, ended)
    finally:
        shown.done()


def _places(books: tuple[Path, ...], output_dir: Path | None) -> list[tuple[str, str]]:
    """Each book with the folder for its editions: its own ``build``, or one of its name in the output folder."""
    if output_dir is None:
        return [(str(book), str(book / "build")) for book in books]
    taken: dict[str, Path] = {}
    for book in books:
        name = book.resolve().name
        if name in taken:
            raise click.UsageError(f"'{taken[name]}' and '{book}' would both go into '{output_dir / name}'.")
        taken[name] = book
    return [(str(book), str(output_dir / name)) for name, book in taken.items()]
