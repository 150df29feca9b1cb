"""Proofs: beside each line the place in the author's files, and the book's own page unchanged in the middle."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from sample_order import house, printed
from serge_press.editions.derived.proof import proof
from serge_press.printers.profile import Edges

POINTS = 72 / 25.4
SAFE = Edges(12.7, 12.7, 15.0, 12.7)


@cache
def places() -> dict[str, str]:
    with pikepdf.open(BytesIO(printed()[0].data)) as pdf:
        waiting, names = [pdf.Root.Names.Dests], []
        while waiting:
            node = waiting.pop()
            names += [str(name) for name in list(node.get("/Names", ()))[::2]]
            waiting += list(node.get("/Kids", ()))
    return {name: f"{name}.md:{index}" for index, name in enumerate(sorted(names))}


@cache
def drawn() -> bytes:
    return proof(printed()[0].data, places(), SAFE, house().fonts, "A proof")


def test_the_page_stands_as_it_was_on_a_wider_sheet() -> None:
    with pikepdf.open(BytesIO(printed()[0].data)) as before, pikepdf.open(BytesIO(drawn())) as after:
        assert len(before.pages) == len(after.pages)
        for index, (one, other) in enumerate(zip(before.pages, after.pages, strict=True)):
            trim = [float(x) for x in one.mediabox]
            left, low, right, top = (float(x) for x in other.mediabox)
            aside = (trim[0] - left, right - trim[2])
            assert (aside[1] > aside[0]) is (index % 2 == 0)  # the room for notes is at the outer edge
            assert (low, top) == pytest.approx((trim[1] - 6 * POINTS, trim[3] + 6 * POINTS), abs=0.01)


def test_beside_a_line_stands_where_it_was_written() -> None:
    before, after = pypdfium2.PdfDocument(printed()[0].data), pypdfium2.PdfDocument(drawn())
    found = 0
    for index in range(len(before)):
        text = after[index].get_textpage()
        wide = before[index].get_width()
        beside = text.get_text_bounded(left=wide) if index % 2 == 0 else text.get_text_bounded(right=0)
        assert "A proof, " in beside
        labels = [line for line in beside.splitlines() if ".md:" in line]
        assert set(labels) <= {words[-34:] for words in places().values()}
        found += len(labels)
    assert found > len(before)


def test_no_label_stands_on_another() -> None:
    page = pypdfium2.PdfDocument(drawn())[8]
    text = page.get_textpage()
    wide = pypdfium2.PdfDocument(printed()[0].data)[8].get_width()
    tops = sorted({
        round(text.get_charbox(index)[1], 0)
        for index in range(text.count_chars())
        if text.get_charbox(index)[0] > wide and text.get_text_range(index, 1) == "m"
    })  # fmt: skip
    assert len(tops) > 2
    assert all(lower - upper > 5 for upper, lower in pairwise(tops))


def test_the_same_file_gives_the_same_bytes() -> None:
    assert proof(printed()[0].data, places(), SAFE, house().fonts, "A proof") == drawn()
