"""No letter is lost between editions: print beside the e-book, and the e-books for each maker beside that for all."""

from __future__ import annotations

from readers.library import Shelved
from readers.opened import flat, squeezed
from readers.same import compared
from readers.texts import followed, leaves

ONLY_ON_SCREENS = frozenset({"accessibility.xhtml"})
WITHOUT = frozenset({"backlink"})


def test_print_and_e_book_have_the_same_letters(shelved: Shelved) -> None:
    found = compared(shelved.pdf, shelved.opened(), ONLY_ON_SCREENS)
    assert found.faults == []
    assert sum(found.furniture.values()) > 10
    assert max(map(len, found.furniture)) < 80


def test_an_e_book_for_one_maker_has_the_letters_of_that_for_all(shelved: Shelved) -> None:
    book = shelved.opened()
    said = "".join(leaves(book, without=WITHOUT))
    notes = [note.id for note in book.notes]
    pages = [(page.label, page.file) for page in book.pages]
    contents = [squeezed(line.label) for line in flat(book.toc)]
    for profile in shelved.epubs:
        other = shelved.opened(profile)
        assert "".join(leaves(other, without=WITHOUT)) == said
        assert [note.id for note in other.notes] == notes
        assert [(page.label, page.file) for page in other.pages] == pages
        assert len([where for _, where in followed(other) if where is None]) == 0
        lines = [squeezed(line.label) for line in flat(other.toc)]
        assert [line for line in contents if line in lines] == lines
        assert {line.label for line in book.toc} == {line.label for line in other.toc}
