"""What bears on accessibility in the finished texts, pictures and style sheet of an e-book, read off and counted."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from serge_press.editions.epub_survey import HEADS, PLAYED, SVG, XHTML
from serge_press.rendering.roles import UNHEADED
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from serge_press.editions.epub_nav import SetFile
    from serge_press.editions.epub_package import PackedFile

_LANGUAGES, _ROLES = (etree.XPath(path, smart_strings=False) for path in ("//@xml:lang", "//@role"))
_HEAD, _TITLE = f"{XHTML}th", f"{SVG.removesuffix('svg')}title"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FIXED = re.compile(
    r"(?<![\w-])(?:font|font-size|line-height|letter-spacing|word-spacing)\s*:[^;{}]*?\d(?:px|pt|pc|cm|mm|in|q)(?![\w%])[^;{}]*"
    r"|(?<![\w-])(?:font[\w-]*|line-height|letter-spacing|word-spacing|text-align|color|background[\w-]*)\s*:[^;{}]*!\s*important"
    r"|(?<![\w-])user-select\s*:\s*none",
    re.IGNORECASE,
)
_DISPLACED = re.compile(
    r"(?<![\w-])(?:position\s*:\s*(?:absolute|fixed)|order\s*:\s*-?[1-9]\d*|flex-(?:direction|flow)\s*:[^;{}]*-reverse)",
    re.IGNORECASE,
)
_MOVES = re.compile(r"(?<![\w-])(?:animation(?:-name)?\s*:|@keyframes)", re.IGNORECASE)
_SVG_MOVES = re.compile(
    rb"<(?:[\w-]+:)?(?:animate(?:Motion|Transform|Color)?|set)[\s/>]|@keyframes|animation(?:-name)?\s*:"
)
_SCRIPTS = {"be": "CYRILLIC", "bg": "CYRILLIC", "mk": "CYRILLIC", "ru": "CYRILLIC", "sr": "CYRILLIC", "uk": "CYRILLIC",
            "el": "GREEK", "he": "HEBREW", "yi": "HEBREW", "ar": "ARABIC", "fa": "ARABIC"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What the texts hold, the cover apart; claims of accessibility are made from this and nothing else."""

    languages: tuple[str, ...] = ()  # all used, in order of first use
    words: int = 0
    cover: bool = True  # whether the cover is a page, which has words for it
    pictures: int = 0  # that carry meaning
    undescribed: int = 0  # of these, without words for it
    explained: int = 0  # of these, with a long description beside it
    tables: int = 0
    headless: int = 0  # tables without a head cell
    formulas: int = 0  # in MathML
    played: int = 0  # sound, film, scripts
    moving: int = 0  # pictures that move
    roles: bool = False
    index: bool = False  # with links into the text
    entries: int = 0  # of the contents
    landmarks: int = 0
    pages: int = 0  # of print, marked and listed
    notes: int = 0
    unheaded: tuple[str, ...] = ()  # files that should have a heading
    skipping: tuple[str, ...] = ()  # files in which a level of heading is skipped
    fixed: str = ""  # a declaration that fixes what a reader may want to change
    displaced: str = ""  # a declaration that moves text out of its order
    scripts: tuple[str, ...] = ()  # writing systems other than that of the book's language


def content_of(
    files: tuple[SetFile, ...],
    pictures: Iterable[PackedFile],
    sheet: str,
    *,
    language: str,
    cover: bool,
    entries: int,
    landmarks: int,
    pages: int,
) -> Content:
    """What is in these texts, pictures and style sheet. ``language`` is the book's, the counts those of its navigation."""
    sheet = _COMMENT.sub("", sheet)
    fixed, displaced = _FIXED.search(sheet), _DISPLACED.search(sheet)
    ranks = {file.file.name: [int(str(one.tag)[-1]) for one in file.survey.all(HEADS)] for file in files}
    seen = [one for file in files for one in file.survey.pictures if not _decorates(one)]
    tables = [one for file in files for one in file.survey.all("table")]
    letters = frozenset[str]().union(*(file.letters for file in files))
    return Content(
        languages=tuple(dict.fromkeys(tongue for file in files for tongue in _LANGUAGES(file.root) if tongue)),
        words=sum(file.words for file in files),
        cover=cover,
        pictures=len(seen),
        undescribed=sum(not _described(one) for one in seen),
        explained=sum(bool(one.get("aria-details") or one.get("aria-describedby")) for one in seen),
        tables=len(tables),
        headless=sum(next(table.iter(_HEAD), None) is None for table in tables),
        formulas=sum(len(file.survey.all("math")) for file in files),
        played=sum(len(file.survey.all(PLAYED)) for file in files),
        moving=sum(moves(one.media_type, one.data) for one in pictures) + bool(_MOVES.search(sheet)),
        roles=any(_ROLES(file.root) for file in files),
        index=any(file.survey.indexes for file in files),
        entries=entries,
        landmarks=landmarks,
        pages=pages,
        notes=sum(kinds == "footnote" for file in files for kinds, _ in file.survey.typed),
        unheaded=tuple(
            file.file.name for file in files if not ranks[file.file.name] and file.file.division.role not in UNHEADED
        ),
        skipping=tuple(name for name, found in ranks.items() if _skips(found)),
        fixed=_said(fixed[0]) if fixed else "",
        displaced=_said(displaced[0]) if displaced else "",
        scripts=_others(letters, language),
    )


def moves(media_type: str, data: bytes) -> bool:
    """Whether a picture moves: an animated drawing, or a PNG of several frames (APNG 1.0)."""
    if media_type == "image/svg+xml":
        return _SVG_MOVES.search(data) is not None
    return media_type == "image/png" and b"acTL" in data.partition(b"IDAT")[0]


def _decorates(picture: _Element) -> bool:
    return picture.get("role") in ("presentation", "none") or picture.get("aria-hidden") == "true"


def _described(picture: _Element) -> bool:
    if picture.get("alt") or picture.get("aria-label") or picture.get("aria-labelledby"):
        return True
    return any(one.text for one in picture.iterchildren(_TITLE))


def _skips(ranks: list[int]) -> bool:
    """Whether a heading stands more than one level below the one before."""
    return any(below > above + 1 for above, below in pairwise(ranks))


def _said(declaration: str) -> str:
    return " ".join(declaration.split())


def _others(letters: frozenset[str], language: str) -> tuple[str, ...]:
    """Names of writing systems as Unicode has them, other than that of the language, in alphabetical order."""
    own = _SCRIPTS.get(language.partition("-")[0].casefold(), "LATIN")
    found = {unicodedata.name(one, "").partition(" ")[0] for one in letters if ord(one) > 0x2FF and one.isalpha()}
    found = {one.partition("-")[0] for one in found}
    known = found & {"LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARMENIAN",
                     "GEORGIAN"}  # fmt: skip
    if own != "LATIN" and any(one.isascii() and one.isalpha() for one in letters):
        known.add("LATIN")
    return tuple(sorted(known - {own}))
