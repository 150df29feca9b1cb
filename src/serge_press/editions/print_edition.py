"""The print edition: pages are laid out until every printed page number is true, then written as PDF.

References, contents and indexes print page numbers as plain text from :class:`Folios`; never through CSS, which would lay
out the whole book up to eight times and may stop with wrong numbers.

Each section is laid out by itself (``sections``) where the sheets of the house allow it, nearly always once: the figures of
page numbers are put in afterwards. Else all is laid out in one run (``one_run``), again and again: the first layout has
stand-ins, each following one the numbers that the one before found. When setting the manuscript with the numbers found
gives the very text that was laid out, the numbers are true.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions import footnotes, for_printer, print_checks
from serge_press.editions.edition import Issue
from serge_press.editions.engine import load_engine
from serge_press.editions.full_pages import filled, full_figures, without_numbers
from serge_press.editions.leaves import holdings
from serge_press.editions.note_audit import audit
from serge_press.editions.one_run import lay_out_in_one_run
from serge_press.editions.page_geometry import SMALLEST, SMALLEST_LARGE
from serge_press.editions.press_room import Listener
from serge_press.editions.printer_wishes import refused
from serge_press.editions.sections.book import NotInSections, can_lay_out, lay_out_book
from serge_press.editions.typography.facing import holes, unlike_feet
from serge_press.editions.typography.furniture import wrong_furniture
from serge_press.printers.shelf import printer
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.laid_book import LaidBook
    from serge_press.editions.leaves import Holdings
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.findings import Finding
    from serge_press.manuscript.folios import Folios

STANDARDS = ("", "pdf/ua-1")
"""The kinds of PDF that are offered; others that WeasyPrint can write were refused by validators."""


def bring_out_print(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Bring out the print edition of the order as a PDF, with its folios. Same order and machine set-up, same bytes.

    ``order.folios`` are the numbers to begin with: with those of an earlier layout of the same book one layout is enough.
    Returns no issue only if the page is too small (P012), the standard is not offered (P013), or the printer's edition cannot be
    what the book asks for (P023, P024).
    """
    plan = order.plan
    bleeds = bool(full_figures(order.manuscript))
    geometry = for_printer.geometry_for(plan, bleeds=bleeds)
    if geometry is None:
        least = SMALLEST_LARGE if plan.kind == "large-print" else SMALLEST
        words = f"{plan.trim[0]:g} by {plan.trim[1]:g} mm; the smallest is {least[0]:g} by {least[1]:g} mm"
        return None, (finding("P012", plan.place, f"the page is too small to set text on: {words}"),)
    if plan.standard not in STANDARDS:
        return None, (finding("P013", plan.place, f"the press cannot make a {plan.standard} file"),)
    if plan.printer and (against := refused(order, printer(plan.printer))):
        return None, against
    held = holdings(order.manuscript)
    found = [*print_checks.characters(held, order.house), *footnotes.misfit()]
    laid = lay_out_pages(order, geometry, held)
    while (wider := for_printer.wider(plan, geometry, len(laid.pages), bleeds=bleeds)) is not None:
        geometry = wider
        laid = lay_out_pages(replace(order, folios=laid.folios), geometry, held)
    pages, folios = laid.pages, laid.folios
    if laid.unsettled is not None:
        found += _moving(laid.unsettled, folios, held)
    found += audit(pages, held.notes, laid.note_letters, lambda leaf: folios.pages[leaf - 1].label)
    found += print_checks.pages(pages, folios, held, whole=plan.kind == "large-print")
    found += wrong_furniture(pages, folios, order.manuscript)
    if plan.kind != "large-print":  # there every space stays as it is
        found += unlike_feet(pages, folios, held.places)
    found += holes(pages, folios, held.places)
    found += Listener(laid.said).findings(held.places)
    if not any(one.rule == "P005" for one in found):  # with it, it is known what the machine's fonts are there for
        found += print_checks.fonts(laid.data, order.house)
    name = f"{order.manuscript.plan.slug}-{plan.name}.pdf"
    data = laid.data
    if full := full_figures(order.manuscript):
        data, missed, leaves = filled(data, geometry, full, pages)
        found += missed
        folios = without_numbers(folios, leaves)
    issue = Issue(plan.name, plan.kind, name, "application/pdf", data, len(pages), folios)
    if plan.printer:
        file = for_printer.ready(order, data, bleeds=bool(full))
        issue = replace(issue, name=file.name, data=file.data, pages=file.pages)
        found += for_printer.told(order, geometry, file)
    return issue, tuple(sorted(dict.fromkeys(found), key=lambda one: one.sort_key))


def lay_out_pages(order: Order, geometry: PageGeometry, held: Holdings) -> LaidBook:
    """Lay out the pages of an order in its house's sheets for print, in sections where that can be."""
    if can_lay_out(order):
        try:
            return lay_out_book(order, geometry, held)
        except NotInSections:
            pass  # a sheet that is not what it seemed: in one run it comes out right
    load_engine()
    return lay_out_in_one_run(order, geometry, held)


def _moving(used: Folios, folios: Folios, held: Holdings) -> list[Finding]:
    """P004 for every number that is printed and not true."""
    found: list[Finding] = []
    for anchor, places in held.asked.items():
        if used.of(anchor) != folios.of(anchor):
            words = f"the page of “{anchor}” keeps changing between {used.of(anchor)} and {folios.of(anchor)}"
            found.append(finding("P004", places[0], words))
    return found
