"""``serge-press preflight``: a finished PDF as a printer would look at it, a finished EPUB as a reading system would."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from serge_press.checks.preflight.apart import preflight_apart
from serge_press.checks.preflight.task import Asked
from serge_press.checks.reading_systems.table import READERS
from serge_press.cli import options, preflight_epub, report
from serge_press.cli.printers import named
from serge_press.printers.tables import MILLIMETRES

if TYPE_CHECKING:
    from serge_press.checks.preflight.run import Report
    from serge_press.printers.profile import PrinterProfile

_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mm|in)?\s*x\s*(\d+(?:\.\d+)?)\s*(mm|in)\s*")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mm|in)\s*")


def _printers(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[PrinterProfile | str, ...]:
    """Printers, and reading systems by name."""
    del ctx, param
    names = [name.strip() for item in value for name in item.split(",") if name.strip()]
    return tuple(name if name in READERS else named(name) for name in dict.fromkeys(names))


def _trim(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[float, float] | None:
    del param
    if value is None:
        return None
    match = _SIZE.fullmatch(value)
    if match is None:
        raise click.BadParameter(f"'{value}' is no size such as '6in x 9in' or '135mm x 215mm'", ctx)
    first, second = MILLIMETRES[match[2] or match[4]], MILLIMETRES[match[4]]
    return float(match[1]) * first, float(match[3]) * second


def _length(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    del param
    if value is None:
        return None
    match = _LENGTH.fullmatch(value)
    if match is None:
        raise click.BadParameter(f"'{value}' is no length such as '17.5mm' or '0.69in'", ctx)
    return float(match[1]) * MILLIMETRES[match[2]]


@click.command(short_help="Look at a finished PDF as a printer would, at an EPUB as a reading system would.")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
@click.option(
    "-p", "--printer", "profiles", multiple=True, required=True, callback=_printers, metavar="NAME",
    help=f"A printer of 'serge-press printers', or for an EPUB {', '.join(READERS)}; repeat or separate with commas.",
)  # fmt: skip
@click.option("--cover", is_flag=True, help="The file is a cover, not an interior.")
@click.option("--jacket", is_flag=True, help="The file is a jacket with its flaps.")
@click.option("--paper", default="", metavar="NAME", help="The paper, by its name in 'serge-press printers show'.")
@click.option("--trim", callback=_trim, metavar="SIZE", help="The trim that is ordered, as '6in x 9in'.")
@click.option(
    "--pages", type=click.IntRange(0, 10_000), default=0, metavar="N", help="Of a cover: the pages of its book."
)
@click.option(
    "--spine", callback=_length, metavar="LENGTH", help="Of a cover: the spine of the printer's template, as '17.5mm'."
)
@click.option(
    "--sheet", callback=_trim, metavar="SIZE", help="Of a cover: the whole size that the printer's template gives."
)
@click.option("--flap", callback=_length, metavar="LENGTH", help="Of a jacket: the width of a flap, as '3.5in'.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.strict
@options.quiet
def command(
    files: tuple[Path, ...],
    profiles: tuple[PrinterProfile | str, ...],
    cover: bool,
    jacket: bool,
    paper: str,
    trim: tuple[float, float] | None,
    pages: int,
    spine: float | None,
    sheet: tuple[float, float] | None,
    flap: float | None,
    form: str,
    strict: bool,
    quiet: bool,
) -> None:
    """Look at each FILE, of serge-press or of any other program, as each printer would: boxes, pages, fonts, pictures, inks.
    An EPUB is looked at as the shop or reading system would that is named instead: style sheets, pictures, notes, sizes.

    Nothing is sent anywhere. A finding names the page and the place, the printer's rule with its source and the day it was
    read. An error needs the printer's own word; what others say of it warns, what is doubtful is a note.

    \b
    Examples:
      serge-press preflight build/book-print.pdf --printer kdp-paperback
      serge-press preflight book.pdf -p lulu-paperback,bod-paperback --paper cream
      serge-press preflight cover.pdf -p kdp-paperback --cover --trim '6in x 9in' --pages 246 --paper cream
      serge-press preflight jacket.pdf -p ingram-case --jacket --trim '6in x 9in' --pages 246 --spine 0.625in
      serge-press preflight book.pdf -p ingram-paperback --format json | jq '.reports[0].findings[].rule'
      serge-press preflight book.epub -p kobo,kindle,apple
    """
    readers = [one for one in profiles if isinstance(one, str)]
    printers = [one for one in profiles if not isinstance(one, str)]
    preflight_epub.matched(files, [one.name for one in printers], readers)
    if readers:
        raise SystemExit(preflight_epub.look(files, readers, form, strict=strict, quiet=quiet))
    _known_paper(paper, printers)
    if cover and jacket:
        raise click.UsageError("A file is a cover or a jacket, not both.")
    part = "jacket" if jacket else "cover" if cover else "interior"
    asked = Asked(part, paper, trim, pages, spine, sheet, flap)
    made = [(file, preflight_apart(file, profile, asked)) for file in files for profile in printers]
    every = [finding for file, one in made for finding in one.as_findings(str(file))]
    tally = report.Tally.of(every)
    if form == "json":
        records: list[dict[str, Any]] = [{"file": str(file), **one.record()} for file, one in made]
        click.echo(json.dumps({"reports": records}, ensure_ascii=False, indent=1))
    else:
        for file, one in made:
            _tell(file, one, quiet=quiet)
    raise SystemExit(tally.exit_status(strict=strict))


def _known_paper(paper: str, profiles: list[PrinterProfile]) -> None:
    """Usage error for a paper that none of the printers has, so that a slip never checks less."""
    for profile in profiles:
        if paper and profile.papers and profile.paper(paper) is None:
            names = ", ".join(fact.value.name for fact in profile.papers)
            raise click.UsageError(f"{profile.name} has no paper '{paper}'. It has: {names}.")


def _tell(file: Path, made: Report, *, quiet: bool) -> None:
    findings = made.as_findings(str(file))
    if findings:
        click.echo(report.as_text(findings, lambda file, line: None))
    if not quiet:
        size = f", {made.trim[0]:g} x {made.trim[1]:g} mm" if made.trim else ""
        click.echo(
            f"{file} for {made.printer}: {made.pages} page{'s' * (made.pages != 1)}{size}; {report.Tally.of(findings)}.",
            err=True,
        )
