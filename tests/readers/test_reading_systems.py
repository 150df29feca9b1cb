"""The e-books in reading systems: foliate-js, epub.js and Readium, each in a browser: turning pages and following links."""

from __future__ import annotations

import posixpath
import re

import pytest

from readers.library import SERGE, TITLES, Library
from readers.opened import TYPE, XHTML, Note, Opened, flat, squeezed
from readers.reading import E_INK, PHONE, ReadingRoom
from readers.seeing import inked
from readers.texts import bare, shown, spread
from serge_press.model.plan import PROFILES

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
    assert bare(reader.page()) == shown(book, book.spine[1])
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
    assert bare(reader.page()) == shown(book, begin.file), "the page of the first part, whole"


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
        assert bare(file["text"]) == shown(book, file["name"])
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
        reader.follow("measure.place", note.call, sees(note.id))
        assert reader.at() == [note.file]
        for _ in range(20):  # to the end of a note that is longer than the page
            if reader.ask("measure.onPage", note.call):
                break
            reader.ask("reader.next")
            reader.ask("reader.ready")
        reader.follow("measure.place", note.call, sees(note.call))
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
            assert reader.ask("measure.bring", index), f"{href} is on no page of {file}"
            there = posixpath.normpath(posixpath.join(posixpath.dirname(file), target)) if target else file
            reached = f"reader.shown().some(one => reader.file(one) === {there!r})" + (anchor and f" && {sees(anchor)}")
            try:
                reader.follow("measure.linkPlace", index, reached)
            except AssertionError:
                dead.append(f"{file}: {href} {kind}: {reader.at()} is shown")
    assert dead == []


def sees(anchor: str) -> str:
    """The question whether the element of that id is on the page, in script."""
    return f"measure.seen({anchor!r})"


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
