"""The profiles of e-books: what each changes of the e-book that is made for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from serge_press.editions.epub_nav import DEEPEST
from serge_press.editions.epub_weights import HEAVIEST
from serge_press.editions.profiles import kindle, kobo
from serge_press.values import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

Pass = Callable[["_Element"], "_Element"]


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile. ``passes`` go over every text; ``refused`` says which declarations the style sheet cannot have.

    ``ending`` follows the book's name in that of the file, ``suffix`` the name of one edition of several of the profile.
    ``deepest`` are the levels of the contents; without ``cover_page`` the cover is a picture alone; without ``fonts`` the
    reader's own are used. ``heaviest`` are the bytes that a text may have before the passes.
    """

    name: str
    ending: str = ".epub"
    suffix: str = ".epub"
    passes: tuple[Pass, ...] = ()
    sheet: str = ""
    refused: Callable[[str, frozenset[str]], bool] | None = None
    deepest: int = DEEPEST
    cover_page: bool = True
    fonts: bool = True
    heaviest: int = HEAVIEST

    def text(self, root: _Element) -> _Element:
        """The tree of a text after all passes; the tree that is given is the one that is changed."""
        for one in self.passes:
            root = one(root)
        return root

    def style(self, sheet: str) -> str:
        """The style sheet for these reading systems."""
        if self.refused is not None:
            from serge_press.editions.profiles.sheets import sifted  # the e-book for all needs none of it

            sheet = sifted(sheet, self.refused)
        return sheet + self.sheet


def _stumbles_kobo(name: str, units: frozenset[str]) -> bool:
    """Kobo's guide wants ``page-break-*`` alone, and its sideloading renderer (RMSDK) drops a sheet over such values."""
    return name.startswith("break-") or bool(units & {"vh", "vw", "calc", "min", "max", "clamp", "var"})


def _stumbles_kindle(name: str, units: frozenset[str]) -> bool:
    """What KF8 does not know: lengths of the window, computed values, and newer names where the old are there too."""
    return name in ("text-wrap", "overflow-wrap") or bool(units & {"vh", "vw", "rem", "calc", "min", "max", "var"})


KOBO_PASSES: tuple[Pass, ...] = (kobo.two_kinds_of_call, kobo.links_that_show, kobo.columns, kobo.sentences)
KINDLE_PASSES: tuple[Pass, ...] = (kindle.numbered_notes,)

_PROFILES = {
    one.name: one
    for one in (
        Profile("epub"),
        Profile(
            "kobo", ".kepub.epub", ".kepub.epub", KOBO_PASSES, kobo.SHEET, _stumbles_kobo,
            heaviest=HEAVIEST * 11 // 20,  # the spans of an apparatus weigh as much as its text
        ),
        Profile(
            "kindle", "-kindle.epub", ".epub", KINDLE_PASSES, kindle.SHEET, _stumbles_kindle,
            deepest=2, cover_page=False, fonts=False,
        ),
    )
}  # fmt: skip


def profile_of(name: str) -> Profile:
    """The profile of that name; KeyError for one there is none of (``PROFILES`` of the plan lists them): a bug of ours."""
    return _PROFILES[name]
