"""What became of books, as people and programs read it, and the exit status that says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from serge_press.cli import report
from serge_press.many import Outcome
from serge_press.reading.folder import DiskFolder


def tell_one(outcome: Outcome, directory: Path, form: str, *, strict: bool, quiet: bool) -> int:
    """Tell of one book; the exit status.

    A validator that is not installed is no fault of the book: the editions are made, and it is said. Under ``--strict`` it
    is exit 3, for then somebody relies on its verdict.
    """
    tally = report.Tally.of(outcome.findings)
    if form == "json":
        click.echo(json.dumps(_object(outcome), ensure_ascii=False))
    else:
        report.tell(outcome.findings, form, DiskFolder(outcome.book))
        for record in outcome.records:
            click.echo(record["path"])
        if not quiet:
            _summary(outcome, tally, directory)
    return _lacking((outcome,), strict) or tally.exit_status(strict=strict)


def tell_many(outcomes: tuple[Outcome, ...], form: str, *, strict: bool, quiet: bool) -> int:
    """Tell of several books, with a table at the end; the exit status, 1 when any book failed."""
    tallies = [report.Tally.of(outcome.findings) for outcome in outcomes]
    if form == "json":
        books = [
            {"book": one.book, **_object(one), "fault": one.fault, "seconds": round(one.seconds, 2)} for one in outcomes
        ]
        click.echo(json.dumps({"books": books}, ensure_ascii=False))
    else:
        for outcome in outcomes:
            if form == "text" and outcome.findings:
                click.echo(f"{outcome.book}:", err=True)
            report.tell(outcome.findings, form, DiskFolder(outcome.book))
        for outcome in outcomes:
            for record in outcome.records:
                click.echo(record["path"])
        if not quiet:
            _table(outcomes, tallies)
    for outcome in outcomes:
        if outcome.fault and (quiet or form == "json"):
            click.echo(f"serge-press: {outcome.book}: {outcome.fault}", err=True)
    failed = any(one.fault or tally.exit_status(strict=strict) for one, tally in zip(outcomes, tallies, strict=True))
    return _lacking(outcomes, strict) or int(failed)


def _object(outcome: Outcome) -> dict[str, Any]:
    """The object a program reads: editions and findings always; the rest only where there is something to say."""
    more: dict[str, Any] = {
        "draft": outcome.draft and bool(outcome.records),
        "left_out": list(outcome.left_out),
        "missing": list(outcome.missing),
    }
    always = {"editions": list(outcome.records), "findings": report.as_records(outcome.findings)}
    return always | {key: value for key, value in more.items() if value}


def _lacking(outcomes: tuple[Outcome, ...], strict: bool) -> int:
    """Tell what is not installed; 3 when somebody relies on it."""
    lines = dict.fromkeys(line for outcome in outcomes for line in outcome.missing)
    for line in lines:
        click.echo(f"serge-press: {line}", err=True)
    return 3 if lines and strict else 0


def _pages(record: dict[str, Any]) -> str:
    if not record["pages"] and record["kind"] in ("onix", "store-cover"):
        return ""
    word = "page mark" if record["kind"] == "epub" else "page"
    return f"{record['pages']} {word}{'' if record['pages'] == 1 else 's'}"


def _summary(outcome: Outcome, tally: report.Tally, directory: Path) -> None:
    """What was made, where, how many pages, and what to do next; on stderr."""
    wide = max((12, *(len(record["name"]) for record in outcome.records)))
    for record in outcome.records:
        size = f"{record['bytes'] / 1000:,.0f} kB"
        took = "unchanged" if outcome.unchanged else f"{record['seconds']:.1f} s"
        click.echo(f"  {record['name']:<{wide}} {_pages(record):>16} {size:>12} {took:>10}", err=True)
    click.echo(f"Findings: {tally}.", err=True)
    if outcome.records and outcome.draft:
        errors = f", with {tally.errors} error{'' if tally.errors == 1 else 's'} in it" if tally.errors else ""
        click.echo(f"This is a draft{errors}; EPUBCheck has not seen it. Do not send it out.", err=True)
        for name in outcome.left_out:
            click.echo(f"Left out, for it could not be read: {name}", err=True)
    elif outcome.records:
        click.echo("Next: open the PDF and the EPUB; 'serge-press check --strict' before they go out.", err=True)
    elif tally.errors:
        kept = " The editions of the last good build stand as they were." if directory.is_dir() else ""
        click.echo(
            f"Nothing was written.{kept} Mend the errors above; 'serge-press explain RULE' tells more.", err=True
        )


def _table(outcomes: tuple[Outcome, ...], tallies: list[report.Tally]) -> None:
    """A line for each book: editions, pages, findings, seconds; on stderr."""
    head = ("book", "editions", "pages", "findings", "seconds")
    rows = [
        (
            outcome.book,
            ", ".join(record["name"] for record in outcome.records) or "none",
            str(sum(record["pages"] for record in outcome.records if record["kind"] == "print") or "-"),
            outcome.fault or str(tally),
            "unchanged" if outcome.unchanged else f"{outcome.seconds:.1f}",
        )
        for outcome, tally in zip(outcomes, tallies, strict=True)
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        cells = [
            cell.rjust(width) if column in (2, 4) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip(), err=True)
    made = sum(bool(outcome.records) for outcome in outcomes)
    kept = " Of the others, the editions of the last good build stand as they were." if made < len(outcomes) else ""
    click.echo(f"{made} of {len(outcomes)} books have all their editions.{kept}", err=True)
