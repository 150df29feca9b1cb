"""The whole run on one page: read, register, assemble, resolve, check; then bring out, and check what came out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from serge_press.checks.allowances import apply_allowances
from serge_press.checks.catalogue_checks import check_catalogue
from serge_press.checks.drawings import check_drawings
from serge_press.checks.issue_checks import check_issues
from serge_press.checks.manuscript_checks import check_manuscript
from serge_press.findings import Finding, Place, has_errors
from serge_press.manuscript.apparatus.colophon import ColophonFacts
from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.assemble import assemble
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.manuscript.index.make import with_indexes
from serge_press.manuscript.references import resolve
from serge_press.memory import turn_over
from serge_press.model.editions_on_request import editions_on_request
from serge_press.model.plan import LAID_OUT
from serge_press.model.printer_editions import printer_editions
from serge_press.model.register import register
from serge_press.progress import Step, silent
from serge_press.reading.read import read
from serge_press.rendering.house import load_house
from serge_press.values import dataclass
from serge_press.workshop import kept_issues
from serge_press.workshop.provenance import folder_digest, versions

if TYPE_CHECKING:
    from serge_press.checks.validator_desk import Desk
    from serge_press.editions.edition import Issue, Order, Shelves
    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.parts import Manuscript
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.plan import BookPlan, EditionPlan
    from serge_press.progress import Count, Tell
    from serge_press.reading.folder import Folder
    from serge_press.reading.read import Reading
    from serge_press.rendering.house import House

    Brought = tuple[Issue | None, tuple[Finding, ...]]


@dataclass(frozen=True)
class Proof:
    """A book read and assembled, before any layout.

    ``plan`` is None when there is no usable book.toml; ``manuscript`` and ``house`` are None only beside errors.
    ``findings`` are all that was found, allowances already applied.
    """

    folder: Folder
    plan: BookPlan | None
    catalogue: Catalogue
    manuscript: Manuscript | None
    house: House | None
    findings: tuple[Finding, ...]
    digest: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """An issue and the seconds it took (of wall clock; for people, never printed in a book)."""

    issue: Issue
    seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """What a build made and found. ``missing`` names tools that were asked for and are not there, with install lines."""

    made: tuple[Made, ...]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...] = ()


_EVERY = frozenset({"person", "source", "place", "work", "case", "event", "account"})
_MISSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "A001": frozenset({"person", "source"}), "A007": frozenset({"person", "source"}), "C020": _EVERY, "C021": _EVERY,
        "C024": frozenset({"source"}), "C025": frozenset({"source"}), "C040": frozenset({"source"}), "M102": _EVERY,
    }
)  # fmt: skip
"""Rules that miss what should be there, and the kinds of records that they would miss where one was left out for its faults."""


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without doubles, in the order of the files."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda found: found.sort_key))


@dataclass(frozen=True)
class Opened:
    """A book read and registered, before anything is made of it. ``findings`` are those of reading.

    ``plan`` is None when there is no usable book.toml, ``house`` then or beside errors.
    """

    folder: Folder
    reading: Reading
    plan: BookPlan | None
    catalogue: Catalogue
    house: House | None
    findings: tuple[Finding, ...]
    digest: str
    settings: tuple[tuple[str, str], ...] = ()


def open_book(folder: Folder, settings: tuple[tuple[str, str], ...] = (), tell: Tell = silent) -> Opened:
    """Read and register the book in the folder: all that tells whether it is as it was, for a third of the work.

    ``settings`` override values of book.toml by dotted key. Never raises for the author's faults: they are findings.
    """
    turn_over()
    tell(Step("reading"))
    reading, found = read(folder, settings)
    plan, catalogue, more = register(reading)
    house, others = load_house(plan.house, folder) if plan is not None else (None, ())
    found = (*found, *more, *others)
    return Opened(folder, reading, plan, catalogue, house, found, folder_digest(folder), settings)


def prepare(folder: Folder, settings: tuple[tuple[str, str], ...] = (), tell: Tell = silent) -> Proof:
    """Read and assemble the book in the folder and run every check that needs no layout; as ``open_book``."""
    return assembled(open_book(folder, settings, tell), tell)


def assembled(book: Opened, tell: Tell = silent) -> Proof:
    """Assemble a book that was read, and run every check that needs no layout."""
    folder, plan, catalogue, house, found = book.folder, book.plan, book.catalogue, book.house, book.findings
    if plan is None:
        return Proof(folder, None, catalogue, None, None, sort_findings(found), book.digest, book.settings)
    tell(Step("assembling"))
    fonts = tuple(dict.fromkeys(font.family for font in house.fonts)) if house else ()
    facts = ColophonFacts(versions=versions(), fonts=fonts, data_digest=book.digest)
    numbering = number_works(plan, catalogue)
    manuscript, more = assemble(plan, catalogue, book.reading.prose, facts, numbering)
    found = (*found, *more)
    manuscript, resolved = resolve(manuscript, catalogue, numbering)
    manuscript, more = with_indexes(manuscript, catalogue, numbering)
    found = (*found, *resolved.findings, *more)
    found = (*found, *check_catalogue(plan, catalogue, resolved.used_sources, resolved.used_people))
    found = (*found, *check_manuscript(manuscript, book.reading.names), *check_drawings(manuscript, folder))
    lacking = {kind for kind, _ in catalogue.left_out}
    unasked = frozenset(rule for rule, kinds in _MISSES.items() if kinds & lacking)
    found = tuple(one for one in found if one.rule not in unasked)
    found = apply_allowances(plan.allowances, sort_findings(found), unasked=unasked)
    return Proof(folder, plan, catalogue, manuscript, house, sort_findings(found), book.digest, book.settings)


def chosen_editions(
    plan: BookPlan, names: tuple[str, ...], printers: tuple[str, ...] = ()
) -> tuple[tuple[EditionPlan, ...], tuple[str, ...]]:
    """The editions of those names, print first, and an edition for each printer; and the names that are no edition.

    With neither names nor printers, all editions of the book. ``all`` among the printers stands for those of its
    ``[printer.NAME]`` tables. A name may be that of an edition that book.toml does not have: see ``editions_on_request``.
    """
    own = [one.name for one in plan.printers]
    asked = dict.fromkeys(name for one in printers for name in (own if one == "all" else [one]))
    known = {edition.name: edition for edition in plan.editions}
    if asked:
        known |= {edition.name: edition for edition in printer_editions(plan, asked)}
    kinds = ("", "-cover", "-jacket")
    with_covers = [one + kind for one in asked for kind in kinds if one + kind in known or not kind]
    wanted = (*names, *with_covers) if names or printers else tuple(known)
    known = {edition.name: edition for edition in editions_on_request(plan)} | known
    editions = sorted((known[n] for n in dict.fromkeys(wanted) if n in known), key=lambda e: e.kind != "print")
    return tuple(editions), tuple(n for n in wanted if n not in known)


def bring_out(
    proof: Proof,
    editions: tuple[EditionPlan, ...],
    stamp: int,
    *,
    validate: bool = True,
    tell: Tell = silent,
    workers: int = 0,
    shelves: Shelves | None = None,
    desk: Desk | None = None,
    known: Mapping[str, Folios] = MappingProxyType({}),
) -> Run:
    """Make the editions in memory and check them, each alone and against each other.

    ``stamp`` is the book's date in seconds since 1970 (SOURCE_DATE_EPOCH). An e-book that follows the pages of a print
    edition has that edition laid out even when it is not asked for. ``validate`` runs EPUBCheck and, on a PDF that claims a
    standard, veraPDF, at the ``desk`` if there is one.
    ``workers`` and ``shelves`` are those of :class:`Order`; neither they nor the desk change what is made.
    ``known`` holds, by edition, the folios of an earlier layout of the same book, from which a new layout is sooner done.
    """
    from serge_press.editions.all import edition_of
    from serge_press.editions.edition import Order
    from serge_press.editions.unfinished import Unfinished

    assert proof.plan is not None
    assert proof.manuscript is not None
    assert proof.house is not None
    by_name = {edition.name: edition for edition in proof.plan.editions}
    asked = {edition.name for edition in editions}
    told = [one for e in editions if e.kind == "onix" for one in _announced(proof.plan) if one.name not in asked]
    needed = [by_name[name] for e in (*editions, *told) if (name := _follows(e, by_name)) and name not in asked]
    queue = sorted((*editions, *told, *needed), key=lambda e: (e.kind != "print", e.kind == "onix"))
    folios: dict[str, Folios] = {}
    issues: dict[str, Issue] = {}
    made: list[Made] = []
    found: list[Finding] = list(proof.findings)
    for plan in queue:
        if plan.name in issues:
            continue
        tell(Step("laying out" if plan.kind in LAID_OUT else "setting", plan.name))
        begun = time.perf_counter()
        order = Order(
            plan=plan, manuscript=proof.manuscript, house=proof.house, folder=proof.folder,
            folios=folios.get(plan.folios) or known.get(plan.name, NO_FOLIOS), stamp=stamp, versions=versions(),
            companions=tuple(issues.values()), shelf=shelves.shelf("sections") if shelves else None, shelves=shelves,
            workers=workers, count=_counter(plan.name, tell),
        )  # fmt: skip
        try:
            issue, more = _made_once(order, proof, edition_of(plan.kind))
        except Unfinished as fault:
            issue, more = None, (fault.finding(proof.manuscript),)
        found.extend(more)
        if issue is None:
            continue
        if issue.folios is not None:
            folios[plan.name] = issue.folios
        issues[plan.name] = issue
        if plan.name in asked:
            made.append(Made(issue, time.perf_counter() - begun))
    ready = tuple(plan for plan in queue if plan.name in asked and plan.name in issues)
    more, missing = check_issues(
        ready, issues, proof.manuscript, validate=validate, tell=tell, desk=desk, shelves=shelves
    )  # fmt: skip
    found.extend(more)
    allowed = apply_allowances(proof.plan.allowances, sort_findings(found), expire=False)
    return Run(tuple(made), sort_findings(allowed), missing)


def _follows(edition: EditionPlan, known: Mapping[str, EditionPlan]) -> str:
    """The print edition of the book that an edition cannot be made without, or ""."""
    if edition.kind in ("booklet", "proof", "screen") and not edition.folios:
        return next((name for name, one in known.items() if one.kind == "print"), "")
    return edition.folios if edition.folios in known else ""


def _announced(book: BookPlan) -> Iterator[EditionPlan]:
    """The editions of the book that its record for the trade tells of: their pages and sizes stand in it."""
    from serge_press.editions.onix.products import products_of

    own = {edition.name for edition in book.editions}
    yield from (product.plan for product in products_of(book) if product.plan.name in own)


def _made_once(order: Order, proof: Proof, make: Callable[[Order], Brought]) -> Brought:
    """What ``make`` gives for an order, from the shelf of editions if it was made from the same before."""
    if order.shelves is None:
        return make(order)
    assert proof.house is not None
    shelf = order.shelves.shelf("editions")
    key = kept_issues.key_of(
        order.plan, proof.digest, proof.house.digest, proof.settings, order.stamp, order.companions
    )  # fmt: skip
    kept = kept_issues.fetch(shelf, key)
    if kept is not None:
        return kept
    issue, found = make(order)
    if issue is not None:
        kept_issues.keep(shelf, key, issue, found)
    return issue, found


def _counter(edition: str, tell: Tell) -> Count:
    return lambda done, total, pages: tell(Step("laying out", edition, done, total, pages))


__all__ = ["Made", "Place", "Proof", "Run", "bring_out", "chosen_editions", "has_errors", "prepare", "sort_findings"]
