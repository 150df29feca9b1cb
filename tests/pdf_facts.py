"""What a reader of a PDF meets, as plain data, to compare files that were made in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

Box = tuple[float, ...]


@dataclass(frozen=True)
class PdfFacts:
    """Lengths are points, rounded to a tenth."""

    boxes: list[Box]
    words: list[str]
    letters: list[list[Box]]  # of some pages: every character with its box
    links: list[list[tuple[Box, str]]]
    targets: dict[str, tuple[int, float, float]]
    outline: list[tuple[int, str, int, float]]
    labels: list[str]
    fonts: list[str]
    information: dict[str, str]
    language: str
    tags: list[str]
    tagged: list[list[str]]  # by page: the kinds of element that its marked content belongs to


def pdf_facts(data: bytes, letters_of: tuple[int, ...] = ()) -> PdfFacts:
    """The facts of a PDF; with the letters of some pages (from 0)."""
    reader = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage() for page in reader]
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        names: Any = pdf.Root.Names.Dests.Names if "/Names" in pdf.Root else []
        targets = {
            str(names[at]): (pages[names[at + 1][0].objgen], tenth(names[at + 1][2]), tenth(names[at + 1][3]))
            for at in range(0, len(names), 2)
        }
        return PdfFacts(
            [tuple(tenth(x) for x in (*page.mediabox, *page.trimbox)) for page in pdf.pages],
            [" ".join(text.get_text_range().split()) for text in texts],
            [[_box(texts[page], index) for index in range(texts[page].count_chars())] for page in letters_of],
            [[_link(note) for note in page.get("/Annots", [])] for page in pdf.pages],
            targets,
            [
                (mark.level, mark.get_title(), _index(mark), tenth(mark.get_dest().get_view()[1][1]))
                for mark in reader.get_toc()
            ],
            [reader.get_page_label(index) for index in range(len(reader))],
            sorted({re.sub(r"^/", "", str(o.BaseFont)) for o in pdf.objects if _is_font(o)}),
            {str(key): str(value) for key, value in pdf.docinfo.items()},
            str(pdf.Root.get("/Lang", "")),
            [f"{depth}{one.S}" for one, depth in _elements(pdf.Root.StructTreeRoot.K[0])]
            if "/StructTreeRoot" in pdf.Root
            else [],
            _tagged(pdf),
        )


def tenth(value: Any) -> float:
    return round(float(value), 1) + 0.0


def _index(mark: Any) -> int:
    index: int = mark.get_dest().get_index()
    return index


def _box(text: Any, index: int) -> Box:
    return tuple(tenth(x) for x in text.get_charbox(index))


def _link(note: Any) -> tuple[Box, str]:
    where = str(note.Dest) if "/Dest" in note else str(note.A.URI)
    return tuple(tenth(x) for x in note.Rect), f"{where} {note.get('/Contents', '')}"


def _is_font(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one and one.get("/Subtype") == "/Type0"


def _tree(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, int]]:
    return _elements(pdf.Root.StructTreeRoot.K[0]) if "/StructTreeRoot" in pdf.Root else iter(())


def _elements(root: Any) -> Iterator[tuple[Any, int]]:
    """The elements of a structure in the order of the tree, with their depth."""
    stack: list[tuple[Any, int]] = [(root, 0)]
    while stack:
        one, depth = stack.pop()
        yield one, depth
        kids = one.get("/K")
        if isinstance(kids, pikepdf.Array):
            stack += [
                (kid, depth + 1) for kid in reversed(list(kids)) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
            ]


def _tagged(pdf: pikepdf.Pdf) -> list[list[str]]:
    """By page, the kinds of element of marked content and annotations, of what stands in the tree at all."""
    if "/StructTreeRoot" not in pdf.Root:
        return []
    row: Any = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(row[at]): row[at + 1] for at in range(0, len(row), 2)}
    standing = {one.objgen for one, _ in _tree(pdf)}
    found: list[list[str]] = []
    for page in pdf.pages:
        elements = list(parents[int(page.obj.StructParents)])
        elements += [parents[int(note.StructParent)] for note in page.get("/Annots", []) if "/StructParent" in note]
        found.append([str(one.S) for one in elements if one.objgen in standing])
    return found


def contents_of(page: Any) -> list[Any]:
    """The content streams of a page, of which some have one and others a list."""
    held = page.Contents
    return list(held) if isinstance(held, pikepdf.Array) else [held]
