"""``serge-press inspect``: what the press understood, as text or JSON."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from serge_press.cli import options, report
from serge_press.findings import Place, has_errors
from serge_press.manuscript.apparatus.maker import Facts, Maker
from serge_press.manuscript.apparatus.words import Words
from serge_press.manuscript.figures.part import drawn
from serge_press.manuscript.outline import outline
from serge_press.press import Proof, bring_out, chosen_editions, prepare
from serge_press.reading.folder import DiskFolder
from serge_press.rendering.locators import index_rows
from serge_press.when import When

if TYPE_CHECKING:
    from serge_press.manuscript.folios import Folios

WHAT = ("plan", "catalogue", "manuscript", "folios", "index", "figures")


@click.command()
@click.argument("what", type=click.Choice(WHAT))
@options.book
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.settings
def command(what: str, book: Path, form: str, settings: tuple[tuple[str, str], ...]) -> None:
    """Show what the press understood of BOOK. ``folios`` lays the print edition out and says where each page begins,
    ``index`` lists what stands in the indexes, with its pages, ``figures`` the data of each figure.

    \b
    Examples:
      serge-press inspect manuscript my-author
      serge-press inspect folios --format json | jq '.pages[0]'
    """
    folder = DiskFolder(book)
    proof = prepare(folder, settings)
    missing = proof.plan is None or (what in ("manuscript", *_LAID_OUT) and proof.manuscript is None)
    if missing or (what in _LAID_OUT and (has_errors(proof.findings) or proof.house is None)):
        report.tell(proof.findings, "text", folder)
        raise SystemExit(1)
    assert proof.plan is not None
    if what in _LAID_OUT:
        _LAID_OUT[what](proof, form, _laid_out(proof, folder))
    elif what == "figures":
        _figures(proof, form)
    elif what == "manuscript" and form == "text":
        assert proof.manuscript is not None
        click.echo(outline(proof.manuscript))
    else:
        value = {"plan": proof.plan, "catalogue": proof.catalogue, "manuscript": proof.manuscript}[what]
        plain = as_plain(value)
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1) if form == "json" else as_lines(plain))


def _laid_out(proof: Proof, folder: DiskFolder) -> Folios:
    assert proof.plan is not None
    prints = tuple(e for e in chosen_editions(proof.plan, ())[0] if e.kind == "print")
    if not prints:
        raise click.UsageError("book.toml has no print edition, so there are no folios.")
    run = bring_out(proof, prints[:1], options.stamp(proof.plan), validate=False)
    if not run.made or run.made[0].issue.folios is None:
        report.tell(run.findings, "text", folder)
        raise SystemExit(1)
    return run.made[0].issue.folios


def _folios(proof: Proof, form: str, folios: Folios) -> None:
    del proof
    if form == "json":
        click.echo(folios.to_json())
        return
    for page in folios.pages:
        where = f"{page.anchor}+{page.letters}" if page.anchor else "(blank)"
        click.echo(f"{page.leaf:>5}  {page.label:>6}{' ' if page.printed else '-'}  {where:<44}  {page.opens}")


def _index(proof: Proof, form: str, folios: Folios) -> None:
    assert proof.manuscript is not None
    rows = list(index_rows(proof.manuscript, folios))
    if form == "json":
        click.echo(json.dumps([as_plain(row) for row in rows], ensure_ascii=False, indent=1))
        return
    if not rows:
        click.echo("There is no index in the book: one is made where [contents] names 'index'.", err=True)
    for row in rows:
        pages = ", ".join(page.words for page in row.pages)
        said = "  ".join(part for part in (row.words, pages, row.sends) if part)
        click.echo(f"{row.index:<20}  {'  ' * row.depth}{said}")


def _figures(proof: Proof, form: str) -> None:
    assert proof.plan is not None
    maker = Maker(Facts(proof.plan, proof.catalogue, Words(proof.plan.language), {}))
    shown = list(drawn(maker))
    if form == "json":
        told = [{"name": one.name, "alt": one.alt, "head": one.head, "rows": one.rows} for one in shown]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    if not shown:
        click.echo("Nothing is known yet that a figure could show.", err=True)
    for one in shown:
        click.echo(f"{one.name}: {one.alt}")
        for row in (one.head, *one.rows):
            click.echo("  " + "  ".join(row).rstrip())


_LAID_OUT = {"folios": _folios, "index": _index}


def as_plain(value: Any) -> Any:
    """Typed values as plain data for JSON: dates as EDTF, enums as their words, places as ``file:line:column``."""
    if isinstance(value, Place):
        return str(value)
    if isinstance(value, When):
        return value.edtf
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: as_plain(getattr(value, f.name)) for f in fields(value) if not f.name.startswith("_")}
        return {"node": type(value).__name__, **plain} if "anchor" in plain or "inlines" in plain else plain
    if isinstance(value, dict) or hasattr(value, "items"):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list, frozenset, set)):
        items = [as_plain(item) for item in value]
        return sorted(items, key=str) if isinstance(value, (set, frozenset)) else items
    return value


def as_lines(value: Any, indent: int = 0) -> str:
    """Plain data as indented text, empty fields left out."""
    pad = "  " * indent
    if isinstance(value, dict):
        rows = []
        for key, item in value.items():
            if item in (None, "", [], {}):
                continue
            nested = isinstance(item, (dict, list))
            rows.append(f"{pad}{key}:\n{as_lines(item, indent + 1)}" if nested else f"{pad}{key}: {item}")
        return "\n".join(rows)
    if isinstance(value, list):
        return "\n".join(
            f"{pad}-\n{as_lines(item, indent + 1)}" if isinstance(item, (dict, list)) else f"{pad}- {item}"
            for item in value
        )
    return f"{pad}{value}"
