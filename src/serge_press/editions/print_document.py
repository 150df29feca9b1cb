"""The print edition as HTML: one unit a division, and the sheets that make pages of them.

A *unit* is a division that opens a page, with all that its pages need: it could be laid out alone, given its first page
number. The document is the units in a row. What is here is mechanism (page types, folios, running heads, footnotes, the
outline); the look stands in the house's ``print.css``.

Page types, for ``@page`` rules: ``front`` and ``text`` (roman and arabic folios), ``front-display`` and ``display`` (neither
head nor folio). The first unit of the body has the same types with ``-1`` at the end, because WeasyPrint can set the
page counter only on the first page of a type (`counter-reset` on an element changes references but not folios).
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from serge_press.manuscript.parts import Matter, Role
from serge_press.rendering.house_style import families, house_family
from serge_press.rendering.medium import PRINT
from serge_press.rendering.setter import Setter
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Inline
    from serge_press.manuscript.parts import Division, Manuscript
    from serge_press.rendering.house import House
    from serge_press.rendering.house_style import Font
    from serge_press.rendering.medium import Medium

_DISPLAY = frozenset({Role.HALF_TITLE, Role.TITLE_PAGE, Role.IMPRINT, Role.DEDICATION, Role.EPIGRAPH})
_RECTO = frozenset({Role.HALF_TITLE, Role.TITLE_PAGE, Role.DEDICATION, Role.CONTENTS, Role.PART})

FURNITURE = r"""
.unit { break-before: page; string-set: verso-head attr(data-verso), recto-head attr(data-recto) }
.unit.recto { break-before: recto }
.unit.front { page: front } .unit.front.display { page: front-display }
.unit.text { page: text } .unit.text.display { page: display }
.unit.text.first { page: text-1 } .unit.text.display.first { page: display-1 }
@page :nth(1 of text-1) { counter-reset: page 1 }
@page :nth(1 of display-1) { counter-reset: page 1 }
.footnote { float: footnote; footnote-policy: line; footnote-display: block; --line-snap: none }
.footnote[data-short] { footnote-display: inline; white-space: nowrap }
.footnote[data-short]::after { content: "\2003 "; white-space: normal }
.footnote::footnote-call { content: "\2060" attr(data-number) } /* a word joiner: no line begins with a call */
.footnote[data-follows]::footnote-call { content: "\202f" attr(data-number) }
.footnote::footnote-marker { content: attr(data-number) }
.folio { white-space: nowrap; font-feature-settings: "tnum" 1, "pnum" 0, "kern" 0 } /* figures of one width */
h1, h2, h3, h4, h5, h6 { bookmark-label: attr(data-bookmark) }
"""


@dataclass(frozen=True, slots=True)
class Unit:
    """A division set for print: its anchor, classes (see ``FURNITURE``), running heads (plain words) and XHTML."""

    anchor: str
    classes: tuple[str, ...]
    verso_head: str
    recto_head: str
    content: str

    def html(self) -> str:
        """The unit as one element."""
        return (
            f'<div class="{" ".join(("unit", *self.classes))}" data-verso="{escape(self.verso_head)}" '
            f'data-recto="{escape(self.recto_head)}">\n{self.content}\n</div>'
        )


def units(manuscript: Manuscript, house: House, folios: Folios, medium: Medium = PRINT) -> tuple[Unit, ...]:
    """Every division of the manuscript set for print with these page numbers; those with no content are left out."""
    return tuple(set_units(manuscript, print_setter(manuscript, house, folios, medium)))


def print_setter(manuscript: Manuscript, house: House, folios: Folios, medium: Medium = PRINT) -> Setter:
    """What sets the manuscript for print."""
    return Setter(manuscript, house, medium, folios, "#{}".format, picture_address)


class SetsDivisions(Protocol):
    """What sets a division as XHTML: a ``Setter``, or something that does its work."""

    def division(self, division: Division) -> str:
        """The division as XHTML; "" if it has no content."""

    def plain(self, inlines: tuple[Inline, ...], language: str = "") -> str:
        """The words alone."""


def picture_address(file: str) -> str:
    """The address under which the print edition serves a picture of the book folder."""
    return f"book:///{quote(file)}"


def set_units(manuscript: Manuscript, setter: SetsDivisions) -> Iterator[Unit]:
    """The units of a manuscript as the setter sets them."""
    begun = False
    after_part = False
    for division, part in with_parts(manuscript):
        content = setter.division(division)
        if not content.strip():
            continue
        front = division.matter is Matter.FRONT
        display = is_display(division)
        first = not front and not begun
        classes = ["front" if front else "text", division.role.value]
        classes += ["display"] if display else []
        classes += ["first"] if first else []
        classes += ["recto"] if first or after_part or division.role in _RECTO else []
        own = division.running or setter.plain(division.title, division.language)
        above = setter.plain(part.title, part.language) if part else manuscript.plan.title
        yield Unit(division.anchor, tuple(classes), above, own, content)
        begun = begun or not front
        after_part = division.role is Role.PART


def is_display(division: Division) -> bool:
    """Whether a division is a page for show, with neither head nor folio: a title page, a part that is a title alone."""
    return division.role in _DISPLAY or (division.role is Role.PART and not division.blocks)


def with_parts(manuscript: Manuscript) -> Iterator[tuple[Division, Division | None]]:
    """Every division in order, with the part it belongs to."""
    for division in manuscript.divisions:
        yield division, None
        for child in division.children:
            yield child, division


def document(manuscript: Manuscript, content: tuple[Unit, ...], stamp: int) -> str:
    """The whole book as one HTML document. ``stamp`` (seconds since 1970) dates the PDF."""
    plan = manuscript.plan
    title = f"{plan.title}: {plan.subtitle}" if plan.subtitle else plan.title
    date = datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    metas = [
        *(("author", name) for name in plan.by),
        ("description", plan.description),
        ("keywords", ", ".join(plan.subjects)),
        ("generator", "serge-press"),
        ("dcterms.created", date),
        ("dcterms.modified", date),
    ]
    head = "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in metas if value)
    body = "\n".join(unit.html() for unit in content)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(plan.language)}">\n<head><meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def font_faces(fonts: Iterable[Font]) -> str:
    """CSS that makes faces of a house known, by a family name that no font of the machine has."""
    return "".join(
        f'@font-face {{ font-family: "{house_family(font.family)}"; font-style: {font.style}; font-weight: {font.weight}; '
        f'src: url("{font_address(font.file)}") }}\n'
        for font in fonts
    )


def sheets(house: House, geometry: PageGeometry) -> tuple[tuple[str, str], ...]:
    """Name and text of every style sheet, in order: fonts, geometry and furniture of the press, then the house's own."""
    faces = font_faces(house.fonts)
    text = f":root {{ font-family: {families(house.fonts, house_family)} }}\n" if house.fonts else ""
    return (("press.css", faces + text + geometry.sheet() + FURNITURE), *house.sheets("print"))


def font_address(file: str) -> str:
    """The address under which the print edition serves a font of the house."""
    return f"house:///{quote(file)}"
