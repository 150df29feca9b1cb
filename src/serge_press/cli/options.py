"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from serge_press.workshop import provenance

if TYPE_CHECKING:
    from serge_press.model.plan import BookPlan

F = TypeVar("F", bound=Callable[..., Any])


def _book_folder(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
    """BOOK, or the folder we stand in, or ./book; usage error (exit 2) when none has a book.toml."""
    del param
    candidates = [value] if value is not None else [Path(), Path("book")]
    for folder in candidates:
        if (folder / "book.toml").is_file():
            return folder
    if value is not None and value.is_file() and value.name == "book.toml":
        return value.parent
    shown = f"'{value}'" if value is not None else "this folder, and there is none in ./book"
    raise click.UsageError(f"There is no book.toml in {shown}. 'serge-press new DIR' makes a book to start from.", ctx)


def book(command: F) -> F:
    """The BOOK argument, as a Path to a folder that holds a book.toml."""
    return click.argument("book", required=False, type=click.Path(path_type=Path), callback=_book_folder)(command)


def _book_folders(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
    """Every BOOK once, in the order given; as :func:`_book_folder` where there is none."""
    return tuple(dict.fromkeys(_book_folder(ctx, param, one) for one in value or (None,)))


def books(command: F) -> F:
    """The BOOK arguments, as Paths to folders that hold a book.toml."""
    return click.argument(
        "books", metavar="[BOOK]...", nargs=-1, type=click.Path(path_type=Path), callback=_book_folders
    )(command)


def _names(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    del ctx, param
    return tuple(name.strip() for item in value for name in item.split(",") if name.strip())


def editions(default: str) -> Callable[[F], F]:
    """``-t``: editions by name, repeated or with commas; ``default`` says what is done without."""
    return click.option(
        "-t", "--to", "editions", multiple=True, callback=_names, metavar="NAME",
        help=f"An edition of book.toml; repeat or separate with commas. Default: {default}.",
    )  # fmt: skip


def _printers(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Names of printers the press knows, or ``all``; usage error (exit 2) for any other."""
    if not value:
        return ()
    from serge_press.cli.printers import named

    names = tuple(dict.fromkeys(_names(ctx, param, value)))
    for name in names:
        if name != "all":
            named(name)
    return names


def printers(command: F) -> F:
    """``--printer``: an edition for each printer."""
    return click.option(
        "-p", "--printer", "printers", multiple=True, callback=_printers, metavar="NAME",
        help="A print edition for this printer; repeat or separate with commas; 'all' for those of book.toml.",
    )(command)  # fmt: skip


def output_dir(command: F) -> F:
    """``-o``: the folder of the editions."""
    return click.option(
        "-o", "--output-dir", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
        help="The folder of the editions. Default: build/ beside book.toml.",
    )(command)  # fmt: skip


def findings_format(command: F) -> F:
    """``--format``: how findings are told."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
        help="How findings are told: for people, for programs, or as annotations for a forge.",
    )(command)  # fmt: skip


def strict(command: F) -> F:
    """``--strict``: warnings fail too."""
    return click.option("--strict", is_flag=True, help="Fail (exit 1) on warnings too.")(command)


def progress(command: F) -> F:
    """``--progress``: how far the press has come."""
    return click.option(
        "--progress", type=click.Choice(["auto", "json", "none"]), default="auto", show_default=True,
        help="How far it has come, on stderr: a line on a terminal, or JSON lines for programs.",
    )(command)  # fmt: skip


def quiet(command: F) -> F:
    """``-q``: no progress, no summary."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")(command)


def settings(command: F) -> F:
    """``-M``: override values of book.toml for one run."""
    return click.option(
        "-M", "--set", "settings", multiple=True, metavar="KEY=VALUE", callback=_settings,
        help="Override one value of book.toml for this run: -M title='Proof' -M edition.print.trim='6in x 9in'.",
    )(command)  # fmt: skip


def _settings(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    del param
    pairs = []
    for item in value:
        key, sign, text = item.partition("=")
        if not sign or not key.strip():
            raise click.BadParameter(f"'{item}' is not KEY=VALUE", ctx)
        pairs.append((key.strip(), text))
    return tuple(pairs)


def stamp(plan: BookPlan) -> int:
    """The date written into the editions, in seconds since 1970; usage error (exit 2) for a bad SOURCE_DATE_EPOCH."""
    try:
        return provenance.stamp(plan)
    except provenance.BadStamp as fault:
        raise click.UsageError(str(fault)) from None
