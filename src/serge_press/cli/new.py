"""``serge-press new``: a small complete book to start from."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib import resources
from pathlib import Path

import click


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
def command(directory: Path) -> None:
    """Make a small complete book in DIRECTORY, which must not exist or be empty. Every file says what it is for.

    \b
    Example:
      serge-press new my-author && serge-press build my-author
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise click.UsageError(f"'{directory}' is there already and is not empty. Name a new folder.")
    parent = directory.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix=".serge-press-") as workroom:
        book = Path(workroom) / "book"
        with resources.as_file(resources.files("serge_press") / "scaffold" / "book") as scaffold:
            shutil.copytree(scaffold, book, ignore=shutil.ignore_patterns("__pycache__"))
        for path in [book, *book.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        if directory.is_dir():
            directory.rmdir()
        os.replace(book, directory)
    click.echo(f"A new book stands in {directory}.")
    click.echo(f"Next: serge-press build {directory}")
