"""The e-books in reading systems: foliate-js, epub.js and Readium, each in a browser, on screens of several kinds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from typing import Any, TypeVar

import pytest

from readers.library import SERGE, TITLES, Library
from readers.opened import TYPE, XHTML, Note, Opened, flat, squeezed
from readers.reading import E_INK, PHONE, PHONE_LARGE, READERS, SCREENS, Reader, ReadingRoom, Screen
from readers.seeing import LEAST, colour_of, contrast, inked, paper
from serge_press.model.plan import PROFILES

MAIN = (SERGE, "complete")
SHOWN = (
    "cover", "title-page", "contents", "part-1", "ixelles-years", "chronology", "concordance", "bibliography",
    "attributions", "people", "notes", "index",
)  # fmt: skip
"""Files of which pictures are kept, where a book has them."""

T = TypeVar("T")


def spread(many: Sequence[T], count: int) -> list[T]:
    """So many of them, the first and the last among them."""
    if len(many) <= count:
        return list(many)
    return [many[round(index * (len(many) - 1) / (count - 1))] for index in range(count)]


def text_of(book: Opened, file: str) -> str:
    """The letters of a file that are to be seen."""
    return "".join(_seen(book.trees[file].find(f"{XHTML}body")))


def _seen(element: Any) -> list[str]:
    if element.get("hidden") or str(element.tag).endswith(("}title", "}desc")):
        return []
    inner = [part for child in element if isinstance(child.tag, str) for part in (*_seen(child), bare(child.tail))]
    return [bare(element.text), *inner]


def bare(text: str | None) -> str:
    """A text without its spaces."""
    return "".join((text or "").split())


@pytest.fixture(params=READERS)
def name(request: pytest.FixtureRequest) -> str:
    """Each reader in turn."""
    return str(request.param)


@pytest.fixture(params=MAIN)
def title(request: pytest.FixtureRequest) -> str:
    """Each of the two books that have everything."""
    return str(request.param)


# ---------------------------------------------------------------------------------------------- opening and turning


@pytest.mark.parametrize("title", TITLES)
def test_it_opens_at_its_cover_and_the_next_page_is_its_first(
    reading_room: ReadingRoom, library: Library, name: str, title: str
) -> None:
    book = library.take(title).opened()
    reader = reading_room.open(name, book, title, PHONE)
    assert reader.at() == [book.spine[0]]
    assert reader.ask("measure.pictures") == [{"whole": True, "alt": True}]
    assert inked(reader.shot("opened")) > 0.2
    assert reader.ask("reader.next") is True
    reader.ask("reader.ready")
    assert reader.at() == [book.spine[1]]
    assert bare(reader.page()) == text_of(book, book.spine[1])
    assert reader.complaints() == []


def test_it_can_be_begun_where_the_body_begins(
    reading_room: ReadingRoom, library: Library, name: str, title: str
) -> None:
    book = library.take(title).opened()
    begin = next(mark for mark in book.landmarks if mark.kind == "bodymatter")
    reader = reading_room.open(name, book, title, PHONE)
    told = [mark for mark in reader.ask("reader.landmarks") if mark["kinds"] == ["bodymatter"]]
    assert [mark["href"] for mark in told] == [begin.href]
    if name == "foliate":
        reader.ask("reader.begin")
    else:
        reader.go(begin.href)
    assert reader.at() == [begin.file]
    assert bare(reader.page()) == text_of(book, begin.file), "the page of the first part, whole"


@pytest.mark.parametrize(
    ("title", "profile"),
    [(title, profile) for title in TITLES for profile in (PROFILES if title != SERGE else ("epub",))],
)
def test_every_page_can_be_turned_and_every_letter_is_seen(
    reading_room: ReadingRoom, library: Library, name: str, title: str, profile: str
) -> None:
    shelved = library.take(title)
    if profile not in shelved.epubs:
        pytest.skip(f"no e-book is made for {profile}")
    book = shelved.opened(profile)
    reader = reading_room.open(name, book, title, E_INK if title == SERGE else PHONE)
    told = reader.ask("measure.turnAll", 5000)
    assert [file["name"] for file in told["files"]] == book.spine
    assert {file["name"]: file["unseen"] for file in told["files"] if file["unseen"]} == {}
    assert told["empty"] == []
    assert told["pages"] >= len(book.spine)
    for file in told["files"]:
        assert bare(file["text"]) == text_of(book, file["name"])
    assert reader.complaints() == []


# ---------------------------------------------------------------------------------------------- ways through the book


def notes_of(book: Opened) -> list[Note]:
    """Notes for a test: the first, the last, some between, and the longest."""
    return list(dict.fromkeys([*spread(book.notes, 5), max(book.notes, key=lambda note: len(note.words))]))


def test_a_note_is_followed_and_leads_back(reading_room: ReadingRoom, library: Library, name: str, title: str) -> None:
    book = library.take(title).opened()
    reader = reading_room.open(name, book, title, E_INK)
    for note in notes_of(book):
        reader.go(f"{note.call_file}#{note.call}")
        assert reader.at() == [note.call_file]
        assert reader.sees(note.call)
        reader.click_on(note.call)
        until_seen(reader, note.id)
        assert reader.at() == [note.file]
        for _ in range(20):  # to the end of a note that is longer than the page
            if reader.ask("measure.onPage", note.call):
                break
            reader.ask("reader.next")
            reader.ask("reader.ready")
        reader.click_on(note.call)
        until_seen(reader, note.call)
        assert reader.at() == [note.call_file]
    assert reader.complaints() == []


def test_links_of_every_kind_are_followed(reading_room: ReadingRoom, library: Library, name: str, title: str) -> None:
    """Two of each kind: by class, meaning, and what stands within the link."""
    book = library.take(title).opened()
    kinds: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for file in book.spine:
        for link in book.trees[file].iter(f"{XHTML}a"):
            href = link.get("href", "")
            if re.match(r"[a-z]+:", href) or "backlink" in (link.get(TYPE) or ""):
                continue
            inner = [str(one.tag).rpartition("}")[2] + ("!" if one.get("lang") else "") for one in link]
            kind = (link.get("class") or "", link.get(TYPE) or "", "!" if link.get("lang") else "", *inner)
            kinds.setdefault(kind, []).append((file, href))
    reader = reading_room.open(name, book, title, E_INK)
    dead = []
    for kind, links in kinds.items():
        for file, href in spread(links, 2):
            target, _, anchor = href.rpartition("#") if "#" in href else (href, "", "")
            reader.go(file)
            index = [link.get("href") for link in book.trees[file].iter(f"{XHTML}a")].index(href)
            reader.ask("measure.bring", index)
            place = reader.ask("measure.linkPlace", index)
            if place is None:
                continue
            reader.browser.click(place["x"], place["y"])
            there = posixpath.normpath(posixpath.join(posixpath.dirname(file), target)) if target else file
            try:
                reader.browser.until(f"reader.shown().some(one => reader.file(one) === {there!r})")
                if anchor:
                    until_seen(reader, anchor)
            except AssertionError:
                dead.append(f"{file}: {href} {kind}")
    assert dead == []


def until_seen(reader: Reader, anchor: str) -> None:
    reader.browser.until(f"measure.seen({anchor!r})")
    reader.ask("reader.ready")


def test_a_note_pops_up_with_its_own_words(reading_room: ReadingRoom, library: Library, title: str) -> None:
    book = library.take(title).opened()
    reader = reading_room.open("foliate", book, title, PHONE)
    reader.ask("reader.popups", True)
    for note in notes_of(book):
        reader.go(f"{note.call_file}#{note.call}")
        before = reader.page()
        reader.click_on(note.call)
        popup = reader.browser.until("reader.popup()")
        assert popup["type"] == "footnote"
        assert squeezed(popup["text"]) == note.words
        width, room = reader.ask("reader.width")
        assert width <= room, "the note is wider than its pop-up"
        if note is notes_of(book)[0]:
            reader.shot("popup")
        assert reader.page() == before, "the page stays"
        reader.ask("reader.popups", False)
        reader.ask("reader.popups", True)
    assert reader.complaints() == []


def test_a_page_of_the_printed_book_is_found(
    reading_room: ReadingRoom, library: Library, name: str, title: str
) -> None:
    book = library.take(title).opened()
    reader = reading_room.open(name, book, title, E_INK)
    told = reader.ask("reader.pages")
    assert [page["href"] for page in told] == [page.href for page in book.pages]
    for page, mine in zip(told, book.pages, strict=True):
        assert page["label"] == mine.label or (name, page["label"]) == ("epubjs", "NaN")  # it knows no roman numbers
    wanted = spread(book.pages, 12)
    if title == SERGE:
        wanted.append(next(page for page in book.pages if page.label == "143"))
    for page in wanted:
        reader.go(page.href)
        assert reader.at() == [page.file]
        assert reader.sees(page.id), f"the mark of page {page.label}"
        (mark,) = (element for element in book.trees[page.file].iter() if element.get("id") == page.id)
        assert (mark.get(TYPE), mark.get("aria-label")) == ("pagebreak", page.label)
        if page.label == "143":
            reader.shot("page-143")
    assert reader.complaints() == []


def test_every_line_of_the_contents_leads_to_its_heading(
    reading_room: ReadingRoom, library: Library, name: str, title: str
) -> None:
    book = library.take(title).opened()
    reader = reading_room.open(name, book, title, PHONE)
    lines = flat(book.toc)
    told = reader.ask("reader.toc")
    assert [(squeezed(line["label"]), line["href"]) for line in told] == [
        (squeezed(one.label), one.href) for one in lines
    ]
    for line in spread(lines, 40):
        reader.go(line.href)
        assert reader.at() == [line.file]
        if line.id:
            assert reader.sees(line.id), line.label
        assert bare(line.label) in bare(reader.page()), line.label
    assert reader.complaints() == []


# ---------------------------------------------------------------------------------------------- screens


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
    """Every file on a screen: nothing cut off, every picture shown, the book's own fonts, colours that can be read.

    A table of many columns may be wider than a phone at twice the size, as WCAG 2.2 allows (success criterion 1.4.10): this
    browser knows no hyphens that would make it narrower.
    """
    book = library.take(title).opened(profile)
    reader = reading_room.open(name, book, title if profile == "epub" else f"{title}-{profile}", screen)
    faults: list[str] = []
    for file in book.spine:
        reader.go(file)
        assert reader.at() == [file]
        cut = [one for one in reader.ask("measure.cut") if not (screen is PHONE_LARGE and one.startswith("in a table"))]
        faults += [f"{file}: cut off: {one}" for one in cut[:3]]
        faults += [f"{file}: {one}" for one in reader.ask("measure.spoiled")]
        fonts = reader.ask("measure.fonts")
        faults += [f"{file}: a font that cannot be loaded: {one}" for one in fonts["failed"]]
        if text_of(book, file) and any(kind.startswith("font/") for kind in book.items.values()):
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
