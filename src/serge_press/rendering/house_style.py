"""What a house style is: style sheets by medium, fonts and templates."""

from __future__ import annotations

import hashlib
from dataclasses import field, replace
from typing import TYPE_CHECKING, Protocol

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from markupsafe import Markup

    from serge_press.rendering.templates import Templates

MEDIA = ("print", "epub")
"""The media every house has style sheets for."""

LOOKS = ("screen", "large-print")
"""Other looks of the printed page, which a house may have style sheets for; where it has none, the press adds its own."""


@dataclass(frozen=True, slots=True)
class Font:
    """One face. ``style`` is normal or italic, ``weight`` 1 to 1000; ``file`` its name in the house.

    ``only`` are the looks that it is for; none for a face of every edition. A ``spare`` face is one that a book brought for
    letters that the house's own faces lack.
    """

    family: str
    style: str
    weight: int
    file: str
    data: bytes = field(repr=False)
    only: tuple[str, ...] = ()
    spare: bool = False


class Faced(Protocol):
    """What is of a family of fonts."""

    @property
    def family(self) -> str:
        """Its name."""


class House:
    """A house style, read and ready for use. ``digest`` is that of everything in it (SHA-256, hex)."""

    def __init__(
        self,
        name: str,
        sheets: Mapping[str, tuple[tuple[str, str], ...]],
        fonts: tuple[Font, ...],
        templates: Templates,
    ) -> None:
        self.name = name
        self.fonts = tuple(font for font in fonts if not font.only)
        self._fonts = fonts
        self._sheets = dict(sheets)
        self._templates = templates
        self.digest = self._digest(templates.texts)

    def sheets(self, medium: str) -> tuple[tuple[str, str], ...]:
        """File name and text of each style sheet of a medium (of ``MEDIA`` or ``LOOKS``), in order of the cascade."""
        return self._sheets.get(medium, ())

    def as_printed(self, look: str) -> House:
        """The house whose printed page has a look of ``LOOKS``: its sheets are those of print, its faces come first."""
        own = [font for font in self._fonts if look in font.only]
        fonts = tuple(replace(font, only=()) for font in (*own, *self.fonts))
        return House(self.name, {"print": self.sheets(look)}, fonts, self._templates)

    def has_template(self, name: str) -> bool:
        """Whether the house has a usable template of this name."""
        return name in self._templates

    def fill(self, name: str, **values: object) -> Markup:
        """What the template of this name makes of the values. Raises KeyError for an unknown name: a bug of ours."""
        return self._templates.fill(name, values)

    def fills_as(self, other: House) -> bool:
        """Whether both make the same of the same values: their templates are the same, whatever their sheets and fonts."""
        return self._templates.texts == other._templates.texts

    def _digest(self, templates: Mapping[str, str]) -> str:
        """Over all parts, each with its length before it, so that no two houses read alike."""
        total = hashlib.sha256()
        parts: list[bytes] = [self.name.encode()]
        for medium in sorted(self._sheets):
            parts.append(medium.encode())
            parts += [part.encode() for sheet in self._sheets[medium] for part in sheet]
        for font in self._fonts:
            facts = (font.family, font.style, str(font.weight), font.file, *font.only)
            parts += [" ".join(facts).encode(), font.data]
        for name in sorted(templates):
            parts += [name.encode(), templates[name].encode()]
        for part in parts:
            total.update(len(part).to_bytes(8, "big") + part)
        return total.hexdigest()


def families(fonts: Iterable[Faced], named: Callable[[str], str] = str) -> str:
    """The families of fonts as CSS lists them, ``named`` so: the first sets the text, the next what it has no letters for."""
    return ", ".join(f'"{family}"' for family in dict.fromkeys(named(font.family) for font in fonts))


def house_family(family: str) -> str:
    """The name a family of the house has in print sheets: not its own, for the machine may have another cut of it."""
    return f"House {family}"
