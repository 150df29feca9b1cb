"""The print edition: pages are laid out again and again until every printed page number is true, then written as PDF.

References, contents and indexes print page numbers as plain text from :class:`Folios`; never through CSS, which would lay
out the whole book up to eight times and may stop with wrong numbers. The first layout has stand-ins; each following one
has the numbers that the one before found. When setting the manuscript with the numbers found gives the very text that was
laid out, the numbers are true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions import box_tree, footnotes, pdf_file, print_checks
from serge_press.editions.edition import Issue
from serge_press.editions.leaves import holdings
from serge_press.editions.line_breaking import whole_lines
from serge_press.editions.page_geometry import SMALLEST, page_geometry
from serge_press.editions.press_room import fetcher, listening, unhurried_collector
from serge_press.editions.print_document import document, sheets, units
from serge_press.manuscript.folios import Folio, Folios, roman
from serge_press.manuscript.letters import letters
from serge_press.manuscript.parts import Matter
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.box_tree import SetPage
    from serge_press.editions.edition import Order
    from serge_press.editions.leaves import Holdings
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.press_room import Listener
    from serge_press.editions.print_document import Unit
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

LAYOUTS = 6
"""How often the book is laid out at most before the press says that its page numbers do not settle."""

SHORT = 48
"""Notes of so many characters and fewer stand several to a line; so many fit on a line of the smallest page."""

STANDARDS = ("", "pdf/ua-1")
"""The kinds of PDF that are offered; others that WeasyPrint can write were refused by validators."""


def bring_out_print(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Bring out the print edition of the order as a PDF, with its folios. Same order and machine set-up, same bytes.

    ``order.folios`` are the numbers to begin with: with those of an earlier layout of the same book one layout is enough.
    Returns no issue only if the page is too small (P012) or the standard is not offered (P013).
    """
    plan = order.plan
    geometry = page_geometry(plan.trim)
    if geometry is None:
        words = f"{plan.trim[0]:g} by {plan.trim[1]:g} mm; the smallest is {SMALLEST[0]:g} by {SMALLEST[1]:g} mm"
        return None, (finding("P012", plan.place, f"the page is too small to set text on: {words}"),)
    if plan.standard not in STANDARDS:
        return None, (finding("P013", plan.place, f"the press cannot make a {plan.standard} file"),)
    held = holdings(order.manuscript)
    found = list(print_checks.characters(held, order.house))
    with listening() as listener, unhurried_collector(), whole_lines(), footnotes.remedied() as remedy:
        found += remedy
        laid, folios, pages, unsettled = _settle(order, geometry, held, listener)
        found += unsettled
        found += footnotes.audit(pages, held.notes, _note_letters(laid), lambda leaf: folios.pages[leaf - 1].label)
        found += print_checks.pages(pages, folios, held)
        data = pdf_file.write(laid, folios, plan.standard)
        found += listener.findings(held.places)
    found += print_checks.fonts(data, order.house)
    name = f"{order.manuscript.plan.slug}-{plan.name}.pdf"
    issue = Issue(plan.name, "print", name, "application/pdf", data, len(pages), folios)
    return issue, tuple(sorted(dict.fromkeys(found), key=lambda one: one.sort_key))


def _settle(
    order: Order, geometry: PageGeometry, held: Holdings, listener: Listener
) -> tuple[Any, Folios, tuple[SetPage, ...], tuple[Finding, ...]]:
    """Lay out until the numbers printed are the numbers found: the document, its folios and pages, and P004 if never."""
    from weasyprint.text.fonts import FontConfiguration

    folios = order.folios
    content = units(order.manuscript, order.house, folios)
    fonts = FontConfiguration()
    serve = fetcher(order.house, order.folder.read_bytes)
    styles = []
    for name, text in sheets(order.house, geometry):
        listener.sheet = f"styles/{order.house.name}/{name}"
        styles.append(_css(text, fonts, serve))
    listener.sheet = ""
    for _ in range(LAYOUTS):
        used = folios
        laid = _lay_out(order, content, styles, fonts, serve)
        pages = box_tree.read_pages(laid, held.leaves.keys())
        folios = folios_of(order.manuscript, pages, order.plan.name)
        again = units(order.manuscript, order.house, folios)
        if again == content:
            return laid, folios, pages, ()
        content = again
    moving = [anchor for anchor in held.asked if used.of(anchor) != folios.of(anchor)]
    return laid, folios, pages, tuple(_moving(anchor, used, folios, held) for anchor in moving)


def _moving(anchor: Any, used: Folios, folios: Folios, held: Holdings) -> Finding:
    words = f"the page of “{anchor}” keeps changing between {used.of(anchor)} and {folios.of(anchor)}"
    return finding("P004", held.asked[anchor][0], words)


def _css(text: str, fonts: Any, serve: Any) -> Any:
    from weasyprint import CSS

    return CSS(string=text, font_config=fonts, url_fetcher=serve, base_url="house:///")


def _lay_out(order: Order, content: tuple[Unit, ...], styles: list[Any], fonts: Any, serve: Any) -> Any:
    """One layout of the whole book, as a WeasyPrint document."""
    from weasyprint import HTML

    html = HTML(string=document(order.manuscript, content, order.stamp), url_fetcher=serve, base_url="book:///")
    for element in html.etree_element.iter():
        _mark_notes(element)
    variant = order.plan.standard or None
    return html.render(stylesheets=styles, font_config=fonts, pdf_variant=variant)


def _mark_notes(element: Any) -> None:
    """Mark the footnotes that follow another with nothing between (2 and 3 would read as 23), and those that are short."""
    before: Any = None
    for child in element:
        is_note = child.tag == "span" and child.get("class") == "footnote"
        if is_note and before is not None and not before.tail:
            child.set("data-follows", "")
        if is_note and len("".join(child.itertext())) <= SHORT:
            child.set("data-short", "")
        before = child if is_note else None


def folios_of(manuscript: Manuscript, pages: tuple[SetPage, ...], edition: str) -> Folios:
    """The folios of laid-out pages: roman up to the first unit that is not front matter, arabic from 1 after it."""
    starts = [division.anchor for division in manuscript.divisions if division.matter is not Matter.FRONT]
    first = next((page.leaf for page in pages if any(start in page.ids for start in starts)), len(pages) + 1)
    set_pages: list[Folio] = []
    where: dict[Any, str] = {}
    for page in pages:
        label = roman(page.leaf) if page.leaf < first else str(page.leaf - first + 1)
        printed = any(text == label for _, text in page.margins)
        anchor: Any = page.anchor
        set_pages.append(Folio(page.leaf, label, anchor, page.letters, page.opens, printed))
        for name in page.ids:
            where.setdefault(name, label)
    return Folios(tuple(set_pages), where, edition)


def _note_letters(laid: Any) -> dict[str, int]:
    """How many letters each footnote has in the document that was laid out, by id."""
    return {
        element.get("id"): letters("".join(element.itertext()))
        for element in laid._html.etree_element.iter("span")
        if element.get("class") == "footnote"
    }
