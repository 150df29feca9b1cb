"""The part of ``serge-press preflight`` that looks at e-books."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from serge_press.cli import report
from serge_press.findings import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from serge_press.findings import Finding


def is_e_book(path: Path) -> bool:
    """Whether a file begins as a zip does. A folder's worth of other files does too, and gets a finding."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def matched(files: Sequence[Path], printers: Sequence[str], readers: Sequence[str]) -> None:
    """Usage error where a printer would be asked about an e-book, or a reading system about anything else."""
    for file in files:
        if readers and not is_e_book(file):
            raise click.UsageError(f"{readers[0]} reads e-books, and '{file}' is none.")
        if printers and is_e_book(file):
            raise click.UsageError(f"{printers[0]} prints PDFs, and '{file}' is an e-book.")


def look(files: Sequence[Path], readers: Sequence[str], form: str, *, strict: bool, quiet: bool) -> int:
    """Look at each file for each reader and tell; the exit status."""
    from serge_press.checks.reading_systems.apart import look_apart

    made = [(file, reader, _within(file, look_apart(file, reader))) for file in files for reader in readers]
    if form == "json":
        records: list[dict[str, Any]] = [
            {"file": str(file), "reader": reader, "findings": report.as_records(found)} for file, reader, found in made
        ]
        click.echo(json.dumps({"reports": records}, ensure_ascii=False, indent=1))
    else:
        for file, reader, found in made:
            if found:
                click.echo(report.as_text(found, lambda file, line: None))
            if not quiet:
                click.echo(f"{file} for {reader}: {report.Tally.of(found)}.", err=True)
    return report.Tally.of(one for _, _, found in made for one in found).exit_status(strict=strict)


def _within(file: Path, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings with the e-book's name before that of the file within it."""
    return tuple(
        replace(one, place=Place(f"{file}/{one.place.file}".rstrip("/"), one.place.line, one.place.column))
        for one in found
    )
