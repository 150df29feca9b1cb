"""A whole book from sections: numbers settled by laying out again only what prints a number that changed; then joined."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions.box_tree import SetPage
from serge_press.editions.laid_book import LAYOUTS, LaidBook
from serge_press.editions.print_document import set_units, sheets
from serge_press.editions.print_folios import folios_of
from serge_press.editions.sections import documents
from serge_press.editions.sections.cover import cover_of
from serge_press.editions.sections.join import Part, join
from serge_press.editions.sections.memory import RememberingSetter
from serge_press.editions.sections.neutral import aside, is_neutral
from serge_press.editions.sections.request import Picture, SectionRequest, Setting
from serge_press.editions.sections.workers import workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.editions.edition import Order
    from serge_press.editions.leaves import Holdings
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.print_document import Unit
    from serge_press.editions.sections.sheets import SectionSheets
    from serge_press.editions.sections.workers import Workers
    from serge_press.manuscript.folios import Folios
    from serge_press.progress import Count


class NotInSections(Exception):
    """The book cannot be laid out in sections; in one run it can."""


def can_lay_out(order: Order) -> bool:
    """Whether the sheets of the order's house let sections be laid out alone."""
    return is_neutral(text for _, text in order.house.sheets("print"))


def lay_out_book(order: Order, geometry: PageGeometry, held: Holdings) -> LaidBook:
    """Lay out the book of an order in sections and write it as one PDF. The shelf saves layouts, the workers time.

    Raises NotInSections for a book without a section, or where heads do not come out page for page.
    """
    setting = setting_of(order, geometry)
    with workers(setting, order.workers, order.shelf) as pool:
        units, laid, folios, used, lost = _settle(order, setting, held, pool)
        heads = _heads(units, laid, geometry, order.manuscript.plan.language, setting, pool)
        parts = tuple(
            Part(text, head, right, blank)
            for text, head, (right, blank) in zip(laid, heads, _sides(units, laid), strict=True)
        )
        pages = _in_a_row(parts, with_heads=True)
        folios = folios_of(order.manuscript, pages, order.plan.name)
        cover, said = cover_of(order, setting, parts, pool)
    data = join(parts, cover, folios, move=geometry.outside - geometry.inside, tagged=bool(setting.standard))
    every = [message for part in parts for sheets_ in (part.text, part.heads) for message in sheets_.said]
    every += [("", f"No anchor #{name} for internal URI reference", logging.ERROR) for name in lost]
    letters = {name: count for part in parts for name, count in part.text.note_letters.items()}
    return LaidBook(data, pages, folios, letters, tuple(dict.fromkeys((*every, *said))), used)


def setting_of(order: Order, geometry: PageGeometry) -> Setting:
    """What the sections of an order share."""
    import weasyprint
    from weasyprint.text.ffi import harfbuzz, pango

    own = (
        ("weasyprint", weasyprint.__version__),
        ("pango", str(pango.pango_version())),
        ("harfbuzz", "".join(str(harfbuzz.hb_version_atleast(major, 0, 0)) for major in range(4, 20))),
    )
    named = tuple((f"styles/{order.house.name}/{name}", text) for name, text in sheets(order.house, geometry))
    return Setting(named, aside(geometry), order.house.fonts, order.plan.standard, (*order.versions, *own))


def _settle(
    order: Order, setting: Setting, held: Holdings, pool: Workers
) -> tuple[tuple[Unit, ...], list[SectionSheets], Folios, Folios | None, list[str]]:
    """Lay out until the numbers printed are the numbers found: units, text layers, folios.

    Then the numbers printed if they never settled, and targets that stand on no page though they are in the text.

    A section that prints a number not known yet is only measured at first, without painting it.
    """
    memory = RememberingSetter(order.manuscript, order.house, order.folios)
    folios = order.folios
    units = tuple(set_units(order.manuscript, memory))
    if not units:
        raise NotInSections("nothing is set: one run makes an empty page")
    known = documents.all_ids(unit.content for unit in units)
    laid: list[SectionSheets] = []
    asked: list[SectionRequest] = []
    for _ in range(LAYOUTS):
        requests = [_request(order, setting, held, unit, known, memory.unsure(unit.anchor)) for unit in units]
        laid = _lay_changed(requests, asked, laid, pool, order.count)
        asked = requests
        used: Folios | None = folios
        folios = folios_of(order.manuscript, _in_a_row(_bare(units, laid), with_heads=False), order.plan.name)
        memory.use(folios)
        again = tuple(set_units(order.manuscript, memory))
        if again == units:
            used = None
            break
        units = again
    # A number that is never known is printed as it stands: its section is painted at last.
    laid = _lay_changed([replace(request, paint=True) for request in asked], asked, laid, pool, order.count)
    stand = {spot.id for sheets_ in laid for spot in sheets_.spots}
    lost = [name for request in asked for name in request.elsewhere if name not in stand]
    return units, laid, folios, used, lost


