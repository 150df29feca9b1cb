"""Laying out one section: a pure function, for any process. The only part of this package that works WeasyPrint."""

from __future__ import annotations

import atexit
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from serge_press.editions import box_tree, economy, pdf_file
from serge_press.editions.economy.page_by_page import Unsteady, laid_by_page, paint
from serge_press.editions.engine import font_configuration
from serge_press.editions.press_room import fetcher, give_back_room, listening
from serge_press.editions.print_html import mark_notes, note_letters
from serge_press.editions.sections.drawn_folios import DrawnFolios, counted
from serge_press.editions.sections.request import digest_of
from serge_press.editions.sections.sheets import Bookmark, FontUse, SectionSheets, Spot
from serge_press.editions.tagging import Structure
from serge_press.editions.typesetting import typesetting
from serge_press.findings import Place
from serge_press.reading.folder import Refusal
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.box_tree import SetPage
    from serge_press.editions.sections.request import SectionRequest, Setting
    from serge_press.editions.sections.sheets import Drawn

_POINTS = 0.75  # in a CSS px
_INNER = "x-press-id:"
"""Until it is written a link within the book is an outward one, because its target may stand in another section."""

_LARGE = 100_000
"""Letters of a section after which it is worth to tidy up: some thirty pages."""

_TRAITS = (
    "index", "font_size", "style", "family", "variations", "weight", "ascent", "descent", "tables", "bitmap",
    "italic_angle", "upem", "png", "svg", "colr", "glyph_count", "stemv", "stemh", "flags",
)  # fmt: skip


@dataclass(frozen=True)
class _Press:
    """What a process keeps for a setting: fonts and parsed sheets. ``said`` is what WeasyPrint said of the sheets."""

    fonts: Any
    sheets: tuple[Any, ...]
    aside: Any
    said: tuple[tuple[str, str, int], ...]


_presses: dict[str, _Press] = {}
"""The one that this process works with, by digest of its setting."""

atexit.register(_presses.clear)  # fonts must go before the library that holds them
atexit.register(economy.forget)


def lay_section(request: SectionRequest) -> SectionSheets:
    """Lay out one layer of a section. The same request gives the same sheets.

    The text is painted page by page while it is laid out, so that a long section needs no more room than a short one; where
    a page depends on a later one, and for heads, all pages are laid out first.
    """
    try:
        if request.layer == "text":
            with suppress(Unsteady):
                return _lay(request, by_page=True)
        return _lay(request, by_page=False)
    finally:
        if len(request.html) > _LARGE:
            give_back_room()


def _lay(request: SectionRequest, *, by_page: bool) -> SectionSheets:
    from weasyprint import HTML

    press = press_of(request.setting)
    with typesetting(thrifty=True) as listener:
        html = HTML(string=request.html, url_fetcher=serving(request), base_url="book:///")
        mark_notes(html.etree_element)
        folios, structure = DrawnFolios(), Structure()
        folios.number(html.etree_element)
        sheets = [*press.sheets, press.aside] if request.layer == "text" else list(press.sheets)
        variant = (request.setting.standard or None) if request.layer == "text" else None
        facts = Facts(frozenset(request.leaves), frozenset(request.elsewhere))
        if by_page:
            facts.here = {name for element in html.etree_element.iter() if (name := element.get("id"))}
            laid = laid_by_page(html, facts.meet, stylesheets=sheets, font_config=press.fonts, pdf_variant=variant)
        else:
            with counted() as said_counters:
                laid = html.render(stylesheets=sheets, font_config=press.fonts, pdf_variant=variant)
            del laid.pages[: request.spare]
            if request.numbers:
                folios.number_heads(laid, request.numbers, said_counters)
            facts.here = {name for page in laid.pages for name in page.anchors}
            for page in laid.pages:
                facts.meet(page)
        drawn: tuple[Drawn, ...] = ()

        def finish(_: Any, pdf: Any) -> None:
            nonlocal drawn
            drawn = folios.drawn(pdf)
            _tie_links(pdf)
            if variant:
                structure.mend(pdf)
                pdf_file.mend_items(pdf)

        write = partial(paint, laid, tie) if by_page else laid.write_pdf
        with fonts_aside(folios), folios.marked(), structure.told():
            data = write(finisher=finish, pdf_variant=variant)
        if by_page and facts.missing():
            raise Unsteady
        fonts = tuple(
            use_of(font, request.setting.faces) for font in laid.fonts.values() if hasattr(font, "press_source")
        )
        if listener.said:
            economy.forget()  # or the next section would not hear it
        said = (*press.said, *listener.said)
        letters = note_letters(laid)
    return SectionSheets(
        tuple(facts.pages), tuple(facts.furnished), letters, tuple(dict.fromkeys(said)), tuple(facts.spots.values()),
        tuple(facts.bookmarks), fonts, tuple(folios.folios), tuple(folios.figures), drawn, folios.fixed, data,
    )  # fmt: skip


def serving(request: SectionRequest) -> Any:
    """What serves WeasyPrint the fonts and pictures of a request."""
    pictures = {picture.file: picture for picture in request.pictures}

    def picture(file: str) -> bytes:
        held = pictures.get(file)
        if held is None or held.data is None:
            raise Refusal(finding("F008", Place(file), held.fault if held else "a book reads only its own pictures"))
        return held.data

    return fetcher(request.setting.fonts, picture)


