"""What the print edition checks by itself, on its own pages: characters, fonts, folios, and what runs out of the page."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.font_characters import characters_of
from serge_press.editions.page_faults import SAYINGS
from serge_press.editions.print_folios import is_number
from serge_press.editions.typography.page_order import DISORDER
from serge_press.findings import NOWHERE
from serge_press.rendering.house_style import house_family
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.box_tree import SetPage
    from serge_press.editions.leaves import Holdings
    from serge_press.findings import Finding, Place
    from serge_press.manuscript.folios import Folios
    from serge_press.rendering.house import House

_MOST_SHOWN = 24
_SLACK = 1.5  # CSS px: hanging diacritics and rounding are no fault


def characters(held: Holdings, house: House) -> Iterator[Finding]:
    """P005: characters of the manuscript that no face of the house has; one finding for each script, at its first place."""
    have = frozenset[str]().union(*(characters_of(font.data) for font in house.fonts))
    if not have:
        return
    lacking: dict[str, dict[str, Place]] = {}  # script → character → where it stands first
    met: set[str] = set()
    for anchor, text in held.leaves.items():
        new = set(text) - met
        met.update(new)
        for character in sorted(new, key=text.index):
            if character in have or unicodedata.category(character) in {"Cc", "Cf", "Zs", "Mn"}:
                continue
            name = unicodedata.name(character, "without a name")
            script = name.split(" ", 1)[0] if unicodedata.category(character)[0] in "LM" else name
            lacking.setdefault(script, {})[character] = held.places[anchor]
    for met_first in lacking.values():
        first, *more = met_first
        words = f"no font of the house has “{first}” (U+{ord(first):04X} {unicodedata.name(first, 'without a name')})"
        if more:
            rest = " ".join(sorted(more)[:_MOST_SHOWN])
            left = f" and {len(more) - _MOST_SHOWN} more" if len(more) > _MOST_SHOWN else ""
            words += f", nor {len(more)} more of its script: {rest}{left}"
        yield finding("P005", met_first[first], words)


def fonts(data: bytes, house: House) -> Iterator[Finding]:
    """P006: fonts in the PDF that are not the house's."""
    import pikepdf

    allowed = tuple(house_family(font.family).replace(" ", "-") for font in house.fonts)
    with pikepdf.open(BytesIO(data)) as pdf:
        names = set(_named(pdf))
    for name in sorted({re.sub(r"^/(?:[A-Z]{6}\+)?", "", name) for name in names}):
        if not name.startswith(allowed):
            yield finding("P006", NOWHERE, f"the PDF holds {name}, which is not a font of the house")


def _named(pdf: Any) -> Iterator[str]:
    """The fonts that the pages of a PDF draw with. Only pages are gone through: all objects of a book are much to hold."""
    waiting: list[Any] = [page.obj.get("/Resources") for page in pdf.pages]
    seen: set[tuple[int, int]] = set()
    while waiting:
        resources = waiting.pop()
        if resources is None or resources.objgen in seen:
            continue
        if resources.is_indirect:
            seen.add(resources.objgen)
        yield from (str(font.BaseFont) for _, font in resources.get("/Font", {}).items() if "/BaseFont" in font)
        drawn = (one for kind in ("/XObject", "/Pattern") for _, one in resources.get(kind, {}).items())
        waiting += [one.get("/Resources") for one in drawn]


def pages(set_pages: tuple[SetPage, ...], folios: Folios, held: Holdings, *, whole: bool = False) -> Iterator[Finding]:
    """P009, P010, P011, P014, P030, P033, P034, P036: targets on no page, what runs out of the text area, folios that are not the
    page's number, and what typographers avoid. Where all words are set ``whole`` (large print) a short last line is no fault but
    the price.
    """
    for target, asked in held.asked.items():
        if folios.of(target) is None:
            yield finding("P009", asked[0], f"its page number is printed here, but “{target}” stands on no page")
    for page, folio in zip(set_pages, folios.pages, strict=True):
        for anchor, far in page.wide:
            words = f"this runs {far * 0.2646:.1f} mm into the margin of page {folio.label}"
            yield finding("P010", held.places.get(anchor, NOWHERE), words)
        for kind, anchor, words in page.faults:
            if (whole and kind == "runt") or (kind == "turn" and page.leaf % 2 == 0):
                continue  # from a left-hand page the eye goes on without turning
            rule, saying = DISORDER[kind] if kind in DISORDER else ("P030", SAYINGS[kind])
            yield finding(rule, held.places.get(anchor, NOWHERE), saying.format(label=folio.label, words=words))
        place = held.places.get(page.anchor or "", NOWHERE)
        if page.text_foot > page.foot + _SLACK and not page.notes:  # text that runs into notes is told with them (P002)
            words = f"page {folio.label} runs {(page.text_foot - page.foot) * 0.2646:.1f} mm past its foot"
            yield finding("P011", place, words)
        numbers = [text for _, text in page.margins if is_number(text)]
        if numbers and folio.label not in numbers:
            yield finding("P014", place, f"leaf {page.leaf} is page {folio.label} but bears the number {numbers[0]}")
