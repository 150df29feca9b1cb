"""Footnotes that are never lost: the remedy for two faults of WeasyPrint 70.0 (``note_audit`` trusts no remedy).

The faults, both silent, both seen in ordinary books with one note a page:

1. ``layout.block._linebox_layout`` may keep a line at the foot of a page by sending earlier notes on to the next page.
   The notes called *on that line* are then neither set nor sent on. We send them on too, and keep what is sent on in
   the order of the text. Nor do we let it send a page's notes on merely to keep two more lines: that is done only
   where nothing else stands on the page, so that notes stand under their text.
2. ``layout.page.remake_page`` sets a page a second time without the notes that the page before had sent on to it, and
   does not see that the page after must be set again when what it sends on has changed; ``make_all_pages`` forgets
   notes still waiting after the last page. We keep a record of what every page sends on.

The remedy replaces pieces of the source of these functions and is fitted only to the very text it was written for (by
SHA-256): with any other text WeasyPrint is left as it is, and a finding says so.
"""

from __future__ import annotations

import hashlib
import inspect
import sys
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from serge_press.editions import split_notes
from serge_press.editions.economy.fitting import untouched
from serge_press.editions.line_grid import on_grid
from serge_press.editions.note_pieces import piece_of
from serge_press.findings import NOWHERE
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Finding

FITTED_VERSION = "70.0"

_FITTED = {
    "_linebox_layout": "e07bbe000974787ee370be1f419a01a21b327a1a1e3025a65afd47589060883d",
    "remake_page": "1ff09b2dffa17839c03aec1150866068066c43e76a5cace0ea298e68909c6d31",
    "make_all_pages": "b5e4034894841caa9581fa5d33338c71a7d8948be65618d358ab4b946f367edb",
}

# (what stands there, what shall stand there); each stands exactly once in the function.
_PATCHES: dict[str, tuple[tuple[str, str], ...]] = {
    "_linebox_layout": (
        (  # not of notes, but this is where the place of a first line is known
            "        position_y += collapse_margin(adjoining_margins)\n",
            "        position_y += collapse_margin(adjoining_margins)\n"
            "    position_y = _press_on_grid(context, box, skip_stack, position_y)\n",
        ),
        (
            "    for i, (line, resume_at) in enumerate(lines_iterator):\n",
            "    lines_iterator = _press_ahead(context, lines_iterator)\n"
            "    for i, (line, resume_at) in enumerate(lines_iterator):\n",
        ),
        (
            "                if overflow:\n                    context.report_footnote(footnote)\n",
            "                overflow = _press_split(\n"
            "                    context, box, line, lines_iterator, new_children, footnote, bottom_space,\n"
            "                    new_position_y + offset_y, first=not new_children and page_is_empty, overflow=overflow)\n"
            "                if overflow:\n                    context.report_footnote(footnote)\n",
        ),
        (
            "                    if new_children or not page_is_empty:\n",
            "                    if (new_children or not page_is_empty) and not _press_stays(lines_iterator):\n",
        ),
        (  # nearly every box calls no note: do not look for that among all notes
            "if descendant.footnote in context.footnotes)",
            "if descendant.footnote is not None and descendant.footnote in context.footnotes)",
        ),
        (
            "            report = not context.in_column and can_break_now and not could_break_before\n",
            "            report = not context.in_column and can_break_now and not could_break_before and page_is_empty\n",
        ),
        (
            "                    new_children.append(line)\n                    stop = True\n",
            "                    new_children.append(line)\n"
            "                    _press_send_on_notes_of(context, line)\n"
            "                    stop = True\n",
        ),
        (
            "                extra = context.reported_footnotes[-1:-reported_footnotes-1:-1]\n"
            "                context.reported_footnotes[-reported_footnotes:] = extra\n",
            "                _press_in_order(context)\n",
        ),
    ),
    "remake_page": (
        (  # nor do they stand on the first page of the next section, in a document of several
            "(context.reported_footnotes and resume_at is None))",
            "(context.reported_footnotes and (resume_at is None or next_page['break'] != 'any')))",
        ),
    ),
    "make_all_pages": (
        (
            "            reported_footnotes = None\n            yield pages[i]\n",
            "            reported_footnotes = _press_sent_on(context).get(i)\n            yield pages[i]\n",
        ),
    ),
}


def fits() -> bool:
    """Whether the installed WeasyPrint is the one the remedy was written for, to the letter."""
    import weasyprint
    from weasyprint.layout import block, page

    owners = {"_linebox_layout": block, "remake_page": page, "make_all_pages": page}
    if weasyprint.__version__ != FITTED_VERSION:
        return False
    for name, digest in _FITTED.items():
        try:
            source = _source(getattr(owners[name], name))
        except (AttributeError, OSError, TypeError):
            return False
        if hashlib.sha256(source.encode()).hexdigest() != digest:
            return False
    return True


@lru_cache(maxsize=8)
def _source(function: Any) -> str:
    """The source of a function; reading it costs more than a small section takes to lay out."""
    return inspect.getsource(function)


