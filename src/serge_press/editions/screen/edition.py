"""The edition for a screen: the pages of a print edition once more, tagged, links in colour, the cover before them.

Its lines, pages and page numbers are those of print, so that "p. 143" is the same page in both: the text area is as wide and as
high. It stands in the middle of the page, since no fold takes a margin; and pages on which nothing stands are left out, for a
screen has no versos (their numbers are skipped).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions import for_printer
from serge_press.editions.edition import Issue
from serge_press.editions.engine import load_engine
from serge_press.editions.epub_metadata import identifier
from serge_press.editions.full_pages import filled, full_figures
from serge_press.editions.leaves import holdings
from serge_press.editions.press_room import Listener
from serge_press.editions.print_edition import lay_out_pages
from serge_press.editions.screen.finish import finished
from serge_press.editions.screen.front_page import front_page
from serge_press.editions.screen.xmp import BookFacts
from serge_press.manuscript.folios import Folio, Folios
from serge_press.phrases import phrases
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.laid_book import LaidBook
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.findings import Finding
    from serge_press.model.plan import EditionPlan


def bring_out_screen(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Bring out the order as a PDF for a screen. Same order, same bytes; P015 where its pages are not those of print.

    No issue where the print edition that it follows was not made.
    """
    printed = order.printed
    if printed is None or printed.folios is None:
        return None, ()
    book = order.manuscript.plan
    own = next(one for one in book.editions if one.name == printed.edition)
    geometry = for_printer.geometry_for(own)
    if geometry is None:
        return None, ()
    load_engine()
    held = holdings(order.manuscript)
    laid = lay_out_pages(_as_print(order, own, printed.folios), centred(geometry), held)
    found = list(Listener(laid.said).findings(held.places))
    data = laid.data
    if full := full_figures(order.manuscript):
        data, *_ = filled(data, centred(geometry), full, laid.pages)  # faults are told of the print edition
    if (far := _parted(printed.folios, laid.folios)) is not None:
        words = f"from page {far} on, the pages of “{order.plan.name}” are not those of “{printed.edition}”"
        found.append(finding("P015", order.plan.place, words))
    front, more = front_page(order, own.trim)
    found += more
    words_of_cover = phrases(book.language).say("epub.cover")
    kept = tuple(page for page in laid.pages if not page.blank)
    data = finished(data, [page.leaf - 1 for page in kept], front, _facts(order, own), _labels(laid, words_of_cover))
    name = f"{book.slug}-{order.plan.name}.pdf"
    folios = _folios(laid, order.plan.name, words_of_cover)
    return Issue(order.plan.name, "screen", name, "application/pdf", data, len(kept) + 1, folios), tuple(found)


def centred(geometry: PageGeometry) -> PageGeometry:
    """The geometry with equal margins at both sides, to a hundredth of a millimetre; lines stay exactly as long."""
    half = int((geometry.inside + geometry.outside) * 100 / 2 + 1e-6) / 100
    return replace(geometry, inside=half, outside=round(geometry.inside + geometry.outside - half, 2))


def _as_print(order: Order, own: EditionPlan, folios: Folios) -> Order:
    """The order for the pages: as the print edition's, tagged, in the house's look for a screen."""
    plan = replace(own, name=order.plan.name, place=order.plan.place, standard="pdf/ua-1")
    return replace(order, plan=plan, house=order.house.as_printed("screen"), folios=folios)


def _parted(printed: Folios, shown: Folios) -> str | None:
    """The first page that does not begin where it begins in print; None where all do."""
    for one, other in zip(printed.pages, shown.pages, strict=False):
        if (one.label, one.anchor, one.letters) != (other.label, other.anchor, other.letters):
            return one.label
    if len(printed.pages) != len(shown.pages):
        return max(printed.pages[-1:] + shown.pages[-1:], key=lambda page: page.leaf).label
    return None


def _labels(laid: LaidBook, cover: str) -> tuple[str, ...]:
    """The labels of the pages that stay, the cover's first."""
    return (cover, *(folio.label for folio, page in zip(laid.folios.pages, laid.pages, strict=True) if not page.blank))


def _folios(laid: LaidBook, edition: str, cover: str) -> Folios:
    stay = [folio for folio, page in zip(laid.folios.pages, laid.pages, strict=True) if not page.blank]
    pages = (Folio(1, cover, None, printed=False), *(replace(one, leaf=leaf) for leaf, one in enumerate(stay, 2)))
    return Folios(pages, laid.folios.where, edition)


def _facts(order: Order, own: EditionPlan) -> BookFacts:
    book = order.manuscript.plan
    version = dict(order.versions)
    return BookFacts(
        title=f"{book.title}: {book.subtitle}" if book.subtitle else book.title,
        language=book.language,
        by=book.by,
        description=book.description,
        subjects=book.subjects,
        publisher=book.publisher,
        rights=book.rights,
        licence=licence_address(book.licence),
        identifier=identifier(order),
        source=f"urn:isbn:{''.join(one for one in own.isbn.upper() if one.isalnum())}" if own.isbn else "",
        producer=f"WeasyPrint {version.get('weasyprint', '')}, pikepdf {version.get('pikepdf', '')}",
        creator=f"serge-press {version.get('serge-press', '')}".strip(),
        stamp=order.stamp,
    )


def licence_address(identifier_: str) -> str:
    """Where the text of a licence stands; "" where that is not known."""
    from serge_press.manuscript.apparatus.imprint import LICENCES

    return LICENCES.get(identifier_.strip(), ("", ""))[1]