def _lay_changed(
    requests: Sequence[SectionRequest],
    before: Sequence[SectionRequest],
    laid: Sequence[SectionSheets],
    pool: Workers,
    count: Count | None,
) -> list[SectionSheets]:
    """The sheets of the requests; those that were asked for before are not laid out again. ``count`` is told of each."""
    sheets_ = dict(enumerate(laid))
    new = [index for index, request in enumerate(requests) if not before or request != before[index]]
    done = {index: len(one.pages) for index, one in sheets_.items() if index not in set(new)}
    pages = [len(done), sum(done.values())]

    def tell(one: SectionSheets) -> None:
        pages[0] += 1
        pages[1] += len(one.pages)
        if count is not None:
            count(pages[0], len(requests), pages[1])

    sheets_ |= dict(zip(new, pool.lay([requests[index] for index in new], tell), strict=True))
    return [sheets_[index] for index in range(len(requests))]


def _request(
    order: Order, setting: Setting, held: Holdings, unit: Unit, known: frozenset[str], unsure: bool
) -> SectionRequest:
    html = documents.alone(unit.html(), order.manuscript.plan.language)
    own = documents.ids(html)
    there = frozenset(own)
    return SectionRequest(
        setting,
        "text",
        html,
        elsewhere=tuple(name for name in documents.targets(html) if name in known and name not in there),
        pictures=tuple(_picture(order, file) for file in documents.pictures(html)),
        leaves=tuple(name for name in own if name in held.leaves),
        paint=not unsure,
    )


def _picture(order: Order, file: str) -> Picture:
    try:
        return Picture(file, order.folder.read_bytes(file))
    except OSError as fault:
        return Picture(file, None, str(fault))


def _sides(units: Sequence[Unit], laid: Sequence[SectionSheets]) -> list[tuple[bool, bool]]:
    """For each section: whether it begins on a right-hand page, and whether a blank page stands before it."""
    sides: list[tuple[bool, bool]] = []
    leaf = 0
    for unit, sheets_ in zip(units, laid, strict=True):
        blank = leaf % 2 == 1 and "recto" in unit.classes
        leaf += blank
        sides.append((leaf % 2 == 0, blank))
        leaf += len(sheets_.pages)
    return sides


def _bare(units: Sequence[Unit], laid: Sequence[SectionSheets]) -> tuple[Part, ...]:
    """The sections in a row without heads, for counting."""
    sides = _sides(units, laid)
    return tuple(Part(text, text, right, blank) for text, (right, blank) in zip(laid, sides, strict=True))


def _in_a_row(parts: Sequence[Part], *, with_heads: bool) -> tuple[SetPage, ...]:
    """The pages of the book, blank ones too, with leaves counted through and margin boxes from the heads."""
    pages: list[SetPage] = []
    for part in parts:
        margins = [page.margins for page in part.heads.pages] if with_heads else [()] * (len(part.text.pages) + 1)
        if part.blank:
            like = part.text.pages[0]
            pages.append(SetPage(
                len(pages) + 1, True, None, 0, "", margins[0] if with_heads else (), (), (), (), (),
                like.head, like.foot, like.head, like.foot, like.head,
            ))  # fmt: skip
            margins = margins[1:]
        for page, words in zip(part.text.pages, margins, strict=False):
            pages.append(replace(page, leaf=len(pages) + 1, margins=words))
    return tuple(pages)


def _heads(
    units: Sequence[Unit], laid: Sequence[SectionSheets], geometry: PageGeometry, language: str, setting: Setting,
    pool: Workers,
) -> list[SectionSheets]:  # fmt: skip
    """The heads of each section, its blank page included."""
    requests: list[SectionRequest] = []
    counts: list[int] = []
    number = 0  # folio of the page before
    before: Unit | None = None
    for unit, sheets_, (right, blank) in zip(units, laid, _sides(units, laid), strict=True):
        count = len(sheets_.pages)
        html = documents.heads_document(unit, before, count, geometry, language, number, right=right == blank)
        requests.append(SectionRequest(setting, "heads", html, spare=1))
        counts.append(count + blank)
        number = count if "first" in unit.classes else number + blank + count
        before = unit
    heads = pool.lay(requests)
    if [len(one.pages) for one in heads] != counts:
        raise NotInSections("the heads do not come out page for page")
    return heads
