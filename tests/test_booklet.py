"""Booklets: fold them in mind and the pages stand in order."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sample_order import printed
from serge_press.editions.derived.booklet import BookletError, booklet, imposed, signatures


def folded(pages: int, size: int) -> list[int | None]:
    """The pages in reading order after each signature is folded and laid behind the one before."""
    sides = list(imposed(pages, size))
    read: list[int | None] = []
    for count in signatures(pages, size):
        pile, sides = sides[: count // 2], sides[count // 2 :]
        fronts, backs = pile[0::2], pile[1::2]
        outward = [(front.right, back.left) for front, back in zip(fronts, backs, strict=True)]
        inward = [(back.right, front.left) for front, back in zip(fronts, backs, strict=True)]
        read += [page for leaf in outward for page in leaf] + [page for leaf in reversed(inward) for page in leaf]
    return read


@given(some.integers(1, 700), some.integers(0, 16).map(lambda leaves: leaves * 4))
def test_folded_the_pages_stand_in_order(pages: int, size: int) -> None:
    read = folded(pages, size)
    assert read[:pages] == list(range(pages))
    assert set(read[pages:]) <= {None}
    assert len(read) % 4 == 0


def test_four_pages_are_one_sheet() -> None:
    assert [(side.left, side.right) for side in imposed(4)] == [(3, 0), (1, 2)]


def test_a_thin_book_is_one_pile_and_a_thick_one_is_sewn_in_signatures() -> None:
    assert signatures(57) == (60,)
    assert signatures(100) == (32, 32, 32, 4)
    with pytest.raises(ValueError, match="multiple of 4"):
        signatures(10, 6)


@pytest.mark.parametrize("sheet", ["a4", "letter", "a3"])
def test_each_side_shows_its_two_pages_where_they_belong(sheet: str) -> None:
    data = printed()[0].data
    before, after = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(booklet(data, sheet))
    sides = list(imposed(len(before)))
    assert len(after) == len(sides)
    for page, side in zip(after, sides, strict=True):
        text, half = page.get_textpage(), page.get_width() / 2
        for number, bounds in ((side.left, {"right": half}), (side.right, {"left": half})):
            wanted = before[number].get_textpage().get_text_bounded() if number is not None else ""
            assert text.get_text_bounded(**bounds).split() == wanted.split()


def test_type_stays_type_in_fonts_held_once() -> None:
    with pikepdf.open(BytesIO(printed()[0].data)) as before, pikepdf.open(BytesIO(booklet(printed()[0].data))) as after:
        files = [
            [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
            for pdf in (before, after)
        ]
        assert len(files[0]) == len(files[1])


def test_sheets_further_in_creep_to_the_fold_and_print_on_no_neighbour() -> None:
    still, crept = (pypdfium2.PdfDocument(booklet(printed()[0].data, creep=by)) for by in (0.0, 0.4))
    last = len(still) - 1

    def leftmost(pdf: pypdfium2.PdfDocument, side: int) -> float:
        text = pdf[side].get_textpage()
        return min(
            float(text.get_charbox(index)[0])
            for index in range(text.count_chars())
            if text.get_text_range(index, 1).strip()
        )

    assert leftmost(crept, 0) == pytest.approx(leftmost(still, 0), abs=0.01)
    assert leftmost(crept, last) > leftmost(still, last) + 0.5


def test_the_same_file_gives_the_same_bytes() -> None:
    assert booklet(printed()[0].data) == booklet(printed()[0].data)


def test_what_cannot_be_folded_is_told() -> None:
    mixed = pikepdf.new()
    mixed.add_blank_page(page_size=(200, 300))
    mixed.add_blank_page(page_size=(300, 300))
    out = BytesIO()
    mixed.save(out)
    with pytest.raises(BookletError, match="one size"):
        booklet(out.getvalue())
    with pytest.raises(BookletError, match="no sheet known"):
        booklet(printed()[0].data, "a9")
    with pytest.raises(BookletError, match="no paper"):
        booklet(printed()[0].data, creep=3.0)


def test_turned_on_the_short_edge_the_back_of_each_page_is_the_next_one() -> None:
    """A sheet turned on its short edge: what was printed at the left of the back lies behind the right of the front."""
    for pages in (1, 3, 5, 31, 32, 33, 61, 130):
        sides = list(imposed(pages))
        for front, back in zip(sides[::2], sides[1::2], strict=True):
            leaves = (
                (front.right, back.left),
                (back.right, front.left),
            )  # recto and verso of the two leaves of a sheet
            for recto, verso in leaves:
                if recto is not None:
                    assert recto % 2 == 0
                    assert verso in (recto + 1, None)
                else:
                    assert verso is None
