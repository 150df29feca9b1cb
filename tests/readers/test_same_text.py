"""No letter is lost between editions: print beside the e-book, and the e-books for each maker beside that for all."""

from __future__ import annotations

from readers.library import Shelved
from readers.opened import XHTML, Link, squeezed
from readers.same import compared
from readers.texts import bare, followed, leaves

ONLY_ON_SCREENS = frozenset({"accessibility.xhtml"})
WITHOUT = frozenset({"backlink"})
H1 = f"{XHTML}h1"


def test_print_and_e_book_have_the_same_letters(shelved: Shelved) -> None:
    found = compared(shelved.pdf, shelved.opened(), ONLY_ON_SCREENS)
    assert found.faults == []
    assert sum(found.furniture.values()) > 10
    assert max(map(len, found.furniture)) < 80


def test_an_e_book_for_one_maker_has_the_letters_of_that_for_all(shelved: Shelved) -> None:
    """A file that goes on from another, because Kobo's marks made that too heavy, may have its heading again; no more."""
    book = shelved.opened()
    said = [*leaves(book, without=WITHOUT)]
    notes = [note.id for note in book.notes]
    pages = [page.label for page in book.pages]
    for profile in shelved.epubs:
        other = shelved.opened(profile)
        again = [
            bare("".join(one.itertext())) for f in other.spine if f not in book.spine for one in other.trees[f].iter(H1)
        ]
        at = 0
        for leaf in leaves(other, without=WITHOUT):
            if at < len(said) and leaf == said[at]:
                at += 1
            else:
                assert leaf in again, f"{profile}: {leaf[:60]} instead of {said[at][:60]}"
                again.remove(leaf)
        assert at == len(said)
        assert [note.id for note in other.notes] == notes
        assert [page.label for page in other.pages] == pages
        assert [words for words, where in followed(other) if where is None] == []
        for levels in (1, 2) if profile == "kindle" else (1, 2, 3):
            assert lines(other.toc, levels) == lines(book.toc, levels)


def lines(links: tuple[Link, ...], levels: int) -> list[str]:
    """The words of a table of contents, down to a level."""
    return [
        said
        for one in links
        for said in (squeezed(one.label), *(lines(one.children, levels - 1) if levels > 1 else ()))
    ]
