"""``serge-press printers``: what the press knows of printers, and how it knows."""

from __future__ import annotations

import difflib
import json
import textwrap
from typing import TYPE_CHECKING

import click

from serge_press.printers.at_count import at_count
from serge_press.printers.listing import LABELS, as_record, facts_of, in_words
from serge_press.printers.shelf import PRINTERS, printer, printers

if TYPE_CHECKING:
    from serge_press.printers.profile import PrinterProfile


def named(name: str) -> PrinterProfile:
    """The printer of that name; usage error (exit 2) with the nearest name if there is none."""
    if name not in PRINTERS:
        near = [one for one in PRINTERS if name and one.startswith(name.lower())]
        near = near or difflib.get_close_matches(name.lower(), PRINTERS, n=1)
        said = " or ".join(f"'{one}'" for one in near)
        meant = f" Did you mean {said}?" if near else " 'serge-press printers' lists them."
        raise click.UsageError(f"There is no printer '{name}'.{meant}")
    return printer(name)


@click.group(invoke_without_command=True, short_help="Say what printers ask for, with sources.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """List the printers the press knows; `show` tells all that is known of one.

    Each fact has a grade: A is the printer's own word, B what two others agree on, C what is doubtful. Only A refuses a
    file; B warns, C notes. No fact was read on a live page: look it up again before you print.

    \b
    Examples:
      serge-press printers
      serge-press printers show kdp-paperback
      serge-press printers show bod-paperback --format json | jq '.facts[] | select(.grade == "C")'
    """
    if ctx.invoked_subcommand is not None:
        return
    every = printers()
    if form == "json":
        click.echo(json.dumps([as_record(profile) for profile in every], ensure_ascii=False, indent=1))
        return
    wide = max(len(profile.name) for profile in every)
    for profile in every:
        click.echo(f"{profile.name:<{wide}}  {profile.title} (checked {profile.checked_on.isoformat()})")


@command.command(short_help="Tell all that is known of one printer.")
@click.argument("name")
@click.option("--pages", type=click.IntRange(1, 10_000), help="First what holds for a book of so many pages.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def show(name: str, pages: int | None, form: str) -> None:
    """Tell all that is known of the printer NAME: each value, its grade, the day it was checked, where it was read.

    \b
    Examples:
      serge-press printers show kdp-paperback
      serge-press printers show kdp-paperback --pages 246
      serge-press printers show lulu-casewrap --format json
    """
    profile = named(name)
    counted = tuple(at_count(profile, pages)) if pages else ()
    if form == "json":
        record = as_record(profile)
        if counted:
            record["at_pages"] = {"pages": pages, **dict(counted)}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(profile, pages, counted)))


def _lines(profile: PrinterProfile, pages: int | None, counted: tuple[tuple[str, str], ...]) -> list[str]:
    lines = [f"{profile.name}: {profile.title}", ""]
    if counted:
        lines += [f"A book of {pages} pages:", *(f"  {label:<26}{words}" for label, words in counted), ""]
    before = ""
    for name, fact in facts_of(profile):
        label = LABELS[name] if name != before else ""
        before = name
        lines += _wrapped(f"{label:<24}", in_words(name, fact.value, profile.unit))
        advised = ", advised" if fact.force.value == "advised" else ""
        lines += _wrapped(" " * 26, f"[{fact.evidence.replace(',', f'{advised},', 1)}]")
        if fact.note:
            lines += _wrapped(" " * 26, fact.note)
    if profile.unknown:
        lines += ["", "Not known:"]
        for words in profile.unknown:
            lines += _wrapped("  ", words)
    return lines


def _wrapped(first: str, words: str) -> list[str]:
    return textwrap.wrap(words, 110, initial_indent=first, subsequent_indent=" " * len(first)) or [first]
