"""Which editions of a book are products, what each is called in the trade, and what is known of it once it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.bibliographic import identifier_of, isbn13
from serge_press.editions.onix import codes
from serge_press.model.printer_editions import printer_editions
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.accessibility.claims import Claims
    from serge_press.manuscript.folios import Folios
    from serge_press.model.plan import BookPlan, EditionPlan

_SOLD = ("print", "large-print", "epub", "screen")
"""Kinds of edition that can be had by themselves. Proofs, booklets, covers and records are not among them."""


@dataclass(frozen=True, slots=True)
class Product:
    """One product. ``isbn`` are thirteen digits or ""; ``urn`` names it where it has none."""

    plan: EditionPlan
    isbn: str
    urn: str
    form: str  # list 150
    details: tuple[str, ...] = ()  # list 175

    @property
    def digital(self) -> bool:
        """Whether it is delivered as a file."""
        return self.form == codes.DOWNLOAD

    @property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Kinds (list 5) and values. An ISBN is sent as a GTIN too, as the trade asks."""
        if self.isbn:
            return ((codes.GTIN13, self.isbn), (codes.ISBN13, self.isbn))
        return ((codes.URN, self.urn),)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a finished edition; what is not is left out of its record. ``size`` is in bytes."""

    folios: Folios | None = None
    size: int = 0
    pages: int = 0  # of a PDF for a screen, its cover among them
    words: int = 0
    pictures: int | None = None
    claims: Claims | None = None
    summary: str = ""
    landmarks: bool = False
    languages: bool = True  # whether the languages of its passages are marked
    version: str = ""  # list 220
    cover: str = ""  # address of the cover inside the package


def products_of(book: BookPlan) -> tuple[Product, ...]:
    """The products: editions first, in the order of book.toml; then the books of printers that have an ISBN of their own.

    E-books made for several reading systems under one ISBN are one product.
    """
    made = [product_of(book, edition) for edition in (*book.editions, *_printed(book)) if edition.kind in _SOLD]
    by_name = {one.isbn or one.plan.name: one for one in reversed(made)}
    return tuple(one for one in made if by_name[one.isbn or one.plan.name] is one)


def _printed(book: BookPlan) -> Iterator[EditionPlan]:
    names = [one.name for one in book.printers if one.isbn]
    if names:
        yield from printer_editions(book, names)


def product_of(book: BookPlan, edition: EditionPlan) -> Product:
    """An edition as a product, also one that was made on request."""
    isbn, urn = isbn13(edition.isbn), identifier_of(book, edition)
    if edition.kind == "epub":
        return Product(edition, isbn, urn, codes.DOWNLOAD, (codes.EPUB, codes.REFLOWABLE, codes.OFFLINE))
    if edition.kind == "screen":
        details = (codes.PDF, codes.FIXED, codes.OFFLINE, codes.PAGES_SHOWN)
        return Product(edition, isbn, urn, codes.DOWNLOAD, details)
    return Product(edition, isbn, urn, codes.HARDBACK if _in_boards(edition) else codes.PAPERBACK)


def _in_boards(edition: EditionPlan) -> bool:
    if not edition.printer:
        return False
    from serge_press.printers.shelf import printer  # few books go to a printer

    return printer(edition.printer).binding == "case"
