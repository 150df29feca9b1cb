"""Texts laid over pages: which letters of each page have been found again elsewhere, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST = 12  # fewer letters than these are found on any page by chance


class Covering:
    """Pages of letters, each letter covered at most once."""

    def __init__(self, pages: list[str]) -> None:
        self._pages = pages
        self._covered = [bytearray(len(page)) for page in pages]
        self._next = [0] * len(pages)  # texts come in order, so the search goes on where the last one ended

    def reached(self, page: int) -> int:
        """The letter after the one covered last on a page."""
        return self._next[page]

    def cover(self, page: int, letters: str, fits: Callable[[int, int], bool] = lambda begin, end: True) -> bool:
        """Cover the letters where they stand uncovered on a page, preferably after what was covered last.

        ``fits`` tells of a place, by its first letter and the one after its last, whether they may stand there.
        """
        if not letters:
            return True
        for begin in (self._next[page], 0):
            at = self._pages[page].find(letters, begin)
            while at >= 0:
                if not any(self._covered[page][at : at + len(letters)]) and fits(at, at + len(letters)):
                    self.cover_at(page, at, len(letters))
                    return True
                at = self._pages[page].find(letters, at + 1)
        return False

    def cover_over(self, page: int, letters: str, pages: int) -> tuple[int, ...]:
        """Cover letters that run over several pages from this one on, as much on each as it has; all or nothing.

        Gives the pages. Few letters that are left over count only where nothing lies between them and what was covered last.
        """
        found: list[tuple[int, int, int]] = []
        for index in range(page, min(page + pages, len(self._pages))):
            if not letters:
                break
            at, size = self._longest(index, letters)
            rest = size == len(letters) and (not found or at == self._next[index])
            if size >= LEAST or (size and rest):
                found.append((index, at, size))
                letters = letters[size:]
        if letters:
            return ()
        for index, at, size in found:
            self.cover_at(index, at, size)
        return tuple(index for index, _, _ in found)

    def remains(self, page: int) -> tuple[tuple[int, int], ...]:
        """Runs of letters that were never covered: where each begins and ends."""
        runs: list[tuple[int, int]] = []
        covered = self._covered[page]
        begin = covered.find(0)
        while begin >= 0:
            end = covered.find(1, begin)
            end = len(covered) if end < 0 else end
            runs.append((begin, end))
            begin = covered.find(0, end)
        return tuple(runs)

    def cover_at(self, page: int, at: int, size: int) -> None:
        """Cover so many letters of a page from this one on."""
        self._covered[page][at : at + size] = b"\x01" * size
        self._next[page] = at + size

    def _longest(self, page: int, letters: str) -> tuple[int, int]:
        """The longest beginning of the letters that stands uncovered on the page: where, and how long; (0, 0) for none.

        Whether a beginning of some length is there at all falls off with its length, so halving finds the longest.
        """
        low, high = 0, len(letters)
        while low < high:
            middle = (low + high + 1) // 2
            if self._free(page, letters[:middle]) >= 0:
                low = middle
            else:
                high = middle - 1
        return (self._free(page, letters[:low]), low) if low else (0, 0)

    def _free(self, page: int, letters: str) -> int:
        at = self._pages[page].find(letters)
        while at >= 0 and any(self._covered[page][at : at + len(letters)]):
            at = self._pages[page].find(letters, at + 1)
        return at
