"""``serge-press check``: findings only."""

from __future__ import annotations

from pathlib import Path

import click

from serge_press.checks.validator_desk import open_desk
from serge_press.cli import options, report
from serge_press.cli.progress import watch
from serge_press.findings import Finding, has_errors
from serge_press.model.editions_on_request import no_edition
from serge_press.press import bring_out, chosen_editions, prepare
from serge_press.reading.folder import DiskFolder
from serge_press.rules import all_rules


@click.command()
@options.book
@options.editions("none, the text alone")
@options.printers
@options.findings_format
@options.strict
@options.settings
@click.option(
    "--only", multiple=True, metavar="RULE", help="Only these rules: an id (D001) or a letter (D). Repeatable."
)
@click.option("--skip", multiple=True, metavar="RULE", help="Not these rules. Repeatable.")
@options.quiet
def command(
    book: Path,
    editions: tuple[str, ...],
    printers: tuple[str, ...],
    form: str,
    strict: bool,
    settings: tuple[tuple[str, str], ...],
    only: tuple[str, ...],
    skip: tuple[str, ...],
    quiet: bool,
) -> None:
    """Say what is wrong in BOOK, where, and how to mend it. Writes nothing.

    Without -t the facts and the prose are checked, which takes seconds. With -t the editions named are made in memory and
    checked too: pages against page marks, notes, EPUBCheck, veraPDF.

    \b
    Examples:
      serge-press check my-author --strict
      serge-press check -t print,epub
      serge-press check -p kdp-paperback    as that printer would look at the book
      serge-press check --only D --only X001
    """
    _known(only)
    _known(skip)
    progress = watch("auto", quiet=quiet, form=form)
    folder = DiskFolder(book)
    proof = prepare(folder, settings, progress.tell)
    findings: tuple[Finding, ...] = proof.findings
    missing: tuple[str, ...] = ()
    if (editions or printers) and proof.plan is not None:
        chosen, unknown = chosen_editions(proof.plan, editions, printers)
        if unknown:
            raise click.UsageError(no_edition(unknown[0], proof.plan))
        if proof.manuscript is not None and proof.house is not None and not has_errors(findings):
            with open_desk() as desk:
                run = bring_out(proof, chosen, options.stamp(proof.plan), tell=progress.tell, desk=desk)
            findings, missing = run.findings, run.missing
    progress.done()
    chosen_findings = tuple(f for f in findings if _chosen(f.rule, only, skip))
    tally = report.Tally.of(chosen_findings)
    report.tell(chosen_findings, form, folder)
    if not quiet and form == "text":
        click.echo(f"Findings: {tally}.", err=True)
    for line in missing:
        click.echo(f"serge-press: {line}", err=True)
    raise SystemExit(3 if missing else tally.exit_status(strict=strict))


def _chosen(rule: str, only: tuple[str, ...], skip: tuple[str, ...]) -> bool:
    return (not only or rule in only or rule[:1] in only) and rule not in skip and rule[:1] not in skip


def _known(names: tuple[str, ...]) -> None:
    """Usage error for a rule or letter that is not there, so that a misspelt --only never passes a book."""
    rules = all_rules()
    letters = {rule[:1] for rule in rules}
    for name in names:
        if name not in rules and name not in letters:
            raise click.UsageError(f"There is no rule '{name}'. 'serge-press explain' lists them.")
