"""Laying out pieces of a section (see ``pieces``): as a section, but that several files come of it, each of some pages."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from serge_press.editions import economy
from serge_press.editions.economy.page_by_page import Part, Unsteady, laid_by_page, next_piece, paint
from serge_press.editions.sections.drawn_folios import DrawnFolios
from serge_press.editions.sections.lay import Facts, fonts_aside, press_of, serving, tie, use_of
from serge_press.editions.sections.pieces import together
from serge_press.editions.sections.sheets import SectionSheets
from serge_press.editions.typesetting import typesetting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.editions.sections.request import SectionRequest


def lay_pieces(request: SectionRequest) -> SectionSheets:
    """Lay out the pieces of a request, as many as are wanted and whole in it. The same piece gives the same sheets, whatever is
    laid out with it.

    None of a section that cannot be laid out page by page, or of which WeasyPrint says anything: of what would be hard to tell.
    """
    with suppress(Unsteady):
        return together(tuple(_pieces(request)))
    return together(())


def _pieces(request: SectionRequest) -> Iterator[SectionSheets]:
    from weasyprint import HTML

    press = press_of(request.setting)
    with typesetting(thrifty=True) as listener:
        html = HTML(string=request.html, url_fetcher=serving(request), base_url="book:///")
        sheets = [*press.sheets, press.aside]
        part = Part(request.spare, request.least, frozenset(request.ends))
        stood: set[str] = set()
        facts = _facts(request, stood)
        laid = laid_by_page(html, facts.meet, part, stylesheets=sheets, font_config=press.fonts, pdf_variant=None)
        for number in range(1, request.most + 1):
            with fonts_aside(DrawnFolios()):
                data = paint(laid, tie, pdf_variant=None)
            if listener.said:
                economy.forget()  # or the next section would not hear it
                raise Unsteady
            if not facts.pages:
                break
            fonts = tuple(
                use_of(font, request.setting.faces) for font in laid.fonts.values() if hasattr(font, "press_source")
            )
            yield SectionSheets(
                tuple(facts.pages), tuple(facts.furnished), {}, press.said, tuple(facts.spots.values()),
                tuple(facts.bookmarks), fonts, data=data, goes_on=part.goes_on,
            )  # fmt: skip
            if not part.goes_on or number == request.most:
                break
            stood |= facts.spots.keys()
            stood.update(name for page in facts.pages for name in page.ids)
            facts = _facts(request, stood)
            laid = next_piece(laid, facts.meet)


def _facts(request: SectionRequest, stood: Iterable[str]) -> Facts:
    return Facts(frozenset(request.leaves), frozenset(request.elsewhere), frozenset(stood))
