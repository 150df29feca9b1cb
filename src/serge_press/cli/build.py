"""``serge-press build``: make the editions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from serge_press.cli import options, report
from serge_press.cli.progress import watch
from serge_press.findings import Finding, has_errors
from serge_press.press import Made, Proof, bring_out, chosen_editions, prepare, sort_findings
from serge_press.reading.folder import DiskFolder
from serge_press.workshop.ledger import Ledger, remember
from serge_press.workshop.shelf import Shelf, sha256


@click.command(short_help="Make the editions.")
@options.book
@options.editions
@options.output_dir
@options.findings_format
@options.strict
@options.settings
@click.option("--draft", is_flag=True, help="Make editions in spite of errors in the book; no external validators.")
@click.option("--fresh", is_flag=True, help="Make everything anew, even what has not changed.")
@options.quiet
def command(
    book: Path,
    editions: tuple[str, ...],
    output_dir: Path | None,
    form: str,
    strict: bool,
    settings: tuple[tuple[str, str], ...],
    draft: bool,
    fresh: bool,
    quiet: bool,
) -> None:
    """Make the editions of BOOK: PDF for print, EPUB for screens.

    Nothing is written unless everything asked for is whole: a failed build leaves the last good editions in place.

    \b
    Examples:
      serge-press build                       all editions of the book here, or in ./book
      serge-press build my-author -t epub     one edition
      serge-press build --format json         one JSON object on stdout: editions, findings
    """
    progress = watch("auto", quiet=quiet, form=form)
    proof = prepare(DiskFolder(book), settings, progress.tell)
    directory = output_dir or book / "build"
    shelf = Shelf(directory)
    if proof.plan is None:
        _finish(proof, proof.findings, [], directory, form, strict, quiet)
        return
    chosen, unknown = chosen_editions(proof.plan, editions)
    if unknown:
        raise click.UsageError(
            f"There is no edition '{unknown[0]}' in book.toml. There are: {options.known(proof.plan)}."
        )
    if proof.manuscript is None or proof.house is None or (has_errors(proof.findings) and not draft):
        _finish(proof, proof.findings, [], directory, form, strict, quiet)
        return
    stamp = options.stamp(proof.plan)
    names = tuple(edition.name for edition in chosen)
    ledger = Ledger.of(proof.digest, proof.house.digest, stamp, settings, names, validated=not draft)
    kept = None if fresh else ledger.find(shelf)
    if kept is not None:
        progress.done()
        _finish(proof, kept.findings, list(kept.editions), directory, form, strict, quiet, unchanged=True)
        return
    run = bring_out(proof, chosen, stamp, validate=not draft, tell=progress.tell)
    progress.done()
    whole = len(run.made) == len(chosen)
    records = [edition_record(made, directory) for made in run.made]
    if whole and (draft or not has_errors(run.findings)):
        files = {made.issue.name: made.issue.data for made in run.made}
        issues = [made.issue for made in run.made]
        shelf.put(files, remember(ledger, shelf, issues, run.findings, records))
    else:
        records = []
    _finish(proof, run.findings, records, directory, form, strict, quiet, missing=run.missing)


def edition_record(made: Made, directory: Path) -> dict[str, Any]:
    """What ``--format json`` says of one edition. ``path`` is where it stands, ``pages`` of print or marks of an e-book."""
    issue = made.issue
    return {
        "name": issue.edition,
        "kind": issue.kind,
        "path": str(directory / issue.name),
        "sha256": sha256(issue.data),
        "bytes": len(issue.data),
        "pages": issue.pages,
        "seconds": round(made.seconds, 2),
    }


def _finish(
    proof: Proof,
    findings: tuple[Finding, ...],
    records: list[dict[str, Any]],
    directory: Path,
    form: str,
    strict: bool,
    quiet: bool,
    unchanged: bool = False,
    missing: tuple[str, ...] = (),
) -> None:
    """Tell findings and editions, and end with the exit status.

    A validator that is not installed is no fault of the book: the editions are made, and it is said. Under ``--strict`` it
    is exit 3, for then somebody relies on its verdict.
    """
    findings = sort_findings(findings)
    tally = report.Tally.of(findings)
    if form == "json":
        click.echo(json.dumps({"editions": records, "findings": report.as_records(findings)}, ensure_ascii=False))
    else:
        report.tell(findings, form, proof.folder)
        for record in records:
            click.echo(record["path"])
        if not quiet:
            _summary(tally, records, directory, unchanged)
    for line in missing:
        click.echo(f"serge-press: {line}", err=True)
    if missing and strict:
        raise SystemExit(3)
    raise SystemExit(tally.exit_status(strict=strict))


def _summary(tally: report.Tally, records: list[dict[str, Any]], directory: Path, unchanged: bool) -> None:
    """What was made, where, how many pages, and what to do next; on stderr."""
    for record in records:
        pages = f"{record['pages']} {'pages' if record['kind'] == 'print' else 'page marks'}"
        size = f"{record['bytes'] / 1000:,.0f} kB"
        took = "unchanged" if unchanged else f"{record['seconds']:.1f} s"
        click.echo(f"  {record['name']:<12} {pages:>16} {size:>12} {took:>10}", err=True)
    click.echo(f"Findings: {tally}.", err=True)
    if records:
        click.echo("Next: open the PDF and the EPUB; 'serge-press check --strict' before they go out.", err=True)
    elif tally.errors:
        kept = " The editions of the last good build stand as they were." if directory.is_dir() else ""
        click.echo(
            f"Nothing was written.{kept} Mend the errors above; 'serge-press explain RULE' tells more.", err=True
        )
