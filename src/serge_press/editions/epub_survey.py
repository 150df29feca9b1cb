"""One look through a text of an e-book for all that is asked of it, which takes a small part of the time of many looks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
SVG = "{http://www.w3.org/2000/svg}svg"

HEADS = "heads"
PLAYED = "played"
_KINDS: dict[object, str] = {f"{XHTML}{name}": name for name in ("a", "img", "link", "section", "table")}
_KINDS |= {f"{XHTML}h{rank}": HEADS for rank in range(1, 7)}
_KINDS |= {f"{XHTML}{name}": PLAYED for name in ("audio", "video", "script", "object", "embed", "iframe")}
_KINDS |= {SVG: "svg", "{http://www.w3.org/1998/Math/MathML}math": "math"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document read from these bytes, and what is in it."""

    data: bytes
    root: _Element
    survey: Survey


class ParsedTexts:
    """The texts of an e-book as they were read when they were set, by name, for whoever reads the same bytes next.

    They are given once, for they take ten times the room of the bytes; and they stay in their process.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, Parsed] | None = None) -> None:
        self._texts = texts or {}

    def take(self) -> Mapping[str, Parsed]:
        """The texts; from then on there are none."""
        texts, self._texts = self._texts, {}
        return texts

    def __reduce__(self) -> tuple[type[ParsedTexts], tuple[()]]:
        return ParsedTexts, ()


class Survey:
    """What is in a document, in its order: every ``id``, every element with an ``epub:type``, and elements by kind.

    Kinds are the names ``a``, ``img``, ``link``, ``section``, ``table``, ``svg`` and ``math``; all headings (``HEADS``); and
    all that plays or runs (``PLAYED``). The document must not be changed afterwards.
    """

    __slots__ = ("_found", "ids", "typed")

    def __init__(self, root: _Element) -> None:
        self.ids: list[str] = []
        self.typed: list[tuple[str, _Element]] = []
        self._found: defaultdict[str, list[_Element]] = defaultdict(list)
        ids, typed, found, kind_of = self.ids, self.typed, self._found, _KINDS.get
        for element in root.iter():
            if (anchor := element.get("id")) is not None:
                ids.append(anchor)
            if (types := element.get(EPUB_TYPE)) is not None:
                typed.append((types, element))
            if (kind := kind_of(element.tag)) is not None:
                found[kind].append(element)

    def all(self, kind: str) -> list[_Element]:
        """The elements of a kind."""
        return self._found.get(kind, [])

    @property
    def pictures(self) -> list[_Element]:
        """Pictures and drawings; a drawing inside a drawing is a part of it."""
        outer = [one for one in self.all("svg") if next(one.iterancestors(SVG), None) is None]
        return [*self.all("img"), *outer]

    @property
    def indexes(self) -> bool:
        """Whether there is an index with links."""
        parts = (element for types, element in self.typed if types == "index")
        return any(link.get("href") is not None for part in parts for link in part.iter(f"{XHTML}a"))
