"""The words of an e-book sought on the pages of its print edition, and what of each page is left when all were found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from serge_press.checks.comparing import bare
from serge_press.checks.covering import LEAST, Covering

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from serge_press.checks.epub_stream import Mark, NoteText, Stream
    from serge_press.checks.opened_print import PrintedPage

_SHORT = 24  # letters that must agree after a mark
_UNSEEN = 8  # letters of print that may go unexplained: numbers of lists and notes
_NUMBERS = 40  # figures in one run that may be such numbers


def wordy(text: str) -> str:
    """The letters of a text without those of its words that are numbers."""
    return "".join(word for word in map(bare, text.split()) if not word.isdigit())


class PageWords:
    """Printed pages beside the stream of an e-book. ``heads`` are words that may stand in the margins of pages.

    WeasyPrint writes the margins of a page after its text, so running heads and page numbers come last.
    """

    def __init__(self, pages: tuple[PrintedPage, ...], stream: Stream, heads: Set[str]) -> None:
        self.pages = pages
        self.stream = stream
        self._covering = Covering([page.letters.text for page in pages])
        self._heads = frozenset(map(wordy, heads)) - {""}
        self._table_heads = frozenset(map(wordy, stream.table_heads)) - {""}
        self._calls = sorted(stream.calls.values())

    # ------------------------------------------------------------------------------------------ marks

    def mark_fault(self, mark: Mark, index: int, end: int) -> str:
        """What is wrong with a mark whose page ends at the letter ``end`` of the e-book; "" for nothing."""
        following = self.stream.letters[mark.at : end]
        if not following:
            size = len(self.pages[index].letters.text)
            return "" if self._marginal(index, 0, size) else f"print has “{self._opening(index)}”, the e-book nothing"
        for skipped in range(min(mark.word, len(following) - 1) + 1):
            found = self._wanted(mark.at + skipped, end).search(self.pages[index].letters.text)
            if found is None or not self._may_precede(index, found.start()):
                continue
            if skipped == 0 or self._broken_before(index, following[:skipped]):
                return ""
        return f"print begins with “{self._opening(index)}”, the e-book goes on with “{following[:30]}”"

    def _wanted(self, begin: int, end: int) -> re.Pattern[str]:
        """The next letters of the e-book, as print may have them: with the number of a note at each call."""
        end = min(begin + _SHORT, end)
        calls = self._calls[bisect_left(self._calls, begin) : bisect_right(self._calls, end)]
        parts = [re.escape(self.stream.letters[a:b]) for a, b in pairwise([begin, *calls, end])]
        return re.compile(r"[0-9]{0,4}".join(parts))

    def _may_precede(self, index: int, size: int) -> bool:
        """Whether so many letters may stand before the first word of a page: a number of a list, a table's repeated head."""
        rest = self._wordy(index, 0, size)
        return (not rest and size <= _UNSEEN) or rest in self._table_heads

    def _broken_before(self, index: int, start: str) -> tuple[int, int] | None:
        """The page before this one, and the place on it, where a line ends with these letters and a hyphen."""
        for before in range(index - 1, max(index - 3, -1), -1):  # a blank page may lie between
            at = self.pages[before].broken_word(start, self._covering.reached(before))
            if at is not None:
                return before, at
        return None

    def _opening(self, index: int) -> str:
        return " ".join(self.pages[index].text.split()[:6])

    # ------------------------------------------------------------------------------------------ texts

    def find(self, letters: str, index: int, opening: int) -> tuple[int, ...]:
        """Cover letters on a page, of whose first word ``opening`` letters may stand on the page before.

        Failing that on the pages beside it. Gives the pages they stand on, without one that has only the beginning of a
        broken word; () where they stand on none.
        """
        loose: tuple[int, int] | None = None
        for skipped in range(min(opening, len(letters) - 1) + 1) if opening else ():
            at = self.pages[index].letters.text.find(letters[skipped:])
            if at < 0 or not self._may_precede(index, at):
                continue
            broken = self._broken_before(index, letters[:skipped]) if skipped else None
            if skipped and broken is None:
                loose = loose or (at, skipped)
                continue
            self._covering.cover_at(index, at, len(letters) - skipped)
            if broken is not None:
                self._covering.cover_at(*broken, skipped)
            return (index,)
        if self._covering.cover(index, letters):
            return (index,)
        for near in (index - 1, index + 1):
            if 0 <= near < len(self.pages) and self._covering.cover(near, letters):
                return (near,)
        over = self._covering.cover_over(max(index - 1, 0), letters, pages=3)
        if not over and opening and self._few_before(letters, index):
            return (index - 1, index)
        if not over and loose is not None:
            self._covering.cover_at(index, loose[0], len(letters) - loose[1])
            return (index,)
        return over

    def _few_before(self, letters: str, index: int) -> bool:
        """Cover letters of which the first few, too few to be sought by themselves, go on where the page before left off."""
        text = self.pages[index].letters.text
        for few in range(1, min(LEAST, len(letters)) if index else 0):
            reached = self._covering.reached(index - 1)
            at = text.find(letters[few:])
            if (
                at >= 0
                and self._may_precede(index, at)
                and self.pages[index - 1].letters.text.startswith(letters[:few], reached)
            ):
                self._covering.cover_at(index - 1, reached, few)
                self._covering.cover_at(index, at, len(letters) - few)
                return True
        return False

    def find_drawn(self, letters: str, index: int) -> bool:
        """Cover one text of a drawing on its page, or on the next, where a drawing that has no room goes."""
        pages = range(index, min(index + 2, len(self.pages)))
        return any(self._covering.cover(page, letters, partial(self._whole, page)) for page in pages)

    def _whole(self, index: int, begin: int, end: int) -> bool:
        """Whether letters of a page are whole words."""
        letters = self.pages[index].letters
        before, after = letters.at[begin] - 1, letters.at[end - 1] + 1
        return not (
            (before >= 0 and letters.source[before].isalnum())
            or (after < len(letters.source) and letters.source[after].isalnum())
        )

    def find_note(self, note: NoteText, index: int | None) -> bool:
        """Cover a note on the page of its call, or begun there and run on; failing that anywhere, as notes at the end are.

        With its number before it, where print has that: notes are often alike, or one the beginning of another.
        """
        for letters in (note.number + note.letters, note.letters):
            if index is not None and (
                self._covering.cover(index, letters) or self._covering.cover_over(index, letters, pages=6)
            ):
                return True
        return any(self._covering.cover(i, note.letters) for i in range(len(self.pages)))

    # ------------------------------------------------------------------------------------------ what is left

    def bears_number(self, index: int) -> bool:
        """Whether the page's label stands, as a word of its own, before or after all of its text."""
        size = len(self.pages[index].letters.text)
        outer = [run for run in self._covering.remains(index) if run[0] == 0 or run[1] == size]
        words = [bare(word) for run in outer for word in self._raw(index, *run).split()]
        return bare(self.pages[index].label) in words

    def unexplained(self, index: int) -> Iterator[str]:
        """Words of a page that are neither the e-book's nor running heads nor numbers."""
        size = len(self.pages[index].letters.text)
        for begin, end in self._covering.remains(index):
            if end - begin <= _UNSEEN or (end == size and self._marginal(index, begin, end)):
                continue
            rest = self._wordy(index, begin, end)
            if (begin == 0 and rest in self._table_heads) or (not rest and end - begin <= _NUMBERS):
                continue
            yield " ".join(self._raw(index, begin, end).split())[:60]

    def _marginal(self, index: int, begin: int, end: int) -> bool:
        """Whether letters of a page can be its running head and number, with numbers of lists before them."""
        rest = self._wordy(index, begin, end)
        return not rest or rest in self._heads

    def _wordy(self, index: int, begin: int, end: int) -> str:
        """The letters of a stretch without numbers and the page's own label."""
        label = bare(self.pages[index].label)
        words = map(bare, self._raw(index, begin, end).split())
        return "".join(word for word in words if word != label and not word.isdigit())

    def _raw(self, index: int, begin: int, end: int) -> str:
        letters = self.pages[index].letters
        return letters.source[letters.at[begin] : letters.at[end - 1] + 1] if begin < end else ""
