"""What a picture of the book folder is, told by its bytes and never by its name, and whether it may be drawn at all.

Both editions ask here before anything decodes or draws a picture: a small file can hold one that fills the memory (a PNG of a
thousand million dots) or never ends (an SVG whose parts repeat each other), and an SVG can carry scripts and addresses.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from typing import TYPE_CHECKING

from lxml import etree
from PIL import Image, ImageFile, UnidentifiedImageError

from serge_press.editions.picture_styles import DrawingStyles, named_in, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MOST_PIXELS_DRAWN = 80_000_000
"""More than a full page of the largest usual trim at 1200 dots an inch; four bytes each, once decoded."""

MOST_PARTS = 200_000
"""Parts of a drawing, those counted again that are repeated by reference."""

_MOST_RULES = 500
"""Rules of style that name parts of a drawing: each is held against each of its elements."""

_REMEMBERED = 1000
_judged: dict[bytes, tuple[str, str, str]] = {}
"""Verdicts by the digest of the picture: the same ones are asked for by every edition and every section."""

_TYPES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_OUTWARD = (*_HREFS, "src")
_MOVING = ("animate", "set")  # they may give an element another address
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*[^#'\"\s]", re.IGNORECASE)
_NO_PICTURE = "this is no JPEG, PNG or SVG picture"


def picture_kind(data: bytes) -> tuple[str, str, str]:
    """Media type, usual ending and ""; or "", "" and what is wrong with the picture, in words for the author.

    The whole picture is decoded once a process, so that one that is cut short is found here and not on the page.
    """
    key = hashlib.sha256(data).digest()
    if key not in _judged:
        if len(_judged) > _REMEMBERED:
            _judged.clear()
        _judged[key] = _judge(data)
    return _judged[key]


def _judge(data: bytes) -> tuple[str, str, str]:
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        fault = _svg_fault(data)
        return ("", "", fault) if fault else ("image/svg+xml", "svg", "")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:  # reads the head alone
                media_type, ending = _TYPES[str(picture.format)]
                pixels = picture.width * picture.height
                if pixels <= MOST_PIXELS_DRAWN and not _whole(picture):
                    return "", "", "this picture is damaged or cut short"
    except Image.DecompressionBombError:
        return "", "", _too_many("more pixels than any picture has")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return "", "", _NO_PICTURE
    if pixels > MOST_PIXELS_DRAWN:
        return "", "", _too_many(f"{pixels / 1e6:.0f} million pixels")
    return media_type, ending, ""


def _whole(picture: Image.Image) -> bool:
    before = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint lets what is missing be grey
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        picture.load()
    except Exception:  # a damaged picture makes its decoder raise whatever it meets
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    return True


def _too_many(so_many: str) -> str:
    return f"this picture has {so_many}; at most {MOST_PIXELS_DRAWN // 1_000_000} million are read"


def _svg_fault(data: bytes) -> str:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return "this SVG picture is not well-formed"
    if root.tag != f"{_SVG}svg":
        return _NO_PICTURE
    if root.getroottree().docinfo.internalDTD is not None:
        return "this SVG picture declares entities or a document type"
    if next(root.itersiblings(etree.ProcessingInstruction, preceding=True), None) is not None:
        return "this SVG picture refers to something outside itself"
    if next(root.iter(etree.ProcessingInstruction), None) is not None:
        return "this SVG picture holds a script or foreign matter"
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in {"script", "foreignObject"} or any(str(key).lower().startswith("on") for key in element.attrib):
            return "this SVG picture holds a script or foreign matter"
        if any(not str(element.get(key, "#")).startswith("#") for key in _OUTWARD):
            return "this SVG picture refers to something outside itself"
        if name in _MOVING and str(element.get("attributeName", "")).lower().endswith("href"):
            return "this SVG picture refers to something outside itself"
        sheet = "".join(map(str, element.itertext())) if name == "style" else ""
        if any(_OUTSIDE.search(plainly(one)) for one in (sheet, *map(str, element.attrib.values()))):
            return "this SVG picture refers to something outside itself"
    return _endless(root)


def _endless(root: _Element) -> str:
    """What is wrong if the parts, followed through every reference, are too many or go round in a ring; else ""."""
    named = {str(element.get("id")): element for element in root.iter(f"{_SVG}*") if element.get("id")}
    styles = DrawingStyles(root)
    if styles.count > _MOST_RULES:
        return f"this SVG picture has more than {_MOST_RULES} rules of style that name its parts"
    weights: dict[_Element, int] = {}
    opened: set[_Element] = set()
    waiting = [(root, False)]
    while waiting:
        element, followed = waiting.pop()
        if followed:
            opened.discard(element)
            weights[element] = 1 + sum(weights[needed] for needed in _needs(element, named, styles))
            if weights[element] > MOST_PARTS:
                return f"this SVG picture has more than {MOST_PARTS:,} parts, those counted that repeat others"
        elif element in opened:
            return "this SVG picture holds a part that repeats itself"
        elif element not in weights:
            opened.add(element)
            waiting.append((element, True))
            waiting.extend((needed, False) for needed in _needs(element, named, styles))
    return ""


def _needs(element: _Element, named: dict[str, _Element], styles: DrawingStyles) -> Iterator[_Element]:
    """The parts of an element and those it draws by reference; a hyperlink draws nothing."""
    for child in element:
        if isinstance(child.tag, str):
            yield child
    if element.tag != f"{_SVG}a":
        names = [str(element.get(key, "")).removeprefix("#") for key in _HREFS]
        names += [name for value in element.attrib.values() for name in named_in(str(value))]
        names += styles.names(element)
        yield from (named[name] for name in names if name in named)
