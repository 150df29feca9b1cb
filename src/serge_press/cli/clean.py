"""``serge-press clean``: remove what builds made."""

from __future__ import annotations

from pathlib import Path

import click

from serge_press.cli import options
from serge_press.workshop.output_folder import clean


@click.command()
@options.book
@options.output_dir
def command(book: Path, output_dir: Path | None) -> None:
    """Remove the editions and the ledger that builds of BOOK put into build/ (or DIR). Other files there stay.

    \b
    Example:
      serge-press clean my-author
    """
    directory = output_dir or book / "build"
    removed = clean(directory)
    for name in removed:
        click.echo(str(directory / name))
    if not removed:
        click.echo(f"There is nothing of ours in {directory}.", err=True)
