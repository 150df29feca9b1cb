"""Cover and jacket of the edition for a printer: their size from the finished interior, their words from the plan of the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions.covers.draw import draw_cover
from serge_press.editions.covers.jacket import JacketEntered, jacket_of
from serge_press.editions.covers.words import CoverWords
from serge_press.editions.covers.wrap import Entered, WrapWanted, wrap_of
from serge_press.editions.edition import Issue
from serge_press.editions.epub_cover import BETWEEN
from serge_press.editions.for_printer import file_name
from serge_press.editions.press_ready.marks import Slug, marked, plain_face
from serge_press.editions.press_ready.standard import made_ready
from serge_press.editions.press_room import Listener
from serge_press.editions.printer_wishes import wanted, wants_marks
from serge_press.manuscript.typography import typeset
from serge_press.model.isbn import ean_of, hyphenated
from serge_press.model.printer_editions import base_edition, profile_of, told_by
from serge_press.phrases import phrases
from serge_press.printers.spine import SpineWanted, spine_width
from serge_press.reading.folder import Refusal
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.covers.wrap import Wrap
    from serge_press.editions.edition import Order
    from serge_press.findings import Finding
    from serge_press.model.plan import BookPlan, EditionPlan
    from serge_press.model.printing import PrinterPlan
    from serge_press.printers.profile import PrinterProfile


def bring_out_cover(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Draw the cover that belongs to the interior ``order.plan.folios``, which is among the companions.

    No issue where the interior was not made, or where the printer's template must be read first (P021).
    """
    plan, book = order.plan, order.manuscript.plan
    interior = _interior(order)
    if interior is None:
        return None, ()
    told = told_by(book, plan.printer)
    wrap = wrap_of(profile_of(plan), plan.trim, interior.pages, plan.paper, entered_for(told))
    return _drawn(order, wrap, cover_words(book, plan, told.price), interior.pages)


def bring_out_jacket(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Draw the jacket that belongs to an interior, as :func:`bring_out_cover` draws its cover."""
    plan, book = order.plan, order.manuscript.plan
    interior = _interior(order)
    if interior is None:
        return None, ()
    wrap = jacket_for(book, plan, interior.pages)
    return _drawn(order, wrap, jacket_words(book, plan, told_by(book, plan.printer).price), interior.pages)


def jacket_for(book: BookPlan, plan: EditionPlan, pages: int) -> Wrap | WrapWanted:
    """The sheet of the jacket of an edition of so many pages. A spine that is told for the cover serves the jacket too."""
    told = told_by(book, plan.printer)
    given = JacketEntered(spine=told.spine, grams=told.grams, volume=told.volume)
    if (own := told.jacket) is not None:
        given = replace(given, flap=own.flap, spine=own.spine or told.spine, width=own.width, height=own.height)
    return jacket_of(profile_of(plan), plan.trim, pages, plan.paper, given)


def entered_for(told: PrinterPlan) -> Entered:
    """What the book tells of the printer's template for the cover."""
    return Entered(told.spine, told.width, told.height, told.grams, told.volume)


def _interior(order: Order) -> Issue | None:
    return next((one for one in order.companions if one.edition == order.plan.folios), None)


def _paper_to_name(plan: EditionPlan, profile: PrinterProfile, pages: int) -> str | None:
    """What to write where a paper alone is lacking; None where more is."""
    if plan.paper or not profile.papers:
        return None
    first = profile.papers[0].value.name
    if isinstance(spine_width(profile, pages, first), SpineWanted):
        return None
    own = f"printer.{plan.printer}"
    return (
        f'write the paper into book.toml: [{own}] and below it paper = "{first}"; or for once: -M {own}.paper={first}'
    )


def _drawn(
    order: Order, wrap: Wrap | WrapWanted, words: CoverWords, pages: int
) -> tuple[Issue | None, tuple[Finding, ...]]:
    plan, book = order.plan, order.manuscript.plan
    profile = profile_of(plan)
    if isinstance(wrap, WrapWanted):
        message = f"no {plan.kind} for {plan.printer}: {'; '.join(wrap.missing)} ({pages} pages)"
        return None, (finding("P021", plan.place, message, _paper_to_name(plan, profile, pages)),)
    picture = book.cover.picture if book.cover is not None else ""
    wishes = wanted(order, profile, cover=True)
    colours = (
        "cmyk" if wishes.standard else cover_colours(profile)
    )  # no PDF/X of ours has an intent of red, green and blue
    try:
        drawn = draw_cover(wrap, words, order.house.fonts, colours, picture, order.folder.read_bytes)
    except Refusal as refusal:
        return None, (refusal.finding,)
    place = book.cover.place if book.cover is not None else plan.place
    found = [finding("P022", place, f"{plan.kind} for {plan.printer}: {one.what}: {one.why}") for one in drawn.misfits]
    found += Listener(drawn.said).findings({})
    ready = made_ready(drawn.data, book.title, order.stamp, wishes)
    data = ready.data
    if ready.grayed:
        of = wishes.condition or "the printer's press and paper"
        message = f"{plan.kind} for {plan.printer}: colours become gray: there is no profile of {of}"
        found.append(finding("Q103", plan.place, message))
    name = file_name(order, profile, part=plan.kind)
    if wants_marks(order, profile):
        face = plain_face(order.house.fonts)
        data = marked(data, Slug(name, face, wrap.folds, plates=True), wishes.standard)
    return Issue(plan.name, plan.kind, name, "application/pdf", data, 1), tuple(found)


def cover_colours(profile: PrinterProfile) -> str:
    """cmyk or rgb: what the printer names first for covers; cmyk where it says nothing."""
    named = profile.colours.value.cover if profile.colours is not None else ()
    return next((kind for kind in named if kind in ("cmyk", "rgb")), "cmyk")


def cover_words(book: BookPlan, plan: EditionPlan, price: str) -> CoverWords:
    """What the cover of an edition says; without a blurb, the book's description."""
    blurb = book.cover.blurb if book.cover is not None and book.cover.blurb else (book.description,)
    return CoverWords(
        book.language,
        _set(book.title, book),
        _set(book.subtitle, book),
        BETWEEN.join(_set(name, book) for name in book.by),
        _set(book.publisher, book),
        tuple(_set(one, book) for one in blurb if one.strip()),
        ean_of(plan.isbn) if plan.isbn else "",
        hyphenated(plan.isbn) if plan.isbn else "",
        price,
        mark=_mark(book, plan),
    )


def _mark(book: BookPlan, plan: EditionPlan) -> str:
    """What a cover says of an edition in large print, as its title page does; nothing of others."""
    if base_edition(book, plan.printer).kind != "large-print":
        return ""
    return phrases(book.language).say("imprint.edition.large-print")


def jacket_words(book: BookPlan, plan: EditionPlan, price: str) -> CoverWords:
    """What the jacket says: the words of the cover, and those that only flaps have room for."""
    words = cover_words(book, plan, price)
    if (cover := book.cover) is None:
        return words
    author, back = (tuple(_set(one, book) for one in told) for told in (cover.author, cover.back))
    return replace(words, author=author, back=back, shown_price=_set(cover.price, book))


def _set(text: str, book: BookPlan) -> str:
    return typeset(" ".join(text.split()), book.language) if text.strip() else ""
