"""The house style: style sheets by medium, fonts and templates, from ``styles/<name>`` or from the book's own folder."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from serge_press.findings import Finding
    from serge_press.reading.folder import Folder

_ENDING = ".xhtml.j2"


@dataclass(frozen=True, slots=True)
class Font:
    """One face. ``style`` is normal or italic, ``weight`` 1 to 1000; ``file`` its name in the house."""

    family: str
    style: str
    weight: int
    file: str
    data: bytes = field(repr=False)


class House:
    """A house style, read and ready for use. ``digest`` is that of everything in it (SHA-256, hex)."""

    def __init__(
        self,
        name: str,
        sheets: Mapping[str, tuple[tuple[str, str], ...]],
        fonts: tuple[Font, ...],
        templates: Mapping[str, str],
    ) -> None:
        self.name = name
        self.fonts = fonts
        self._sheets = dict(sheets)
        self._templates = dict(templates)
        self._environment = SandboxedEnvironment(
            loader=DictLoader(self._templates), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=False
        )
        self.digest = self._digest()

    def sheets(self, medium: str) -> tuple[tuple[str, str], ...]:
        """File name and text of each style sheet of a medium ("print" or "epub"), in order of the cascade."""
        return self._sheets.get(medium, ())

    def template(self, name: str) -> Template:
        """A template by name ("paragraph"). Raises jinja2.TemplateNotFound for an unknown name: a bug of ours."""
        return self._environment.get_template(name)

    def has_template(self, name: str) -> bool:
        """Whether the house has a template of this name."""
        return name in self._templates

    def _digest(self) -> str:
        """Over all parts, each with its length before it, so that no two houses read alike."""
        total = hashlib.sha256()
        parts: list[bytes] = [self.name.encode()]
        for medium in sorted(self._sheets):
            parts.append(medium.encode())
            parts += [part.encode() for sheet in self._sheets[medium] for part in sheet]
        for font in self.fonts:
            parts += [f"{font.family} {font.style} {font.weight} {font.file}".encode(), font.data]
        for name in sorted(self._templates):
            parts += [name.encode(), self._templates[name].encode()]
        for part in parts:
            total.update(len(part).to_bytes(8, "big") + part)
        return total.hexdigest()


def shipped_styles() -> Path:
    """The folder of the house styles that come with the press: in the wheel, else in the working copy it runs from."""
    inside = Path(__file__).parents[1] / "styles"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "styles"


def load_house(name: str, folder: Folder | None = None) -> tuple[House | None, tuple[Finding, ...]]:
    """The house style ``name``, with the book's own templates and sheets laid over it; and what is wrong with it."""
    root = shipped_styles() / name
    table = tomllib.loads((root / "house.toml").read_text(encoding="utf-8"))
    sheets = {
        medium: tuple((file, (root / file).read_text(encoding="utf-8")) for file in files)
        for medium, files in table["sheets"].items()
    }
    templates = {
        path.name.removesuffix(_ENDING): path.read_text(encoding="utf-8")
        for path in sorted((root / "templates").glob(f"*{_ENDING}"))
    }
    return House(table["name"], sheets, (), templates), ()
