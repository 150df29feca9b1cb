"""The whole book laid out as one document, again and again until every printed page number is true.

The plain way, for sheets whose pages depend on one another, and the measure of the other: ``sections``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions import box_tree, pdf_file
from serge_press.editions.engine import font_configuration
from serge_press.editions.laid_book import LAYOUTS, LaidBook
from serge_press.editions.press_room import fetcher
from serge_press.editions.print_document import document, sheets, units
from serge_press.editions.print_folios import folios_of
from serge_press.editions.print_html import mark_notes, note_letters
from serge_press.editions.typesetting import typesetting

if TYPE_CHECKING:
    from serge_press.editions.box_tree import SetPage
    from serge_press.editions.edition import Order
    from serge_press.editions.leaves import Holdings
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.press_room import Listener
    from serge_press.editions.print_document import Unit
    from serge_press.manuscript.folios import Folios


def lay_out_in_one_run(order: Order, geometry: PageGeometry, held: Holdings) -> LaidBook:
    """Lay out and write the book of an order."""
    with typesetting(thrifty=False) as listener:
        laid, folios, pages, unsettled = _settle(order, geometry, held, listener)
        data = pdf_file.write(laid, folios, order.plan.standard)
        return LaidBook(data, pages, folios, note_letters(laid), tuple(listener.said), unsettled)


def _settle(
    order: Order, geometry: PageGeometry, held: Holdings, listener: Listener
) -> tuple[Any, Folios, tuple[SetPage, ...], Folios | None]:
    """Lay out until the numbers printed are the numbers found: document, folios, pages; the numbers printed if never."""

    folios = order.folios
    content = units(order.manuscript, order.house, folios)
    fonts = font_configuration()
    serve = fetcher(order.house.fonts, order.folder.read_bytes)
    styles = []
    for name, text in sheets(order.house, geometry):
        listener.sheet = f"styles/{order.house.name}/{name}"
        styles.append(_css(text, fonts, serve))
    listener.sheet = ""
    for _ in range(LAYOUTS):
        used = folios
        laid = lay_out(order, content, styles, fonts, serve)
        pages = box_tree.read_pages(laid, held.leaves.keys())
        folios = folios_of(order.manuscript, pages, order.plan.name)
        again = units(order.manuscript, order.house, folios)
        if again == content:
            return laid, folios, pages, None
        content = again
    return laid, folios, pages, used


def _css(text: str, fonts: Any, serve: Any) -> Any:
    from weasyprint import CSS

    return CSS(string=text, font_config=fonts, url_fetcher=serve, base_url="house:///")


def lay_out(order: Order, content: tuple[Unit, ...], styles: list[Any], fonts: Any, serve: Any) -> Any:
    """One layout of the whole book, as a WeasyPrint document."""
    from weasyprint import HTML

    html = HTML(string=document(order.manuscript, content, order.stamp), url_fetcher=serve, base_url="book:///")
    mark_notes(html.etree_element)
    variant = order.plan.standard or None
    return html.render(stylesheets=styles, font_config=fonts, pdf_variant=variant)
