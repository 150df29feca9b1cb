"""An e-book as the reading systems asked for would take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.checks.opened_epub import open_epub
from serge_press.checks.reading_systems.on_files import check_cover, check_files, check_fonts
from serge_press.checks.reading_systems.on_style import check_sheet
from serge_press.checks.reading_systems.on_texts import check_contents, check_notes, check_texts
from serge_press.checks.reading_systems.table import Asked
from serge_press.findings import NOWHERE, Place
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.checks.opened_epub import OpenedEpub
    from serge_press.checks.reading_systems.table import Hit
    from serge_press.findings import Finding


def check_reading_systems(book: OpenedEpub, size: int, readers: Iterable[str]) -> tuple[Finding, ...]:
    """What these readers (``table.READERS``) stumble over in an opened e-book of so many bytes, and what all do.

    One finding for each trap in each file, at its first place.
    """
    asked = Asked(frozenset(readers))
    hits: dict[tuple[str, str, str], list[Hit]] = {}
    for hit in _hits(book, size, asked):
        key = (hit.rule, hit.place.file, f"{hit.trap.says}{hit.trap.asked.get('of')}" if hit.trap else hit.what)
        hits.setdefault(key, []).append(hit)
    return tuple(
        asked.told(same[0], len(dict.fromkeys((hit.place, hit.what) for hit in same)) - 1) for same in hits.values()
    )


def _hits(book: OpenedEpub, size: int, asked: Asked) -> Iterator[Hit]:
    yield from check_files(book, size, asked)
    yield from check_fonts(book, asked)
    yield from check_cover(book, asked)
    for item in book.items:
        if item.media_type == "text/css" and item.path in book.data:
            yield from check_sheet(book.data[item.path].decode("utf-8", "replace"), item.path, asked)
    yield from check_texts(book, asked)
    yield from check_notes(book, asked)
    yield from check_contents(book, asked)


def look_at(data: bytes, readers: Iterable[str]) -> tuple[Finding, ...]:
    """The same for the bytes of any file. Nothing in them raises but MemoryError."""
    try:
        book = open_epub(data)
    except ValueError as fault:
        return (finding("E013", NOWHERE, str(fault)),)
    found = [finding("E001", Place(path), f"{path} {why}") for path, why in book.faults]
    found += check_reading_systems(book, len(data), readers)
    return tuple(dict.fromkeys(found))
