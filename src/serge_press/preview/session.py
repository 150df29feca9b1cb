"""What the preview shows now: the last good view, the last pages, the findings of the last save, each with its revision.

Everything shown carries the revision in which it last changed, so a browser that says what it has seen gets what is newer
and nothing else, however long it was away.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import time
import traceback
from dataclasses import field
from threading import Condition, Lock
from typing import TYPE_CHECKING, Any

from serge_press.editions.press_room import unhurried_collector
from serge_press.findings import has_errors
from serge_press.memory import forget, remember
from serge_press.press import prepare
from serge_press.preview import told
from serge_press.preview.changes import changes
from serge_press.preview.known_folder import KnownFolder
from serge_press.preview.layout import Layouter, LayoutFailed
from serge_press.preview.layout_worker import Job, print_edition
from serge_press.preview.page_views import Layout
from serge_press.preview.pages import Painter
from serge_press.preview.reading_view import set_view
from serge_press.reading.folder import DiskFolder
from serge_press.scratch import scratch
from serge_press.values import dataclass
from serge_press.workshop.output_folder import OutputFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from serge_press.findings import Finding
    from serge_press.model.plan import BookPlan
    from serge_press.press import Proof
    from serge_press.preview.changes import Change
    from serge_press.preview.reading_view import View


@dataclass
class Shown:
    """What a browser is told. The ``…_at`` are revisions."""

    state: str = "empty"  # good | draft | held (errors; the last good one is shown) | empty | fault (of the press)
    seconds: float = 0.0  # from a save to its reading view
    findings: tuple[Finding, ...] = ()
    findings_at: int = 0
    view: View | None = None
    view_at: int = 0
    set_at: dict[str, int] = field(default_factory=dict)  # division → revision
    change: Change | None = None
    change_at: int = 0
    layout: Layout = field(default_factory=Layout)
    pages: str = "none"  # none (no print edition) | waiting (for errors to be mended) | working | ready | failed
    pages_at: int = 0


class Session:
    """One book being shown. ``tell`` takes a line for the person at the terminal; ``lay_out`` False sets no pages."""

    def __init__(
        self,
        book: Path,
        settings: tuple[tuple[str, str], ...] = (),
        tell: Callable[[str], None] = lambda line: None,
        *,
        lay_out: bool = True,
    ) -> None:
        self.book = book
        self.boot = secrets.token_hex(4)  # tells a browser that it talks to another run
        self.painter = Painter()
        self.revision = 0
        self._settings = settings
        self._tell = tell
        self._news = Condition()
        self._work = Lock()  # one change at a time; readers do not wait for it
        self._shown = Shown()
        self._folder: KnownFolder | None = None
        self._proof: Proof | None = None  # of the last save, good or not
        self._layouter = Layouter(self.laid_out) if lay_out else None
        self._kept: str | None = None
        self._lent: tempfile.TemporaryDirectory[str] | None = None

    @property
    def view(self) -> View | None:
        """The reading view shown now."""
        return self._shown.view

    def marked_view(self) -> tuple[str, View | None]:
        """The reading view and the mark of the revision it shows, for ``events.seen_of``."""
        with self._news:
            return f"{self.boot}.{self.revision}", self._shown.view

    @property
    def plan(self) -> BookPlan | None:
        """The plan as last read."""
        return self._proof.plan if self._proof else None

    def folder(self) -> DiskFolder:
        """The book folder, for its pictures."""
        return DiskFolder(self.book)

    def close(self) -> None:
        """Stop laying out and let every waiting reader go."""
        if self._layouter is not None:
            self._layouter.close()
        self.painter.close()
        if self._lent is not None:
            self._lent.cleanup()
        forget()  # whoever else goes over a book in this process begins anew
        with self._news:
            self.revision += 1
            self._news.notify_all()

    def refresh(self, saved: frozenset[str] = frozenset()) -> None:
        """Read the folder again and show what is new. ``saved`` names the files that changed. Never raises."""
        with self._work, unhurried_collector():
            begun = time.perf_counter()
            remember()
            try:
                self._refresh(saved, begun)
            except Exception as fault:  # a bug of ours must not take the page away from a writer
                traceback.print_exc()
                with self._news:
                    self._shown.state = "fault"
                    self._publish()
                self._tell(f"the press failed: {fault!r}; the last good pages stay")

    def _refresh(self, saved: frozenset[str], begun: float) -> None:
        self._folder = KnownFolder(self.book, self._folder)
        proof = prepare(self._folder, self._settings)
        if self._proof is not None and self._shown.state != "fault" and _alike(proof, self._proof):
            return
        self._proof = proof
        shown = self._shown
        good = not has_errors(proof.findings)
        usable = proof.manuscript is not None and proof.house is not None
        view, change = shown.view, None
        if usable and (good or shown.state in ("empty", "draft")):
            assert proof.manuscript is not None
            assert proof.house is not None
            view = set_view(proof.manuscript, proof.house, shown.layout.folios, shown.view)
            change = changes(shown.view, view, saved) if shown.view else None
        edition = print_edition(proof.plan) if good and proof.plan else None
        laid = bool(shown.layout.pages) and self._is_current(shown.layout)  # a change was taken back
        with self._news:
            if view is not None and view is not shown.view:
                self._put_view(view)
                shown.state = "good" if good else "draft"
            elif view is not None:
                shown.state = "held"
            if change is not None and change.first is not None:
                shown.change, shown.change_at = change, self.revision + 1
            shown.findings = shown.layout.findings if laid else proof.findings
            shown.findings_at = self.revision + 1
            shown.seconds = time.perf_counter() - begun
            if edition is None:
                shown.pages = "none" if good else "ready" if shown.layout.pages else "waiting"
            elif self._layouter is not None and (not laid or self._layouter.busy):
                shown.pages = "working"
            self._publish()
        if shown.pages == "working" and edition is not None and self._layouter is not None:
            self._layouter.ask(Job(str(self.book), self._settings, shown.layout.folios, self._store()))
        self._tell(self._summary(saved))

    def _store(self) -> str:
        """The folder where a build of the book keeps what it laid out; one of our own where that cannot be written."""
        if self._kept is None:
            workroom = OutputFolder(self.book / "build").workroom
            with contextlib.suppress(OSError):
                workroom.mkdir(parents=True, exist_ok=True)
            if os.access(workroom, os.W_OK | os.X_OK) and not workroom.is_symlink():
                self._kept = str(workroom)
            else:
                self._lent = tempfile.TemporaryDirectory(prefix="preview-", dir=scratch(), ignore_cleanup_errors=True)
                self._kept = self._lent.name
        return self._kept

    def laid_out(self, made: Layout | LayoutFailed) -> None:
        """Show the pages of a layout; called when it is done. Page marks in the reading view follow them."""
        with self._work:
            shown = self._shown
            assert self._layouter is not None
            after = "working" if self._layouter.busy else "ready"
            if isinstance(made, LayoutFailed) or not made.pages:
                with self._news:
                    shown.pages = after if after == "working" else "failed"
                    if isinstance(made, Layout) and self._is_current(made):
                        shown.findings, shown.findings_at = made.findings, self.revision + 1
                    self._publish()
                self._tell(f"no pages: {made if isinstance(made, LayoutFailed) else 'see the findings'}")
                return
            self.painter.show(made)
            view = None
            if shown.view is not None and made.folios != shown.layout.folios:
                view = set_view(shown.view.manuscript, shown.view.house, made.folios, shown.view)
            with self._news:
                if view is not None:
                    self._put_view(view)
                if self._is_current(made):
                    shown.findings, shown.findings_at = made.findings, self.revision + 1
                shown.layout, shown.pages, shown.pages_at = made, after, self.revision + 1
                self._publish()
            self._tell(f"{len(made.pages)} pages in {made.seconds:.1f} s")

    def _is_current(self, layout: Layout) -> bool:
        proof = self._proof
        return proof is not None and (layout.digest, layout.read) == (proof.digest, proof.findings)

    def _put_view(self, view: View) -> None:
        """Show this view from the next revision on."""
        shown, at = self._shown, self.revision + 1
        old = {one.anchor: one.html for one in shown.view.divisions} if shown.view else {}
        for one in view.divisions:
            if old.get(one.anchor) != one.html:
                shown.set_at[one.anchor] = at
        shown.view, shown.view_at = view, at

    def _publish(self) -> None:
        self.revision += 1
        self._news.notify_all()

    def _summary(self, saved: frozenset[str]) -> str:
        shown = self._shown
        count = told.tally(shown.findings)
        named = ", ".join(sorted(saved)[:3]) + (", …" if len(saved) > 3 else "")
        return f"{named or 'read'}: {count} ({shown.seconds:.2f} s)"

    def wait(self, seen: int, timeout: float) -> bool:
        """Wait for a revision after ``seen``; whether there is one."""
        with self._news:
            return self._news.wait_for(lambda: self.revision > seen, timeout)

    def news(self, seen: int, *, whole: bool = False) -> dict[str, Any]:
        """What is newer than the revision ``seen``, as plain data. ``whole``: findings and pages however old they are."""
        with self._news:
            shown = self._shown
            plan = self._proof.plan if self._proof else None
            out: dict[str, Any] = {
                "revision": self.revision,
                "state": shown.state,
                "seconds": round(shown.seconds, 3),
                "title": plan.title if plan else (shown.view.manuscript.plan.title if shown.view else ""),
                "subtitle": plan.subtitle if plan else "",
                "pages": {"state": shown.pages},
            }
            if shown.view is not None and shown.view_at > seen:
                out["reading"] = self._reading(shown, shown.view, seen)
            if (whole or max(shown.findings_at, shown.view_at) > seen) and self._proof is not None:
                out["findings"] = told.findings(shown.findings, shown.view, self._proof.folder)
            if whole or shown.pages_at > seen:
                out["pages"]["list"] = told.pages(shown.layout.pages)
                out["pages"]["seconds"] = round(shown.layout.seconds, 1)
                if shown.change and shown.change.first:
                    out["pages"]["first"] = shown.layout.folios.of(shown.change.first)
                    out["pages"]["change"] = shown.change_at
            return out

    def _reading(self, shown: Shown, view: View, seen: int) -> dict[str, Any]:
        out: dict[str, Any] = {
            "order": [one.anchor for one in view.divisions],
            "divisions": {one.anchor: one.html for one in view.divisions if shown.set_at[one.anchor] > seen},
            "sheet": view.house.digest[:16],
            "language": view.manuscript.plan.language,
        }
        if shown.change is not None and shown.change_at > seen:
            out["first"], out["leaves"] = shown.change.call, shown.change.leaves[:200]
        return out


def _alike(one: Proof, other: Proof) -> bool:
    """Whether nothing was changed between two readings: a link or an odd name is told of, and is in no digest."""
    return (one.digest, one.findings) == (other.digest, other.findings)
