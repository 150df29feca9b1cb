"""The e-books on screens of several kinds: nothing is cut off, and everything can be read."""

from __future__ import annotations

import pytest

from readers.library import Library
from readers.reading import PHONE, SCREENS, ReadingRoom, Screen
from readers.seeing import LEAST, colour_of, contrast, inked, paper
from readers.texts import shown
from serge_press.model.plan import PROFILES

SHOWN = (
    "cover", "title-page", "contents", "part-1", "ixelles-years", "chronology", "concordance", "bibliography",
    "attributions", "people", "notes", "index", "figures", "rights", "part-2", "epigraph",
)  # fmt: skip
"""Files of which pictures are kept, where a book has them."""


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_every_page_is_whole_and_can_be_read(
    reading_room: ReadingRoom, library: Library, name: str, title: str, screen: Screen
) -> None:
    look_through(reading_room, library, name, title, screen, "epub")


@pytest.mark.parametrize("profile", PROFILES[1:])
def test_an_e_book_for_one_maker_is_whole_in_every_reader(
    reading_room: ReadingRoom, library: Library, name: str, title: str, profile: str
) -> None:
    if profile not in library.take(title).epubs:
        pytest.skip(f"no e-book is made for {profile}")
    look_through(reading_room, library, name, title, PHONE, profile)


def look_through(
    reading_room: ReadingRoom, library: Library, name: str, title: str, screen: Screen, profile: str
) -> None:
    """Every file on a screen: nothing cut off, every picture shown, the book's own fonts, colours that can be read."""
    book = library.take(title).opened(profile)
    reader = reading_room.open(name, book, title if profile == "epub" else f"{title}-{profile}", screen)
    faults: list[str] = []
    for file in book.spine:
        reader.go(file)
        assert reader.at() == [file]
        faults += [f"{file}: cut off: {one}" for one in reader.ask("measure.cut")[:3]]
        faults += [f"{file}: {one}" for one in reader.ask("measure.spoiled")]
        fonts = reader.ask("measure.fonts")
        faults += [f"{file}: a font that cannot be loaded: {one}" for one in fonts["failed"]]
        if shown(book, file) and any(kind.startswith("font/") for kind in book.items.values()):
            faults += [f"{file}: set in {one}" for one in fonts["families"] if "EB Garamond" not in one]
            faults += [f"{file}: no font was loaded"] if not fonts["loaded"] else []
        stem = file.rpartition("/")[2].removesuffix(".xhtml")
        picture = reader.shot(stem if stem in SHOWN else "last")
        if stem == "cover":
            continue
        behind = paper(picture)
        if screen.dark:
            assert contrast(behind, (0, 0, 0)) < 2, f"the page is not dark: {behind}"
        for both, example in reader.ask("measure.colours").items():
            colour, _, own = both.partition("|")
            apart = contrast(colour_of(colour), colour_of(own) if own else behind)
            faults += [f"{file}: {colour} on {own or behind}: {apart:.1f}, as in {example}"] if apart < LEAST else []
        faults += [f"{file}: nothing is to be seen"] if inked(picture) < 0.0001 else []
    assert faults == []
    assert reader.complaints() == []