def press_of(setting: Setting) -> _Press:
    """What this process works with for a setting."""
    if setting.digest not in _presses:
        _presses.clear()
        economy.forget()
        _presses[setting.digest] = _set_up(setting)
    return _presses[setting.digest]


def _set_up(setting: Setting) -> _Press:
    from weasyprint import CSS

    fonts = font_configuration()
    sheets: list[Any] = []
    with listening() as listener:
        serve = fetcher(setting.fonts)
        for name, text in (*setting.sheets, ("", setting.aside)):
            listener.sheet = name
            sheets.append(CSS(string=text, font_config=fonts, url_fetcher=serve, base_url="house:///"))
        said = tuple(listener.said)
    return _Press(fonts, tuple(sheets[:-1]), sheets[-1], said)


class Facts:
    """What is told of a section's pages, gathered page by page; ``here`` are the ids that stand in the section.

    Targets and outline are kept out of the PDF, and links within the book in it though their targets stand elsewhere.
    """

    def __init__(self, leaves: frozenset[str], elsewhere: frozenset[str], before: frozenset[str] = frozenset()) -> None:
        """``before`` are ids that stood on pages before these."""
        self._reader = box_tree.PageReader(leaves, before)
        self._elsewhere, self._before = elsewhere, before
        self._asked: set[str] = set()
        self.here: set[str] = set()
        self.pages: list[SetPage] = []
        self.furnished: list[bool] = []  # whether a page has margin boxes
        self.spots: dict[str, Spot] = {}  # every id where it first stands
        self.bookmarks: list[Bookmark] = []

    def meet(self, page: Any) -> None:
        """Take the facts of the next WeasyPrint page (ISO 32000-1, 12.3.2: places are told from the foot of the page)."""
        from weasyprint.formatting_structure import boxes

        index = len(self.pages)
        self.pages.append(self._reader.read(page))
        self.furnished.append(any(isinstance(part, boxes.MarginBox) for part in page._page_box.children))
        for name, (x, y, _, _) in page.anchors.items():
            spot = Spot(name, index, round(x * _POINTS, 4), round((page.height - y) * _POINTS, 4))
            if name not in self._before:
                self.spots.setdefault(name, spot)
        for level, words, (x, y), state in page.bookmarks:
            place = round(x * _POINTS, 4), round((page.height - y) * _POINTS, 4)
            self.bookmarks.append(Bookmark(index, level, words, *place, state != "closed"))
        pdf_file.drop_inner_links(page)
        links = []
        for kind, target, *rest in page.links:
            known = kind == "internal" and (target in self.here or target in self._elsewhere)
            if known:
                self._asked.add(target)
            links.append(("external", _INNER + target, *rest) if known else (kind, target, *rest))
        page.links, page.bookmarks, page.anchors = links, [], {}

    def missing(self) -> set[str]:
        """Targets of links that stand on no page, though they are in the text."""
        return self._asked - self._elsewhere - self.spots.keys()


def _tie_links(pdf: Any) -> None:
    """Let links within the book name their targets."""
    import pydyf

    for one in pdf.objects:
        if isinstance(one, pydyf.Dictionary) and one.get("Subtype") == "/Link":
            tie(one)


def tie(note: Any) -> None:
    """Let an annotation name its target, if it is a link within the book."""
    import pydyf

    if "A" not in note:
        return
    target = note["A"]["URI"].string
    if target.startswith(_INNER):
        del note["A"]
        note["Dest"] = pydyf.String(target.removeprefix(_INNER))
        if "Contents" in note:
            note["Contents"] = note["Dest"]


@contextmanager
def fonts_aside(folios: DrawnFolios) -> Iterator[None]:
    """Write no font files while this lasts: they are put in once, at joining, with the glyphs of all sections.

    A font with glyphs that it lacks, or used in a form, is written as WeasyPrint writes it, with all its figures.
    """
    from weasyprint.pdf.fonts import Font

    stock = Font.clean

    def clean(self: Any, to_unicode: Any, hinting: Any) -> None:
        if self.missing or self.used_in_forms:
            folios.complete(self)
            stock(self, to_unicode, hinting)
            return
        self.press_source, self.press_data = digest_of(self.file_content), self.file_content
        self.file_content = self.file_content[:4]

    Font.clean = clean
    try:
        yield
    finally:
        Font.clean = stock


def use_of(font: Any, house: tuple[str, ...]) -> FontUse:
    """How a WeasyPrint font was used. ``house`` are the digests of the fonts of the house."""
    traits = {name: _plain(getattr(font, name)) for name in _TRAITS}
    traits["name"] = font.name.decode()
    data = b"" if font.press_source in house else font.press_data
    return FontUse.of(font.hash, font.press_source, traits, font.widths, font.to_unicode, data)


def _plain(value: Any) -> Any:
    """The value as JSON has it: the library's booleans and enumerations are numbers to C."""
    if isinstance(value, bool | str | float | list | dict):
        return value
    return int(value)
