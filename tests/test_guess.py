"""Where things will stand is guessed from their length, surely or not, and known of what is laid out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from serge_press.editions.box_tree import SetPage
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.sections.guess import Extent, extent, guesses
from serge_press.editions.sections.sheets import SectionSheets

LINES = 40.0


def section(name: str, pages: float, *, front: bool = False, recto: bool = False) -> Extent:
    """A section that seems to fill so many pages, with something at its beginning, its middle and its end."""
    return Extent(pages * LINES, {f"{name}-0": 0.0, f"{name}-1": 0.5, f"{name}-2": 1.0}, front, recto)


def sheets(name: str, pages: int) -> SectionSheets:
    """The same section laid out."""
    ids: list[list[str]] = [[] for _ in range(pages)]
    for place in range(3):
        ids[(pages - 1) * place // 2].append(f"{name}-{place}")
    rows = tuple(SetPage(n, False, None, 0, "", (), tuple(ids[n]), (), (), (), 0, 0, 0, 0, 0) for n in range(pages))
    return SectionSheets(rows, (False,) * pages, {}, ())


BOOK = (section("p", 4, front=True), section("a", 30, recto=True), section("b", 64), section("c", 30, recto=True))


def labels(*laid: int) -> dict[str, tuple[str, bool]]:
    known = {index: sheets("pabc"[index], (4, 29, 65, 31)[index]) for index in laid}
    return {name: (one.label, one.sure) for name, one in guesses(BOOK, known, LINES).labels.items()}


def test_what_is_far_from_page_ten_and_a_hundred_is_sure_and_what_is_near_is_not() -> None:
    guessed = labels()
    assert guessed["a-0"] == ("1", True)
    assert guessed["a-1"] == ("16", True)
    assert guessed["b-1"] == ("62", True)
    assert guessed["b-2"] == ("94", False)
    assert guessed["c-2"] == ("124", True)


def test_a_roman_number_is_sure_only_where_it_is_known() -> None:
    assert labels()["p-1"] == ("ii", False)
    assert labels(0)["p-2"] == ("iv", True)


def test_what_is_laid_out_is_known_and_what_follows_stands_after_it() -> None:
    found = labels(1, 2)
    assert found["b-0"] == ("30", True)
    assert found["b-2"] == ("94", True)
    assert found["c-0"] == ("95", True)  # 29 and 65 pages are even: no blank page
    assert labels(1)["b-0"] == ("30", True)
    assert labels(2, 3)["c-0"] == ("97", False)  # pages hold less than was thought: 31 pages stand before 65


def test_a_section_on_the_right_leaves_a_page_blank() -> None:
    book = (section("a", 3), section("b", 2, recto=True))
    known = {0: sheets("a", 3), 1: sheets("b", 2)}
    found = guesses(book, known, LINES)
    assert found.labels["b-0"].label == "5"
    assert found.begins == (1.0, 5.0)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=12))
def test_a_book_that_is_laid_out_is_known_through(counts: list[int]) -> None:
    names = [f"s{n}" for n in range(len(counts))]
    book = [section(name, 1) for name in names]
    found = guesses(book, {n: sheets(name, counts[n]) for n, name in enumerate(names)}, LINES)
    for n, name in enumerate(names):
        assert found.labels[f"{name}-0"].label == str(sum(counts[:n]) + 1)
        assert found.labels[f"{name}-2"].label == str(sum(counts[: n + 1]))
    assert all(one.sure for one in found.labels.values())


def test_the_extent_of_a_text_is_its_letters_and_the_ends_of_its_paragraphs() -> None:
    geometry = page_geometry((140.0, 216.0))
    assert geometry is not None
    short, long = (
        extent(
            f'<p id="a">{"word " * many}</p><p id="b">x</p>',
            geometry,
            {"b"},
            {"a": 3, "b": 20},
            front=False,
            recto=False,
        )
        for many in (100, 1100)
    )
    assert short.places.keys() == {"b"}
    assert 70 < long.lines - short.lines < 100  # five thousand letters
