"""One book, from its folder to editions: a pure function of the folder and of what is asked.

:func:`make_editions` reads a folder and gives editions; :func:`put_in_place` writes them. Both take and give plain values
that can be sent to other processes and machines; :func:`build_book` is the two of them.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.findings import Finding, has_errors
from serge_press.model.editions_on_request import no_edition
from serge_press.press import Made, Opened, Proof, assembled, bring_out, chosen_editions, open_book, sort_findings
from serge_press.progress import silent
from serge_press.reading.folder import TEXT_ENDINGS, DiskFolder
from serge_press.values import dataclass
from serge_press.workshop import provenance
from serge_press.workshop.ledger import Ledger, entry
from serge_press.workshop.output_folder import OutputFolder, sha256
from serge_press.workshop.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.validator_desk import Desk
    from serge_press.model.plan import EditionPlan
    from serge_press.progress import Tell
    from serge_press.rendering.house import House
    from serge_press.workshop.ledger import Kept


class Refused(ValueError):
    """What is asked for does not fit the book: there is no such edition, or the date is none."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of a book. ``workers`` and ``desk`` say how to work and change nothing in what is made.

    ``editions`` by name and ``printers`` by name, an edition for each (neither: all editions of the book); ``settings``
    override values of book.toml; ``draft`` goes on in spite of errors and without EPUBCheck; ``fresh`` makes anew what has
    not changed; ``workers`` are the processes for the sections of one book (0: as many as there are processors, 1: none
    beside this one).
    """

    editions: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    draft: bool = False
    fresh: bool = False
    workers: int = 1
    desk: Desk | None = None
    printers: tuple[str, ...] = ()


EVERYTHING = Request()
"""All editions of a book."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a book.

    ``records`` tell of each edition what ``--format json`` does; they are empty when anything is in the way. ``files`` are
    the editions by file name, until they are put in place. ``missing`` names tools that are not installed; of a ``draft``,
    ``left_out`` names the files of prose and facts that nothing in it comes from; ``fault`` is "" or says in a line why the
    book could not even be judged. ``seconds`` of wall clock.
    """

    book: str
    records: tuple[dict[str, Any], ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    fingerprint: str = ""
    missing: tuple[str, ...] = ()
    unchanged: bool = False
    draft: bool = False
    left_out: tuple[str, ...] = ()
    seconds: float = 0.0
    fault: str = ""


def make_editions(path: str, request: Request = EVERYTHING, tell: Tell = silent, directory: str = "") -> Outcome:
    """The editions of the book in a folder, in memory: same folder and request, same bytes.

    Where the last build into ``directory`` made the same from the same, that is told and nothing is made; else what is
    laid out is kept there, section by section, for the next build. Nothing else is written. The author's faults are
    findings. Raises Refused, and OSError when the folder is gone.
    """
    begun = time.perf_counter()
    press = provenance.press_state()
    book = open_book(DiskFolder(path), request.settings, tell)
    kept = _kept(book, request, directory)
    if kept is not None and not request.draft:
        return _timed(Outcome(path, records=kept.editions, findings=kept.findings, unchanged=True), begun)
    proof = assembled(book, tell)
    del book
    out = Outcome(path, findings=sort_findings(proof.findings), draft=request.draft)
    if request.draft:
        out = replace(out, left_out=_left_out(proof))
    if proof.plan is None:
        return _timed(out, begun)
    if request.printers == ("all",) and not proof.plan.printers:
        raise Refused("book.toml has no [printer.NAME], so there is none to build for.")
    chosen, unknown = chosen_editions(proof.plan, request.editions, request.printers)
    if unknown:
        raise Refused(no_edition(unknown[0], proof.plan))
    if proof.manuscript is None or proof.house is None or (has_errors(proof.findings) and not request.draft):
        return _timed(out, begun)
    try:
        stamp = provenance.stamp(proof.plan)
    except provenance.BadStamp as fault:
        raise Refused(str(fault)) from None
    if kept is not None:
        return _timed(replace(out, records=kept.editions, findings=kept.findings, unchanged=True), begun)
    ledger = _ledger(proof.digest, proof.house, stamp, request, chosen)
    with _one_press(press, directory):
        run = bring_out(
            proof, chosen, stamp, validate=not request.draft, tell=tell, workers=request.workers,
            shelves=_store(directory) if directory and not request.fresh else None,
            desk=None if request.draft else request.desk or _own_desk(),
        )  # fmt: skip
    out = replace(out, findings=sort_findings(run.findings), missing=run.missing, fingerprint=ledger.fingerprint)
    wanted = {
        plan.name for plan in chosen if plan.kind not in ("cover", "jacket")
    }  # these may wait for the printer's template
    if wanted <= {made.issue.edition for made in run.made} and (request.draft or not has_errors(run.findings)):
        files = tuple((made.issue.name, made.issue.data) for made in run.made)
        out = replace(out, files=files, records=tuple(_record(made) for made in run.made))
    return _timed(out, begun)


def _kept(book: Opened, request: Request, directory: str) -> Kept | None:
    """What the last build into a folder made, if it made what is asked for of the very same; else None."""
    if not directory or request.fresh or book.plan is None or book.house is None:
        return None
    chosen, unknown = chosen_editions(book.plan, request.editions, request.printers)
    if unknown or (request.printers == ("all",) and not book.plan.printers):
        return None
    try:
        stamp = provenance.stamp(book.plan)
    except provenance.BadStamp:
        return None
    return _ledger(book.digest, book.house, stamp, request, chosen).find(OutputFolder(Path(directory)))


def _ledger(digest: str, house: House, stamp: int, request: Request, chosen: tuple[EditionPlan, ...]) -> Ledger:
    names = tuple(edition.name for edition in chosen)
    return Ledger.of(digest, house.digest, stamp, request.settings, names, validated=not request.draft)


@contextmanager
def _one_press(before: str, directory: str) -> Iterator[None]:
    """Raise Refused if the press's own files were changed since ``before`` (see ``press_state``), whatever came of that.

    What was kept in the meantime may be of either press, and goes.
    """
    stumbled: Exception | None = None
    try:
        yield
    except Exception as fault:
        stumbled = fault
    if provenance.press_state() != before:
        if directory:
            _store(directory).clear()
        words = "The files of serge-press itself were changed while it worked; nothing was written. Build again."
        raise Refused(words) from stumbled
    if stumbled is not None:
        raise stumbled


def _own_desk() -> Desk:
    from serge_press.checks.validator_desk import desk_of_process

    return desk_of_process()


def _store(directory: str) -> Store:
    return Store(OutputFolder(Path(directory)).workroom)


def put_in_place(outcome: Outcome, directory: str) -> Outcome:
    """Write the files of an outcome into a folder, all or none, and forget them; ``path`` of its records is there.

    Raises OSError when there is no room or no right to write.
    """
    records = [record | {"path": str(Path(directory) / Path(record["path"]).name)} for record in outcome.records]
    if outcome.files:
        output = OutputFolder(Path(directory))
        names = [name for name, _ in outcome.files]
        ledger = entry(outcome.fingerprint, output, names, outcome.findings, records)
        try:
            output.put(dict(outcome.files), ledger)
        except OSError as fault:
            if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            _store(directory).clear()  # what is kept must not be in the way of the editions
            output.put(dict(outcome.files), ledger)
    return replace(outcome, files=(), records=tuple(records))


def build_book(path: str, directory: str, request: Request = EVERYTHING, tell: Tell = silent) -> Outcome:
    """Make the editions of the book in a folder and put them in another; what an engine calls for each book."""
    return put_in_place(make_editions(path, request, tell, directory), directory)


def _left_out(proof: Proof) -> tuple[str, ...]:
    """Files that should be in the book and of which nothing is: prose of [contents], and files of the catalogue."""
    if proof.plan is None or proof.manuscript is None:
        return ()
    plan = proof.plan
    top = (*plan.front, *plan.body, *plan.back)
    planned = {one.name for part in top for one in (part.members or (part,)) if not one.made}
    planned |= {name for name in proof.folder.names("catalogue/") if name.endswith(TEXT_ENDINGS)}
    catalogue = proof.catalogue
    kinds = (getattr(catalogue, field.name) for field in fields(catalogue) if not field.name.startswith("_"))
    used = {one.place.file for kind in kinds for one in (kind.values() if isinstance(kind, Mapping) else kind)}
    used |= {division.place.file for division in proof.manuscript.all_divisions()}
    return tuple(sorted(planned - used))


def _timed(outcome: Outcome, begun: float) -> Outcome:
    return replace(outcome, seconds=time.perf_counter() - begun)


def _record(made: Made) -> dict[str, Any]:
    """What ``--format json`` says of one edition. ``pages`` of print or page marks of an e-book."""
    issue = made.issue
    return {
        "name": issue.edition,
        "kind": issue.kind,
        "path": issue.name,
        "sha256": sha256(issue.data),
        "bytes": len(issue.data),
        "pages": issue.pages,
        "seconds": round(made.seconds, 2),
    }
