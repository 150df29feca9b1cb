"""A whole book from sections: numbers settled by laying out again only what prints a number that changed; then joined."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from serge_press.editions.box_tree import SetPage
from serge_press.editions.engine import libraries
from serge_press.editions.laid_book import LAYOUTS, LaidBook
from serge_press.editions.print_document import sheets
from serge_press.editions.print_folios import folios_of
from serge_press.editions.sections.cover import cover_of
from serge_press.editions.sections.heads import HeadsLayer, sides
from serge_press.editions.sections.join import Part, join
from serge_press.editions.sections.memory import RememberingSetter
from serge_press.editions.sections.neutral import aside, is_neutral
from serge_press.editions.sections.request import NotInSections, Setting
from serge_press.editions.sections.sections import Sections
from serge_press.editions.sections.settling import Settling
from serge_press.editions.sections.stand_ins import label_of, put_in_words, stand_in
from serge_press.editions.sections.workers import workers
from serge_press.manuscript.folios import Folios
from serge_press.manuscript.nodes import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from serge_press.editions.edition import Order
    from serge_press.editions.leaves import Holdings
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.print_document import Unit
    from serge_press.editions.sections.settling import Section
    from serge_press.editions.sections.sheets import SectionSheets
    from serge_press.editions.sections.workers import Workers

__all__ = ["NotInSections", "can_lay_out", "lay_out_book", "setting_of"]


_NONE: Mapping[str, str] = MappingProxyType({})


def can_lay_out(order: Order) -> bool:
    """Whether the sheets of the order's house let sections be laid out alone."""
    return is_neutral(text for _, text in order.house.sheets("print"))


def lay_out_book(order: Order, geometry: PageGeometry, held: Holdings) -> LaidBook:
    """Lay out the book of an order in sections and write it as one PDF. The shelf saves layouts, the workers time.

    Raises NotInSections for a book without a section, or where heads do not come out page for page.
    """
    setting = setting_of(order, geometry)
    with workers(setting, order.workers, order.shelf) as pool:
        layer = HeadsLayer(order, geometry, setting)
        book, printed, settled = _settle(order, geometry, setting, held, layer, pool)
        sections, laid = book.sections, [book.laid[index] for index in range(len(book.sections))]
        units = [one.unit for one in sections]
        counts = [len(one.pages) for one in laid]
        heads = layer.lay(units, counts, pool)
        parts = tuple(
            part
            for index, (text, head, (right, blank)) in enumerate(zip(laid, heads, sides(units, counts), strict=True))
            for part in _parts(Part(text, head, right, blank, book.links.get(index, _NONE)))
        )
        pages = _in_a_row(parts, printed)
        folios = folios_of(order.manuscript, pages, order.plan.name)
        cover, said = cover_of(order, setting, parts, printed, pool)
    data = join(parts, cover, folios, printed, move=geometry.outside - geometry.inside, tagged=bool(setting.standard))
    every = [message for part in parts for sheets_ in (part.text, part.heads.sheets) for message in sheets_.said]
    stand = {spot.id for one in laid for spot in one.spots}
    lost = [name for one in sections for name in one.request.elsewhere if name not in stand]
    every += [("", f"No anchor #{name} for internal URI reference", logging.ERROR) for name in lost]
    letters = {name: count for part in parts for name, count in part.text.note_letters.items()}
    used = None if settled else Folios((), {Anchor(name): label for name, label in printed.items()}, order.plan.name)
    return LaidBook(data, pages, folios, letters, tuple(dict.fromkeys((*every, *said))), used)


def setting_of(order: Order, geometry: PageGeometry) -> Setting:
    """What the sections of an order share. ``order.versions`` tell WeasyPrint's."""
    named = tuple((f"styles/{order.house.name}/{name}", text) for name, text in sheets(order.house, geometry))
    return Setting(named, aside(geometry), order.house.fonts, order.plan.standard, (*order.versions, *libraries()))


