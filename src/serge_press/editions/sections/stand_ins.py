"""Page numbers that are put in after a section is laid out: figures of one width, with noughts to stand in for them.

A section would have to be laid out again to print a number that was not known, though ``143`` takes up what ``000`` does
where figures are tabular. So noughts are set, as many as the number has figures; the process that draws them marks where
they stand (``drawn_folios``), and the figures of the true number are put in when the book is joined. A roman number is set
as it is, for its width is its own. A section whose figures are not of one width is *exact*: it is set with the numbers.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from serge_press.rendering.locators import UNKNOWN_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from serge_press.editions.sections.sheets import Figures, FontUse, SectionSheets

_FOLIO = re.compile(r'(<span class="folio" data-folio="([^"]*)">)[^<]*')
_MARK = re.compile(rb"%folio (\d+) (\d+)\n\[([^\]]*)\] TJ")
_GLYPHS = re.compile(rb"<([0-9a-f]*)>")
_OPENING = re.compile("\ufdd0([0-9]+)\ufdd1")


def asked(html: str) -> tuple[str, ...]:
    """The ids whose page numbers are printed, in the order of the text, as often as they are."""
    return tuple(unescape(name) for _, name in _FOLIO.findall(html))


def filled(html: str, labels: Mapping[str, str], *, exact: bool = False) -> str:
    """The text with the page labels, or what stands in for them."""
    if "data-folio" not in html:
        return html

    def put(found: re.Match[str]) -> str:
        label = labels.get(unescape(found[2]), UNKNOWN_PAGE)
        return found[1] + escape(label if exact else stand_in(label))

    return _FOLIO.sub(put, html)


def stand_in(label: str) -> str:
    """What is set for a page label until it is drawn: noughts for a number, a roman number itself."""
    return "0" * len(label) if _arabic(label) else label


def _arabic(label: str) -> bool:
    return label.isascii() and label.isdecimal()


def mark(folio: int, figures: int) -> bytes:
    """A comment of a page stream before the noughts that stand in for a number (ISO 32000-1, 7.2.4)."""
    return b"%%folio %d %d" % (folio, figures)


def put_in_words(words: str, label: Callable[[int], str]) -> str:
    """The first words of a page, as ``box_tree`` reads them, with the numbers, which ``label`` tells."""
    return _OPENING.sub(lambda found: label(int(found[1])), words)


def put_in_stream(stream: bytes, figures: tuple[Figures, ...], label: Callable[[int], str]) -> bytes:
    """A page stream with the figures of the numbers in the place of noughts, and without marks."""

    def put(found: re.Match[bytes]) -> bytes:
        number, glyphs = label(int(found[1])), figures[int(found[2])].glyphs
        row = iter(number)

        def next_figures(group: re.Match[bytes]) -> bytes:
            return b"<%s>" % b"".join(b"%04x" % glyphs[int(next(row))] for _ in range(len(group[1]) // 4))

        return b"[%s] TJ" % _GLYPHS.sub(next_figures, found[3])

    return _MARK.sub(put, stream)


def label_of(sheets: SectionSheets, labels: Mapping[str, str]) -> Callable[[int], str]:
    """What tells the label of a section's number; noughts where none is known, as in the text that was set."""

    def tell(folio: int) -> str:
        target, noughts = sheets.folios[folio]
        found = labels.get(target, noughts)
        return found if _arabic(found) and len(found) == len(noughts) else noughts

    return tell


def with_labels(sheets: SectionSheets, labels: Mapping[str, str]) -> tuple[FontUse, ...]:
    """How a section uses its fonts once its page numbers are put in."""
    tell = label_of(sheets, labels)
    return with_figures(sheets, ((one.figures, tell(one.folio)) for one in sheets.drawn))


def with_figures(sheets: SectionSheets, numbers: Iterable[tuple[int, str]]) -> tuple[FontUse, ...]:
    """How a section uses its fonts when these numbers are put in, each told with its figures."""
    needed: dict[str, dict[int, tuple[float, str]]] = {}
    for which, number in numbers:
        figures = sheets.figures[which]
        for figure in number:
            needed.setdefault(figures.font, {})[figures.glyphs[int(figure)]] = figures.width, figure
    return tuple(
        use.with_more(
            {glyph: width for glyph, (width, _) in needed[use.hash].items()},
            {glyph: figure for glyph, (_, figure) in needed[use.hash].items()},
        )
        if use.hash in needed
        else use
        for use in sheets.fonts
    )
