"""The e-book: a manuscript set for screens, with the pages of its print edition marked, packed as EPUB 3.3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from markupsafe import Markup

from serge_press.editions import epub_nav
from serge_press.editions.accessibility.claims import claims_of, false_claims
from serge_press.editions.accessibility.content import content_of
from serge_press.editions.accessibility.statement import STATEMENT, Told, statement_page, statement_title
from serge_press.editions.edition import Issue
from serge_press.editions.epub_cover import COVER, cover_faults, cover_jpeg, cover_picture, words_of
from serge_press.editions.epub_fonts import font_face_rules, subset_fonts
from serge_press.editions.epub_metadata import PUBLICATION_ID, identifier, metadata, page_source
from serge_press.editions.epub_nav import SetFile
from serge_press.editions.epub_package import FOLDER, PackedFile, pack
from serge_press.editions.epub_pictures import Pictures
from serge_press.editions.epub_survey import Parsed, ParsedTexts
from serge_press.editions.epub_templates import epub_template
from serge_press.editions.epub_texts import set_texts, words_in
from serge_press.editions.onix.edition import MEDIA_TYPE as ONIX_TYPE
from serge_press.editions.onix.edition import RECORD, record_of_epub
from serge_press.editions.profiles.profile import profile_of
from serge_press.editions.profiles.sheets import parted
from serge_press.editions.profiles.trees import written
from serge_press.findings import has_errors
from serge_press.manuscript.parts import Role
from serge_press.phrases import phrases
from serge_press.rendering.house_style import families
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from serge_press.editions.edition import Order
    from serge_press.editions.epub_fonts import SubsetFont
    from serge_press.editions.epub_nav import Entry, Landmark, PageEntry
    from serge_press.editions.profiles.profile import Profile
    from serge_press.findings import Finding
    from serge_press.model.plan import BookPlan

MEDIA_TYPE = "application/epub+zip"
_XHTML_TYPE = "application/xhtml+xml"
_SPACES = {"mathml": b"http://www.w3.org/1998/Math/MathML", "svg": b"http://www.w3.org/2000/svg"}
_COVER_PAGE, _NAV, _NCX, _SHEET = "cover.xhtml", "nav.xhtml", "toc.ncx", "css/book.css"
_WIDTHS = "css/widths.css"  # what asks for widths: named in the files that have it


def bring_out_epub(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """The e-book an order asks for, and what was found on the way; no issue beside an error.

    The same order gives the same bytes. Marks, page list and page numbers come from ``order.folios``; without folios
    there are none.
    """
    pictures = Pictures(order.manuscript, order.folder)
    files, faults = set_texts(order, pictures)
    pages = epub_nav.page_list(files) if order.folios.pages else ()
    ways = _ways(order, files, pages)
    sheet = profile_of(order.plan.profile).style("".join(text for _, text in order.house.sheets("epub")))
    told = _told(order, files, pictures, sheet, ways)
    untrue = false_claims(told.plan, told.content, told.claims)
    covered = cover_faults(order.manuscript.plan, order.folder)
    found = (*pictures.findings, *covered, *faults, *_unmarked(order, pages), *untrue)
    if has_errors(found):
        return None, found
    data = pack(*_packed(order, files, pictures, sheet, ways, told), order.stamp)
    name = _file_name(order)
    texts = {f"{FOLDER}/{one.file.name}": Parsed(one.data, one.root, one.survey) for one in files if one.as_read}
    return Issue(order.plan.name, order.plan.kind, name, MEDIA_TYPE, data, len(pages), None, ParsedTexts(texts)), found


def _file_name(order: Order) -> str:
    plan = order.manuscript.plan
    alike = sum((edition.kind, edition.profile) == (order.plan.kind, order.plan.profile) for edition in plan.editions)
    profile = profile_of(order.plan.profile)
    return f"{plan.slug}-{order.plan.name}{profile.suffix}" if alike > 1 else f"{plan.slug}{profile.ending}"


def _unmarked(order: Order, pages: tuple[PageEntry, ...]) -> Iterator[Finding]:
    """Printed pages for which no mark could be set. Blank pages after the last text begin nothing and need none."""
    marked = {page.label for page in pages}
    last = max((page.leaf for page in order.folios.pages if page.anchor is not None), default=0)
    missing = [page.label for page in order.folios.pages if page.leaf < last + 1 and page.label not in marked]
    if missing:
        message = f"no place was found in the e-book for the beginning of printed page {', '.join(missing)}"
        yield finding("E010", order.plan.place, message)


# ------------------------------------------------------------------------------------------------ the package


@dataclass(frozen=True, slots=True)
class _Ways:
    """The ways into the book: contents, landmarks and pages; whether a page of the book shows the contents."""

    contents: tuple[Entry, ...]
    landmarks: tuple[Landmark, ...]
    pages: tuple[PageEntry, ...]
    shown: bool


def _ways(order: Order, files: tuple[SetFile, ...], pages: tuple[PageEntry, ...]) -> _Ways:
    book = order.manuscript.plan
    shown = any(one.file.division.role is Role.CONTENTS for one in files)
    profile = profile_of(order.plan.profile)
    contents = epub_nav.contents(files, profile.deepest)
    if book.accessibility.statement:
        contents = (*contents, epub_nav.Entry(statement_title(book.language), STATEMENT))
    words = phrases(book.language)
    cover = (_COVER_PAGE, words.say("epub.cover")) if profile.cover_page else None
    landmarks = epub_nav.landmarks(files, cover, book.title)
    if not shown:
        at = 1 if cover else 0
        toc = epub_nav.Landmark("toc", words.say("part.contents"), f"{_NAV}#toc")
        landmarks = (*landmarks[:at], toc, *landmarks[at:])
    return _Ways(contents, landmarks, pages, shown)


def _told(order: Order, files: tuple[SetFile, ...], pictures: Pictures, sheet: str, ways: _Ways) -> Told:
    """What can be said of the accessibility of these texts."""
    book = order.manuscript.plan
    content = content_of(
        files,
        pictures.packed,
        sheet,
        language=book.language,
        cover=profile_of(order.plan.profile).cover_page,
        entries=len(ways.contents),
        landmarks=len(ways.landmarks),
        pages=len(ways.pages),
    )
    claims = claims_of(content, book.accessibility)
    return Told(content, claims, book.accessibility, book.language, page_source(order)[1])


def _packed(
    order: Order, files: tuple[SetFile, ...], pictures: Pictures, sheet: str, ways: _Ways, told: Told
) -> tuple[tuple[PackedFile, ...], bytes, bytes]:
    """All files but the package document; the package document; the container."""
    book, profile = order.manuscript.plan, profile_of(order.plan.profile)
    nav = _nav_page(order, ways)
    cover_page = _cover_page(order, profile)
    statement = _statement(order, told, profile)
    texts = [PackedFile(one.file.name, _XHTML_TYPE, one.data, _properties(one), in_spine=True) for one in files]
    texts += [PackedFile(STATEMENT, _XHTML_TYPE, one, in_spine=True) for one in statement]
    after = next((i for i, one in enumerate(files, 1) if one.file.division.role is Role.TITLE_PAGE), 0)
    at = len(texts) if ways.shown else after
    texts.insert(at, PackedFile(_NAV, _XHTML_TYPE, nav, ("nav",), in_spine=not ways.shown))
    letters = [
        *(one.letters for one in files),
        *(words_in(_parsed(data))[1] for data in (nav, cover_page, *statement)),
        *_on_cover(book),
    ]
    fonts = subset_fonts(order.house, frozenset().union(*letters), order.shelves)
    held = fonts if profile.fonts else ()
    faces = font_face_rules(held)
    if held:
        faces += f"body {{ font-family: {families(held)}, serif; }}\n"
    plain, widths = parted(sheet)
    packed = (
        *([PackedFile(_COVER_PAGE, _XHTML_TYPE, cover_page, in_spine=True)] if profile.cover_page else []),
        *texts,
        PackedFile(_NCX, "application/x-dtbncx+xml", _ncx(order, files, ways)),
        PackedFile(_SHEET, "text/css", (faces + plain).encode()),
        *([PackedFile(_WIDTHS, "text/css", widths.encode())] if widths else []),
        *(PackedFile(font.file, font.media_type, font.data) for font in held),
        PackedFile(COVER, "image/jpeg", _cover(order, fonts), ("cover-image",)),
        *pictures.packed,
    )
    onix = record_of_epub(order, told, COVER)
    package = epub_template("package").render(
        publication_id=PUBLICATION_ID,
        language=book.language,
        metadata=metadata(order, told, record=RECORD if onix else ""),
        items=packed,
        ncx=next(file.id for file in packed if file.name == _NCX),
        guide=tuple(_guide(ways.landmarks)),
    )
    container = epub_template("container").render(package=f"{FOLDER}/content.opf")
    linked = [PackedFile(RECORD, ONIX_TYPE, onix)] if onix else []  # a linked record is not listed (EPUB 3.3, 5.5.7)
    return (*packed, *linked), package.encode(), container.encode()


def _cover(order: Order, fonts: tuple[SubsetFont, ...]) -> bytes:
    book = order.manuscript.plan
    return cover_jpeg(book, fonts, order.shelves, cover_picture(book, order.folder))


def _on_cover(book: BookPlan) -> tuple[str, ...]:
    words = words_of(book)
    return (words.title, words.subtitle, words.by, words.publisher)


def _nav_page(order: Order, ways: _Ways) -> bytes:
    book = order.manuscript.plan
    return (
        epub_template("nav")
        .render(
            language=book.language,
            title=book.title,
            words=phrases(book.language).words,
            contents=ways.contents,
            landmarks=ways.landmarks,
            pages=ways.pages,
        )
        .encode()
    )


def _statement(order: Order, told: Told, profile: Profile) -> tuple[bytes, ...]:
    """The statement of accessibility, if the book wants one."""
    if not told.plan.statement:
        return ()
    data = statement_page(told, order.manuscript.plan.title)
    return (written(profile.text(_parsed(data))) if profile.passes else data,)


def _cover_page(order: Order, profile: Profile) -> bytes:
    book = order.manuscript.plan
    title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
    words = phrases(book.language)
    pictured = bool(cover_picture(book, order.folder))
    seen = words.say("epub.cover-pictured") if pictured else words.say("epub.cover-seen", initial=book.title[:1])
    if pictured and book.cover is not None and book.cover.alt:
        seen = f"{seen} {book.cover.alt}"
    alt = words.say("epub.cover-alt", title=title, by=", ".join(book.by) or book.publisher, seen=seen)
    name = words.say("epub.cover")
    section = epub_template("cover-page").render(name=name, picture=COVER, alt=alt)
    data = (
        epub_template("file")
        .render(
            language=book.language,
            title=f"{name} – {book.title}",
            up="",
            widths=False,
            matter="frontmatter",
            content=Markup(section),  # made by a template, which escapes
        )
        .encode()
    )
    return written(profile.text(_parsed(data))) if profile.passes else data


def _ncx(order: Order, files: tuple[SetFile, ...], ways: _Ways) -> bytes:
    book = order.manuscript.plan
    numbers = [int(page.label) for page in ways.pages if page.label.isascii() and page.label.isdigit()]
    wanted = {page.href for page in ways.pages} | set(_addresses(ways.contents))
    stands = [*(href for one in files for href in _stations(one) if href in wanted), STATEMENT]
    return (
        epub_template("ncx")
        .render(
            language=book.language,
            identifier=identifier(order),
            depth=epub_nav.depth(ways.contents),
            highest=max(numbers, default=0),
            title=book.title,
            by=book.by,
            words=phrases(book.language).words,
            contents=ways.contents,
            pages=ways.pages,
            order={href: count for count, href in enumerate(stands, start=1)},
        )
        .encode()
    )


def _addresses(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield entry.href
        yield from _addresses(entry.children)


def _stations(one: SetFile) -> Iterator[str]:
    """Every address in a file, in reading order."""
    yield one.file.name
    for anchor in one.survey.ids:
        if anchor:
            yield f"{one.file.name}#{anchor}"


def _guide(landmarks: tuple[Landmark, ...]) -> Iterator[tuple[str, str, str]]:
    """The guide of EPUB 2, which some readers still take the cover and the beginning from."""
    kinds = {"cover": "cover", "titlepage": "title-page", "toc": "toc", "bodymatter": "text"}
    for landmark in landmarks:
        if landmark.kind in kinds:
            yield kinds[landmark.kind], landmark.label, landmark.href


# ------------------------------------------------------------------------------------------------ what they hold


def _parsed(data: bytes) -> _Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _properties(one: SetFile) -> tuple[str, ...]:
    """Manifest properties a text needs (EPUB 3.3, appendix D.6)."""
    named = [(word, space.decode()) for word, space in _SPACES.items() if space in one.data]
    return tuple(word for word, space in named if next(one.root.iter(f"{{{space}}}*"), None) is not None)