def _settle(
    order: Order, geometry: PageGeometry, setting: Setting, held: Holdings, layer: HeadsLayer, pool: Workers
) -> tuple[Settling, dict[str, str], bool]:
    """Lay out until the numbers printed are the numbers found.

    The sections as they are laid out, the page labels that are printed, by id, and whether they are the true ones.
    """
    memory = RememberingSetter(order.manuscript, order.house, order.folios)
    setter = Sections(order, geometry, setting, held, memory)
    book = Settling(pool, layer, order.count, setter.set())
    pool.pages = int(sum(one.extent.lines for one in book.sections) / geometry.lines)
    if not book.sections:
        raise NotInSections("nothing is set: one run makes an empty page")

    def found_so_far() -> dict[str, str]:
        """The page labels of what is laid out up to the first section that is not; what lists them is set again by them."""
        before = range(book.known)
        units = [book.sections[index].unit for index in before]
        folios = folios_of(order.manuscript, _bare(units, [book.laid[i] for i in before]), order.plan.name)
        memory.use(folios)
        book.set_again(setter.set())
        return _labels(folios)

    used = _labels(order.folios)
    if used:
        book.lay_with(used)
    else:
        late = any(one.late for one in book.sections)
        beside = late and not pool.is_large  # in a large book the processes that have no more to do end first
        book.lay_guessed(geometry, (lambda: book.late_jobs(found_so_far())) if beside else None)
        if late and not beside:
            book.lay_late(found_so_far)
    for _ in range(LAYOUTS):
        units = [one.unit for one in book.sections]
        laid = [book.laid[index] for index in range(len(units))]
        folios = folios_of(order.manuscript, _bare(units, laid), order.plan.name)
        if memory.use(folios):
            book.set_again(setter.set())
        if not book.differs(_labels(folios)):
            return book, _labels(folios), True
        used = _labels(folios)
        book.lay_with(used)
    laid = [book.laid[index] for index in range(len(book.sections))]
    folios = folios_of(order.manuscript, _bare([one.unit for one in book.sections], laid), order.plan.name)
    return book, _printed(book.sections, used, _labels(folios)), False


def _labels(folios: Folios) -> dict[str, str]:
    """The label of the page on which each id first stands."""
    return dict(folios.where.items())


def _printed(sections: Sequence[Section], used: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """The labels printed though sections were set with others: the true one wherever it can be put in."""
    exact = {name for one in sections if one.exact for name in one.asked}
    fits = {name for name, label in found.items() if stand_in(label) == stand_in(used.get(name, ""))}
    return {**used, **{name: found[name] for name in fits - exact}}


def _parts(whole: Part) -> Iterator[Part]:
    """The parts in which a section is joined: one, or one for each of its pieces."""
    if not whole.text.pieces:
        yield whole
        return
    done = 0
    for text in whole.text.pieces:
        count = len(text.pages)
        begin = done + whole.blank if done else 0
        rows = whole.heads.rows[begin : done + whole.blank + count]
        right = whole.right is (done % 2 == 0)
        yield Part(text, replace(whole.heads, rows=rows), right, whole.blank and not done, whole.links)
        done += count


def _bare(units: Sequence[Unit], laid: Sequence[SectionSheets]) -> tuple[SetPage, ...]:
    """The pages of the book in a row, blank ones too, with leaves counted through; without heads."""
    pages: list[SetPage] = []
    for text, (_, blank) in zip(laid, sides(units, [len(one.pages) for one in laid]), strict=True):
        if blank:
            pages.append(_blank(text.pages[0], len(pages) + 1))
        pages += [replace(page, leaf=leaf) for leaf, page in enumerate(text.pages, len(pages) + 1)]
    return tuple(pages)


def _blank(like: SetPage, leaf: int) -> SetPage:
    """A page on which nothing stands, of the size of another."""
    return SetPage(leaf, True, None, 0, "", (), (), (), (), (), like.head, like.foot, like.head, like.foot, like.head)


def _in_a_row(parts: Sequence[Part], printed: Mapping[str, str]) -> tuple[SetPage, ...]:
    """The pages of the book as printed."""
    pages: list[SetPage] = []
    for part in parts:
        own = ([_blank(part.text.pages[0], 0)] if part.blank else []) + list(part.text.pages)
        tell = label_of(part.text, printed)
        for page, margins in zip(own, part.heads.margins(), strict=True):
            opens = put_in_words(page.opens, tell)
            pages.append(replace(page, leaf=len(pages) + 1, margins=margins, opens=opens))
    return tuple(pages)
