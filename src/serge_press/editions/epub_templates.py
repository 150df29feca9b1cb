"""Templates of what only an e-book has: the shell of a file, navigation, the package document, the cover; and the printed cover.

They come with the press and are not laid over by a book: they are the form of the format, not the look of the house
(but for the cover, whose look is in its template).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from serge_press.rendering.shipped import ShippedStyles

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER, _ENDING = "styles/house/templates/", ".j2"
_OWN = (f"{_FOLDER}epub-", f"{_FOLDER}print-cover")


@cache
def _environment() -> SandboxedEnvironment:
    shipped = ShippedStyles()
    names = (name for name in shipped.names() if name.startswith(_OWN) and name.endswith(_ENDING))
    texts = {name: shipped.read_bytes(name).decode() for name in names}
    return SandboxedEnvironment(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined)


def epub_template(name: str) -> Template:
    """A template by name ("nav" for ``epub-nav.j2``). Raises jinja2.TemplateNotFound for an unknown one: a bug of ours."""
    return _environment().get_template(f"{_FOLDER}epub-{name}{_ENDING}")


def cover_template() -> Template:
    """The template of a printed cover."""
    return _environment().get_template(f"{_FOLDER}print-cover{_ENDING}")
