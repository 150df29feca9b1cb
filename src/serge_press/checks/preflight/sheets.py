"""The pages of a file: found by walking its page tree within bounds, with the boxes and what they inherit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.bounds import DEEPEST, MOST_NODES, MOST_PAGES, TooMuch
from serge_press.checks.preflight.values import FAULTS, dictionary, entry, identity, items, name, number, numbers
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.checks.preflight.geometry import Box

POINT = 25.4 / 72
"""Millimetres in a point."""

INHERITED = ("/MediaBox", "/CropBox", "/Resources", "/Rotate")
BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")


@dataclass(slots=True)
class Sheet:
    """A page of the file. ``boxes`` are those that stand in it and are boxes; ``bad`` names those that are not."""

    number: int  # from 1
    label: str
    page: Any  # pikepdf.Dictionary
    resources: Any
    boxes: Mapping[str, Box]
    bad: tuple[str, ...]
    rotate: int
    unit: float
    leftward: bool = False  # the book is read from right to left
    trim: Box | None = None  # the box the page is cut to: its TrimBox, or what was made out from the others

    @property
    def media(self) -> Box | None:
        """The MediaBox."""
        return self.boxes.get("MediaBox")

    @property
    def bleed(self) -> Box | None:
        """The BleedBox, or what stands for it."""
        return self.boxes.get("BleedBox") or self.boxes.get("CropBox") or self.media

    @property
    def right_hand(self) -> bool:
        """Whether it lies on the right, bound at its left: the first page does, but of a book read from right to left."""
        return (self.number % 2 == 1) != self.leftward

    def size_of(self, box: Box) -> tuple[float, float]:
        """Width and height of a box in millimetres, as the page is seen."""
        width, height = size_of(box, self.unit)
        return (height, width) if self.rotate in (90, 270) else (width, height)

    def as_seen(self, edges: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """What belongs to the left, foot, right and head of the page as it lies, for those of the page as it is seen."""
        left, foot, right, head = edges
        turned = {90: (foot, right, head, left), 180: (right, head, left, foot), 270: (head, left, foot, right)}
        return turned.get(self.rotate, edges)

    def in_millimetres(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a box from the left and the top of the trim."""
        home = self.trim or self.media or (0.0, 0.0, 0.0, 0.0)
        left, top = home[0], home[3]
        scale = POINT * self.unit
        return (
            round((box[0] - left) * scale, 1), round((top - box[3]) * scale, 1),
            round((box[2] - left) * scale, 1), round((top - box[1]) * scale, 1),
        )  # fmt: skip


def size_of(box: Box, unit: float = 1.0) -> tuple[float, float]:
    """Width and height of a box in millimetres."""
    return (box[2] - box[0]) * POINT * unit, (box[3] - box[1]) * POINT * unit


def box_of(value: Any) -> Box | None:
    """Four numbers as a box, its corners in order; None for anything else, and for one without extent."""
    found = numbers(value, 4)
    if found is None:
        return None
    left, right = sorted((found[0], found[2]))
    low, high = sorted((found[1], found[3]))
    return (left, low, right, high) if right - left > 0.01 and high - low > 0.01 else None


