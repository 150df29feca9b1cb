"""A finished PDF, opened again: what stands on each page, how the pages are labelled, where each anchor is."""

from __future__ import annotations

import io
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2

from serge_press.checks.comparing import Letters, letters_of
from serge_press.checks.right_to_left import text_in_order
from serge_press.manuscript.folios import roman
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


_HYPHENS = "-\u2010\u2011\u00ad\ufffe\x02"  # the last two are what PDFium writes for a hyphen at the end of a line


@dataclass(frozen=True)
class PrintedPage:
    """One page: its label in the PDF and its text in the order in which it was written."""

    label: str
    text: str

    @cached_property
    def letters(self) -> Letters:
        """What of the text can be compared."""
        return letters_of(self.text)

    def broken_word(self, start: str, begin: int = 0) -> int | None:
        """Where these letters stand at the end of a line with a hyphen after them, from letter ``begin`` on; None if nowhere."""
        letters, at, source = self.letters.text, self.letters.at, self.letters.source
        place = letters.find(start, begin)
        while place >= 0:
            end = at[place + len(start) - 1] + 1
            if source[end : end + 1] and source[end] in _HYPHENS:
                return place
            place = letters.find(start, place + 1)
        return None


@dataclass(frozen=True)
class OpenedPrint:
    """A print edition: its pages in order, and for every named destination the index of its page."""

    pages: tuple[PrintedPage, ...]
    destinations: Mapping[str, int]


def open_print(data: bytes, knows: Callable[[str], bool] | None = None) -> OpenedPrint:
    """Open a PDF. Raises ValueError when it cannot be read.

    ``knows`` says whether letters stand so in the book, by which lines with words from right to left are read.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            labels = tuple(_labels(pdf))
            destinations = dict(_destinations(pdf))
        texts = tuple(_texts(data, knows))
    except (pikepdf.PdfError, pypdfium2.PdfiumError, KeyError, TypeError) as fault:
        raise ValueError(f"the PDF cannot be read: {fault}") from fault
    pages = tuple(PrintedPage(label, text) for label, text in zip(labels, texts, strict=True))
    return OpenedPrint(pages, destinations)


def _texts(data: bytes, knows: Callable[[str], bool] | None) -> Iterator[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            text_page = page.get_textpage()
            yield text_in_order(text_page, text_page.get_text_range(), knows)
            text_page.close()
            page.close()
    finally:
        document.close()


def _labels(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The label of each page (ISO 32000-2, 12.4.2): a number tree of styles, prefixes and starts."""
    ranges = dict(_tree(pdf.Root.PageLabels, "/Nums")) if "/PageLabels" in pdf.Root else {}
    style, prefix, number = "/D", "", 1
    for index in range(len(pdf.pages)):
        if (begun := ranges.get(index)) is not None:
            style, prefix = str(begun.get("/S", "")), str(begun.get("/P", ""))
            number = int(begun.get("/St", 1))
        yield prefix + _numeral(style, number)
        number += 1


def _numeral(style: str, number: int) -> str:
    if style == "/D":
        return str(number)
    if style in {"/r", "/R"}:
        return roman(number) if style == "/r" else roman(number).upper()
    if style in {"/a", "/A"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "/a" else letter.upper()
    return ""


def _tree(node: Any, leaves: str, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """Keys and values of a number or name tree."""
    if depth > 32:
        return
    pairs = node.get(leaves, [])
    for index in range(0, len(pairs) - 1, 2):
        yield (int(pairs[index]) if leaves == "/Nums" else str(pairs[index])), pairs[index + 1]
    for kid in node.get("/Kids", []):
        yield from _tree(kid, leaves, depth + 1)


def _destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return
    numbers: dict[object, int] = {page.objgen: index for index, page in enumerate(pdf.pages)}
    for name, target in _tree(pdf.Root.Names.Dests, "/Names"):
        where = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
        if where is not None and len(where) and (index := numbers.get(where[0].objgen)) is not None:
            yield name, index