def misfit() -> tuple[Finding, ...]:
    """P003 where the remedy does not fit. Loads WeasyPrint only if its files are not those we know."""
    if "weasyprint" not in sys.modules and all(untouched(f"weasyprint.layout.{name}") for name in ("block", "page")):
        return ()
    if fits():
        return ()
    import weasyprint

    words = f"the footnote remedy is for WeasyPrint {FITTED_VERSION}; {weasyprint.__version__} is installed or changed"
    return (finding("P003", NOWHERE, words),)


@contextmanager
def remedied() -> Iterator[tuple[Finding, ...]]:
    """Lay out inside this context with the remedy in place; gives the findings (P003 where it does not fit).

    WeasyPrint is as it was afterwards. Not for two threads at once: the remedy changes the library's modules.
    """
    if found := misfit():
        yield found
        return
    from weasyprint.layout import block, page

    stock = (block._linebox_layout, page.remake_page, page.make_all_pages)
    try:
        block._linebox_layout = _patched(block, "_linebox_layout")
        page.make_all_pages = _make_all_pages = _patched(page, "make_all_pages")
        page.remake_page = _remembering(_patched(page, "remake_page"))
        _replace_imported(stock[2], _make_all_pages)
        with split_notes.splitting():
            yield ()
    finally:
        _replace_imported(page.make_all_pages, stock[2])
        block._linebox_layout, page.remake_page, page.make_all_pages = stock


def _replace_imported(old: Any, new: Any) -> None:
    """``weasyprint.layout`` holds a name of its own for the function."""
    from weasyprint import layout

    if layout.make_all_pages is old:
        layout.make_all_pages = new


def _patched(module: Any, name: str) -> Any:
    """The function made again from its own source, with the patches; the module itself is not changed."""
    # The function must see the module's own, living names (``page.remake_page`` is replaced after this), so it is made
    # in the module's namespace, and the name given back.
    before = getattr(module, name)
    space = module.__dict__
    space["_press_send_on_notes_of"] = _send_on_notes_of
    space["_press_in_order"] = _in_order
    space["_press_sent_on"] = _sent_on
    space["_press_on_grid"] = on_grid
    space["_press_ahead"], space["_press_split"], space["_press_stays"] = (
        split_notes.ahead,
        split_notes.split,
        split_notes.stays,
    )
    exec(_compiled(getattr(module, name), module.__name__, name), space)
    made = space[name]
    space[name] = before
    return made


@cache
def _compiled(stock: Any, module: str, name: str) -> Any:
    """The patched source of a function, compiled once."""
    source = _source(stock)
    for old, new in _PATCHES[name]:
        assert source.count(old) == 1, f"{name}: patch does not fit"
        source = source.replace(old, new)
    return compile(source, f"<{module}.{name}, with the footnote remedy>", "exec")


def _send_on_notes_of(context: Any, line: Any) -> None:
    """Send the notes called on a kept line on to the next page."""
    for box in line.descendants():
        if box.footnote is not None and box.footnote in context.footnotes:
            context.layout_footnote(box.footnote)
            context.report_footnote(box.footnote)
    _in_order(context)


def _in_order(context: Any) -> None:
    """Put the notes that are sent on in the order of the text, which is the order in which their numbers were given."""
    order = context._press_order
    context.reported_footnotes.sort(key=lambda note: order.get(id(piece_of(note).note), len(order)))


def _sent_on(context: Any) -> dict[int, list[Any]]:
    """By page index, the notes which that page, as last set, sends on to the next."""
    record: dict[int, list[Any]] = context.__dict__.setdefault("_press_sent_on_notes", {})
    return record


def _remembering(remake_page: Any) -> Any:
    """``remake_page`` that gives a page the notes sent on to it, and has the next one made again when those change."""

    def remake(index: int, context: Any, root_box: Any, html: Any) -> Any:
        if "_press_order" not in context.__dict__:  # the first page: all notes still wait, in the order of the text
            context._press_order = {id(note): number for number, note in enumerate(context.footnotes)}
        record = _sent_on(context)
        arriving = list(record.get(index - 1, ()))
        come = {id(piece_of(note).note) for note in arriving}
        waiting = [note for note in context.footnotes if id(note) not in come]
        out_of_flow = dict(context.broken_out_of_flow)
        begins, next_page, *_ = context.page_maker[index]
        goes_on = begins is not None and next_page["break"] == "any"
        for whole in (False, True):
            context.footnotes, context.reported_footnotes = list(waiting), list(arriving)
            split_notes.begin_page(context, root_box, arriving, goes_on=goes_on, whole=whole)
            page, resume_at = remake_page(index, context, root_box, html)
            if whole or not split_notes.left_alone(context, index, resume_at):
                break
            _forget(context, index)
            context.broken_out_of_flow = dict(out_of_flow)
        leaving = list(context.reported_footnotes)
        before = record.get(index)
        changed = before is not None and [id(note) for note in before] != [id(note) for note in leaving]
        record[index] = leaving
        goes_on = resume_at is not None or bool(leaving)
        if index + 1 < len(context.page_maker) and (changed or (leaving and resume_at is None)):
            context.page_maker[index + 1][-1]["content_changed"] = goes_on
        return page, resume_at

    return remake


def _forget(context: Any, index: int) -> None:
    """Let the page with this index be made once more."""
    context.page_maker[index][-1].update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
    for pages in context.running_elements.values():
        for number in [number for number in pages if number > index]:
            del pages[number]
    context.__dict__.get("_press_begun", {}).clear()
