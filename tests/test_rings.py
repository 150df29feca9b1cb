"""Values that hold each other live until the collector comes by, which it seldom does: reading a book makes none."""

from __future__ import annotations

import gc

import books
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder


def test_what_a_book_was_read_with_goes_as_soon_as_it_is_read() -> None:
    folder = DiskFolder(books.BOOKS / "complete")
    prepare(folder)  # what is loaded on the way stays
    gc.collect()
    gc.disable()
    try:
        proof = prepare(folder)
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert proof.manuscript is not None
