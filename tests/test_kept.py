"""What is slow to make for an e-book is made once, and comes from the shelf as it was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import issues
import makers
from serge_press.editions import epub_cover, epub_fonts
from serge_press.editions.epub_cover import cover_jpeg
from serge_press.editions.epub_fonts import subset_fonts
from serge_press.editions.kept import digest_of, made_once
from serge_press.rendering.house import House
from serge_press.workshop.store import Store


def house() -> House:
    found = issues.complete().house
    assert found is not None
    return found


def never(*_: object) -> bytes:
    raise AssertionError("made again")


def test_no_two_rows_of_parts_have_one_digest() -> None:
    rows: list[tuple[bytes | str, ...]] = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), (b"", b"abc"), ()]
    assert len({digest_of(*row) for row in rows}) == len(rows)
    assert digest_of("a", b"\xc3\xa4") == digest_of(b"a", "ä")


def test_what_was_made_from_the_same_is_made_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert made_once(store, "fonts", ("a", b"b"), lambda: b"made") == b"made"
    assert made_once(store, "fonts", ("a", b"b"), never) == b"made"
    assert made_once(store, "fonts", ("a", b"c"), lambda: b"other") == b"other"
    assert made_once(store, "pictures", ("a", b"b"), lambda: b"picture") == b"picture"
    assert made_once(None, "fonts", ("a", b"b"), lambda: b"anew") == b"anew"


def test_fonts_cut_to_the_same_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    fonts = subset_fonts(house(), "Abc äß", store)
    monkeypatch.setattr(epub_fonts, "_cut", never)
    assert subset_fonts(house(), "ß cäbA", store) == fonts
    with pytest.raises(AssertionError):
        subset_fonts(house(), "Abc äßé", store)
    monkeypatch.undo()
    assert subset_fonts(house(), "Abc äß") == fonts


@pytest.mark.parametrize(
    "change", [lambda plan: replace(plan, title="Another"), lambda plan: replace(plan, by=("N. N.",))]
)
def test_covers_of_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[..., object]
) -> None:
    store = Store(tmp_path)
    plan = makers.plan("A Book")
    fonts = subset_fonts(house(), "A Book Another N. N.", store)
    cover = cover_jpeg(plan, fonts, store)
    drawn: list[str] = []

    def draw(words: object, *_others: object) -> bytes:
        drawn.append(str(words))
        raise LookupError("no")

    monkeypatch.setattr(epub_cover, "_drawn", draw)
    assert cover_jpeg(plan, fonts, store) == cover
    for other, others in ((change(plan), fonts), (plan, fonts[:1])):
        with pytest.raises(LookupError, match="no"):
            cover_jpeg(other, others, store)  # type: ignore[arg-type]
    assert len(drawn) == 2
