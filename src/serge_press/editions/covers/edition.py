"""The cover of the edition for a printer: its size from the finished interior, its words from the plan of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.covers.bar_code import ean_of
from serge_press.editions.covers.draw import draw_cover
from serge_press.editions.covers.sheet import CoverWords
from serge_press.editions.covers.wrap import Entered, WrapWanted, wrap_of
from serge_press.editions.edition import Issue
from serge_press.editions.epub_cover import BETWEEN
from serge_press.editions.for_printer import file_name
from serge_press.editions.press_ready.standard import press_ready
from serge_press.editions.press_room import Listener
from serge_press.editions.printer_wishes import wanted
from serge_press.manuscript.typography import typeset
from serge_press.model.isbn import hyphenated
from serge_press.model.printer_editions import told_by
from serge_press.printers.shelf import printer
from serge_press.reading.folder import Refusal
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.findings import Finding
    from serge_press.model.plan import BookPlan, EditionPlan
    from serge_press.printers.profile import PrinterProfile


def bring_out_cover(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Draw the cover that belongs to the interior ``order.plan.folios``, which is among the companions.

    No issue where the interior was not made, or where the printer's template must be read first (P021).
    """
    plan, book = order.plan, order.manuscript.plan
    interior = next((one for one in order.companions if one.edition == plan.folios), None)
    if interior is None:
        return None, ()
    profile, told = printer(plan.printer), told_by(book, plan.printer)
    entered = Entered(told.spine, told.width, told.height, told.grams, told.volume)
    wrap = wrap_of(profile, plan.trim, interior.pages, plan.paper, entered)
    if isinstance(wrap, WrapWanted):
        message = f"no cover for {plan.printer}: {'; '.join(wrap.missing)} ({interior.pages} pages)"
        return None, (finding("P021", plan.place, message),)
    colours = cover_colours(profile)
    picture = book.cover.picture if book.cover is not None else ""
    words = cover_words(book, plan, told.price)
    try:
        drawn = draw_cover(wrap, words, order.house.fonts, colours, picture, order.folder.read_bytes)
    except Refusal as refusal:
        return None, (refusal.finding,)
    place = book.cover.place if book.cover is not None else plan.place
    found = [finding("P022", place, f"cover for {plan.printer}: {one.what}: {one.why}") for one in drawn.misfits]
    found += Listener(drawn.said).findings({})
    data = press_ready(drawn.data, book.title, order.stamp, wanted(order, profile, cover=True))
    return Issue(plan.name, "cover", file_name(order, profile, cover=True), "application/pdf", data, 1), tuple(found)


def cover_colours(profile: PrinterProfile) -> str:
    """cmyk or rgb: what the printer names first for covers; cmyk where it says nothing."""
    named = profile.colours.value.cover if profile.colours is not None else ()
    return next((kind for kind in named if kind in ("cmyk", "rgb")), "cmyk")


def cover_words(book: BookPlan, plan: EditionPlan, price: str) -> CoverWords:
    """What the cover of an edition says; without a blurb, the book's description."""
    blurb = book.cover.blurb if book.cover is not None and book.cover.blurb else (book.description,)

    def set_(text: str) -> str:
        return typeset(" ".join(text.split()), book.language) if text.strip() else ""

    return CoverWords(
        book.language,
        set_(book.title),
        set_(book.subtitle),
        BETWEEN.join(set_(name) for name in book.by),
        set_(book.publisher),
        tuple(set_(one) for one in blurb if one.strip()),
        ean_of(plan.isbn) if plan.isbn else "",
        hyphenated(plan.isbn) if plan.isbn else "",
        price,
    )