def sheets_of(pdf: pikepdf.Pdf) -> list[Sheet]:
    """Every page in order, without labels.

    Raises TooMuch for a tree beyond the bounds, ValueError for one that is no tree.
    """
    found: list[Sheet] = []
    leftward = name(entry(entry(pdf.Root, "/ViewerPreferences"), "/Direction")) == "R2L"
    root = entry(pdf.Root, "/Pages")
    if dictionary(root) is None:
        raise ValueError("the file has no page tree")
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[Any, dict[str, Any], int]] = [(root, {}, 0)]
    nodes = 0
    while stack:
        node, inherited, depth = stack.pop()
        nodes += 1
        if nodes > MOST_NODES or len(found) > MOST_PAGES or len(stack) > 4 * MOST_NODES:
            raise TooMuch(f"it has more than {MOST_PAGES} pages")
        if depth > DEEPEST:
            raise TooMuch(f"its page tree is more than {DEEPEST} levels deep")
        if not isinstance(node, pikepdf.Dictionary):
            raise ValueError("the page tree holds something that is no page")
        own = {**inherited, **{key: node.get(key) for key in INHERITED if key in node}}
        if "/Kids" not in node:
            found.append(_sheet(len(found) + 1, node, own, leftward))
            continue
        mark = identity(node)
        if mark is not None and mark in seen:
            raise ValueError("the page tree comes to one node twice")
        if mark is not None:
            seen.add(mark)
        kids = node.get("/Kids")
        if not isinstance(kids, pikepdf.Array):
            raise ValueError("the page tree holds something that is no list of pages")
        if len(kids) > MOST_PAGES:
            raise TooMuch(f"it has more than {MOST_PAGES} pages")
        stack.extend((kid, own, depth + 1) for kid in reversed(list(items(kids, MOST_PAGES))))
    return found


def _sheet(count: int, page: pikepdf.Dictionary, own: Mapping[str, Any], leftward: bool) -> Sheet:
    boxes: dict[str, Box] = {}
    bad: list[str] = []
    for kind in BOXES:
        value = own.get(f"/{kind}") if f"/{kind}" in INHERITED else page.get(f"/{kind}")
        if value is None:
            continue
        box = box_of(value)
        if box is None:
            bad.append(kind)
        else:
            boxes[kind] = box
    turned = number(own.get("/Rotate"))
    unit = number(page.get("/UserUnit"))
    return Sheet(
        count, str(count), page, dictionary(own.get("/Resources")), boxes, tuple(bad),
        int(turned or 0) % 360, unit if unit is not None and unit > 0 else 1.0, leftward,
    )  # fmt: skip


def label_sheets(pdf: pikepdf.Pdf, sheets: list[Sheet]) -> str:
    """Give each sheet its label (ISO 32000-2, 12.4.2). Returns what is wrong with the labels, in words, or nothing.

    A page without a label keeps its place in the file as one.
    """
    try:
        ranges = _ranges(entry(pdf.Root, "/PageLabels"), len(sheets))
    except FAULTS:
        return "the page labels cannot be read"
    if ranges is None:
        return ""
    style, prefix, count = "", "", 1
    for index, sheet in enumerate(sheets):
        if (begun := ranges.get(index)) is not None:
            style, prefix, count = begun
        sheet.label = (prefix + _numeral(style, count)) or str(sheet.number)
        count += 1
    if 0 not in ranges:
        return "the page labels do not begin with the first page"
    doubled = len(sheets) - len({sheet.label for sheet in sheets})
    return f"{doubled} pages bear the label of another page" if doubled else ""


def _ranges(tree: Any, pages: int) -> dict[int, tuple[str, str, int]] | None:
    if dictionary(tree) is None:
        return None
    found: dict[int, tuple[str, str, int]] = {}
    stack: list[tuple[Any, int]] = [(tree, 0)]
    nodes = 0
    while stack:
        node, depth = stack.pop()
        nodes += 1
        if nodes > MOST_NODES or depth > DEEPEST:
            raise ValueError("the tree of labels has no end")
        pairs = list(items(entry(node, "/Nums"), 2 * MOST_PAGES))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            if isinstance(key, int) and 0 <= key < pages:
                start = entry(value, "/St")
                prefix = entry(value, "/P")
                words = "".join(letter for letter in str(prefix or "")[:20] if letter.isprintable())
                found[key] = (name(entry(value, "/S")), words, start if isinstance(start, int) and start > 0 else 1)
        stack.extend((kid, depth + 1) for kid in reversed(list(items(entry(node, "/Kids"), MOST_PAGES))))
    return found


def _numeral(style: str, count: int) -> str:
    from serge_press.manuscript.folios import roman

    if style == "D":
        return str(count)
    if style in ("r", "R") and count < 5000:
        return roman(count) if style == "r" else roman(count).upper()
    if style in ("a", "A"):
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 40)
        return letter if style == "a" else letter.upper()
    return ""
