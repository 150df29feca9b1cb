"""Computed styles that several elements share, and those that are kept for the next document.

What is shared may also be kept for the next document with the same sheets and fonts (``Styles``), for its values do not
depend on the document. It is not kept where a length hangs on the size of the first page, nor when something was said. Which
elements share a style is found out elsewhere (``styles``).
"""

from __future__ import annotations

from dataclasses import field
from functools import cache
from typing import Any

from serge_press.values import dataclass

_MOST = 5_000
"""Styles that are kept: more than any book has shown, and not so many that they count."""

_FACTS = (
    "specified", "parent_style", "cascaded", "is_root_element", "pseudo_type", "root_style", "base_url", "font_config",
    "initial_page_sizes", "cache",
)  # fmt: skip
"""What a style knows beside its values."""


class _PageSizes(dict[str, Any]):
    """The size of the first page, which remembers whether a style asked for it."""

    asked = False

    def __getitem__(self, key: str) -> Any:
        self.asked = True
        return super().__getitem__(key)


@dataclass
class Shared:
    """A style, those of its pseudo-elements, and the lists of declarations it is made of (so that their ids stay theirs)."""

    style: Any
    pseudo: dict[str, Any]
    rules: Any


@dataclass
class Styles:
    """Shared styles by what they are made of, and those of pages likewise."""

    sheets: tuple[Any, ...]
    fonts: Any
    page_sizes: _PageSizes = field(default_factory=lambda: _PageSizes(box=None, area=None))
    elements: dict[tuple[Any, ...], Shared] = field(default_factory=dict)
    pages: dict[tuple[Any, ...], dict[str | None, Any]] = field(default_factory=dict)

    def serve(self, sheets: tuple[Any, ...], fonts: Any) -> bool:
        """Whether they may serve a document with these sheets and fonts."""
        return (
            self.fonts is fonts
            and len(self.sheets) == len(sheets)
            and all(mine is theirs for mine, theirs in zip(self.sheets, sheets, strict=True))
            and not self.page_sizes.asked
            and len(self.elements) + len(self.pages) < _MOST
        )


_kept: list[Styles] = []


def forget() -> None:
    """Keep no styles for the next document."""
    _kept.clear()


def styles_for(sheets: list[tuple[Any, str, Any]], fonts: Any) -> Styles:
    """Kept styles if they serve, else new ones, kept if no sheet belongs to the document itself."""
    own = tuple(sheet for sheet, _, _ in sheets)
    if _kept and _kept[0].serve(own, fonts):
        return _kept[0]
    styles = Styles(own, fonts)
    if all(origin != "author" for _, origin, _ in sheets):
        _kept[:] = [styles]
    return styles


@cache
def _anchored() -> Any:
    """The class of a shared style with an anchor of its own."""
    from weasyprint.css import ComputedStyle

    class Anchored(ComputedStyle):  # type: ignore[misc]
        """Asks the shared style for all that it does not hold itself."""

        def __init__(self, shared: Any, anchor: str) -> None:
            self.__dict__.update((name, value) for name, value in vars(shared).items() if name in _FACTS)
            self.shared = shared
            self["anchor"] = anchor

        @property
        def anonymous_style(self) -> Any:
            return self.shared.anonymous_style

        def copy(self) -> Any:
            shared = self.shared
            shared["display"]  # and with it position and float, whose specified values belong to the copy
            copy = Anchored(shared, self["anchor"])
            copy.update(self)
            copy.specified = shared.specified.copy()
            return copy

        def __missing__(self, key: str) -> Any:
            value = self[key] = self.shared[key]
            return value

    return Anchored


class Computed(dict[Any, Any]):
    """Computed styles by element and pseudo-element, as WeasyPrint asks for them; of an element made when asked for.

    ``alike`` holds for each element what it shares, and its anchor.
    """

    def __init__(self) -> None:
        super().__init__()
        self.alike: dict[Any, tuple[Shared, str | None]] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """The style of an element or page type and a pseudo-element."""
        style = super().get(key)
        if style is not None:
            return style
        element, pseudo = key
        held = self.alike.get(element)
        if held is None:
            return default
        shared, anchor = held
        if pseudo is not None:
            return shared.pseudo.get(pseudo, default)
        style = self[key] = _anchored()(shared.style, anchor) if anchor else shared.style
        return style

    def __missing__(self, key: Any) -> Any:
        style = self.get(key)
        if style is None:
            raise KeyError(key)
        return style

    def let_go(self, element: Any) -> None:
        """Hold the styles of an element no more."""
        self.pop((element, None), None)
        self.alike.pop(element, None)

    def keep_only(self, element: Any) -> None:
        """Hold the styles of one element alone."""
        style, held = self[element, None], self.alike[element]
        self.clear()
        self.alike = {element: held}
        self[element, None] = style
