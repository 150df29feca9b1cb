"""Do the editions say the same, on the same pages? Judged from the finished files alone, however they were made.

For every page: the number printed on it, its label in the PDF and its entry in the e-book's page list are one; its mark in
the e-book stands before the first word of the page. For every "(p. 143)": what it names is on the page so labelled. For
every word: what the e-book has between two marks is on that page of the PDF, and the PDF has nothing more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from serge_press.checks.comparing import bare
from serge_press.checks.covering import Covering
from serge_press.checks.epub_stream import read_stream
from serge_press.checks.opened_epub import open_epub
from serge_press.checks.opened_print import open_print
from serge_press.editions.leaves import holdings
from serge_press.findings import NOWHERE, Place
from serge_press.manuscript.nodes import Text
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.checks.epub_stream import Mark, NoteText, Stream
    from serge_press.checks.opened_epub import OpenedEpub
    from serge_press.checks.opened_print import OpenedPrint
    from serge_press.editions.edition import Issue
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

MOST = 20  # findings of one rule; a book that is wrong throughout is told so once more, not a thousand times
_SHORT = 24  # letters that must agree after a mark
_UNSEEN = 8  # letters of print that may go unexplained: numbers of lists and notes
_NUMBERS = 40  # figures in one run that may be such numbers


def check_agreement(print_issue: Issue, epub_issue: Issue, manuscript: Manuscript) -> tuple[Finding, ...]:
    """Compare a print edition with an e-book of the same manuscript that marks its pages (rules G).

    Takes about ten milliseconds a page. At most twenty findings of one rule are told.
    """
    try:
        printed = open_print(print_issue.data)
    except ValueError as fault:
        return (finding("G008", Place(print_issue.name), str(fault)),)
    try:
        book = open_epub(epub_issue.data)
    except ValueError as fault:
        return (finding("G008", Place(epub_issue.name), str(fault)),)
    return tuple(_at_most(_Comparison(printed, book, print_issue, manuscript).findings()))


def _at_most(findings: Iterator[Finding]) -> Iterator[Finding]:
    told: Counter[str] = Counter()
    for found in findings:
        told[found.rule] += 1
        if told[found.rule] <= MOST:
            yield found
    for rule, count in told.items():
        if count > MOST:
            yield finding(rule, NOWHERE, f"and {count - MOST} more like this")


class _Comparison:
    """One print edition beside one e-book."""

    def __init__(self, printed: OpenedPrint, book: OpenedEpub, issue: Issue, manuscript: Manuscript) -> None:
        self.printed = printed
        self.book = book
        self.issue = issue
        self.manuscript = manuscript
        self.stream: Stream = read_stream(book)
        self.index: Mapping[str, int] = {page.label: i for i, page in reversed([*enumerate(printed.pages)])}
        self.covering = Covering([page.letters.text for page in printed.pages])
        held = holdings(manuscript)
        self.places = held.places
        self.notes = held.notes
        self.heads = self._heads()
        self.calls = sorted(self.stream.calls.values())

    def _heads(self) -> frozenset[str]:
        """What may stand at the head or foot of a page beside its number."""
        book = self.manuscript.plan
        said = [book.title, book.subtitle, *book.by]
        for division in self.manuscript.all_divisions():
            said += [division.running, _plain(division.title)]
        return frozenset(_wordy(words) for words in (*said, *self.stream.heads)) - {""}

    def place(self, anchor: str) -> Place:
        """The author's place of an anchor."""
        return self.places.get(anchor, NOWHERE)

    def findings(self) -> Iterator[Finding]:
        """Everything found, kind by kind. Covering fills while texts are compared, so its remains come last."""
        yield from self._page_list()
        yield from self._marks()
        yield from self._texts()
        yield from self._notes()
        yield from self._references()
        yield from self._remains()

    # ------------------------------------------------------------------------------------------ pages

    def _page_list(self) -> Iterator[Finding]:
        labels = [page.label for page in self.printed.pages]
        listed = [label for label, _, _ in self.book.entries("page-list")]
        if not listed:
            yield finding("G002", NOWHERE, "the e-book has no page list")
            return
        last = max((i for i, page in enumerate(self.printed.pages) if page.letters.text), default=-1)
        wanted = labels[: max(last + 1, len(listed))] if len(listed) <= len(labels) else labels
        for label in _lacking(wanted, listed):
            yield finding("G002", NOWHERE, f"printed page {label} is not in the e-book's page list")
        for label in _lacking(listed, labels):
            yield finding("G002", NOWHERE, f"the e-book's page list has a page {label} that the print edition has not")
        if sorted(wanted) == sorted(listed) and wanted != listed:
            place = next(a for a, b in zip(listed, wanted, strict=True) if a != b)
            yield finding("G002", NOWHERE, f"the e-book's page list is out of order at page {place}")
        by_address = {mark.address: mark for mark in self.stream.marks}
        for label, address, _ in self.book.entries("page-list"):
            mark = by_address.get(address)
            if mark is None:
                yield finding("G002", NOWHERE, f"page {label} of the page list leads to no page mark ({address})")
            elif mark.label != label:
                message = f"page {label} of the page list leads to the mark of page {mark.label}"
                yield finding("G002", self.place(mark.anchor), message)

    def _marks(self) -> Iterator[Finding]:
        marks = self.stream.marks
        for count, mark in enumerate(marks):
            index = self.index.get(mark.label)
            if index is None:
                continue  # told by the page list
            end = marks[count + 1].at if count + 1 < len(marks) else len(self.stream.letters)
            fault = self._mark_fault(mark, index, end)
            if fault:
                place = self.place(mark.anchor)
                yield finding("G003", place, f"the mark of page {mark.label} is not where the page begins: {fault}")

    def _mark_fault(self, mark: Mark, index: int, end: int) -> str:
        page = self.printed.pages[index].letters.text
        following = self.stream.letters[mark.at : end]
        if not following:
            blank = self._explained(index, 0, len(page))
            return "" if blank else f"print has “{self._opening(index)}”, the e-book nothing"
        for skipped in range(min(mark.word, len(following)) + 1):
            wanted = self._wanted(mark.at + skipped, end)
            found = wanted.search(page)
            if found is None or not self._may_precede(index, found.start()):
                continue
            if skipped == 0 or self._broken_before(index, following[:skipped]):
                return ""
        said = self._raw_after(mark)
        return f"print begins with “{self._opening(index)}”, the e-book goes on with “{said}”"

    def _wanted(self, begin: int, end: int) -> re.Pattern[str]:
        """The next letters of the e-book, as print may have them: with the number of a note at each call."""
        end = min(begin + _SHORT, end)
        calls = self.calls[bisect_left(self.calls, begin) : bisect_right(self.calls, end)]
        stops = [begin, *calls, end]
        parts = [re.escape(self.stream.letters[a:b]) for a, b in pairwise(stops)]
        return re.compile(r"[0-9]{0,4}".join(parts))

    def _may_precede(self, index: int, size: int) -> bool:
        """Whether so many letters may stand on a page before its first word: a running head, a list number, a table's head."""
        return size <= 3 or self._explained(index, 0, size)

    def _explained(self, index: int, begin: int, end: int) -> bool:
        """Whether letters of a page are no text: running heads, page numbers, numbers of lists and notes."""
        words = self._words(index, begin, end)
        label = bare(self.printed.pages[index].label)
        rest = "".join(word for word in words if word != label and not word.isdigit())
        return sum(map(len, words)) - len(rest) <= _NUMBERS and (not rest or rest in self.heads)

    def _words(self, index: int, begin: int, end: int) -> list[str]:
        if begin == end:
            return []
        return [bare(word) for word in self._raw(index, begin, end).split()]

    def _raw(self, index: int, begin: int, end: int) -> str:
        letters = self.printed.pages[index].letters
        return letters.source[letters.at[begin] : letters.at[end - 1] + 1]

    def _opening(self, index: int) -> str:
        return " ".join(self.printed.pages[index].text.split()[:6])

    def _raw_after(self, mark: Mark) -> str:
        return self.stream.letters[mark.at : mark.at + 30]

    # ------------------------------------------------------------------------------------------ words

    def _texts(self) -> Iterator[Finding]:
        """Every stretch of the e-book between two cuts, sought on the page of the mark before it."""
        cuts = sorted({(at, leaf) for at, leaf in self.stream.cuts} | {(m.at, m.anchor) for m in self.stream.marks})
        marks = iter((*self.stream.marks, None))
        following = next(marks)
        index: int | None = None
        told: set[str] = set()
        for (begin, leaf), (end, _) in zip(cuts, [*cuts[1:], (len(self.stream.letters), "")], strict=True):
            opening = 0
            while following is not None and following.at <= begin:
                index = self.index.get(following.label, index)
                opening = following.word if following.at == begin else 0
                following = next(marks)
            letters = self.stream.letters[begin:end]
            if not letters or index is None:
                continue
            if not self._seek(letters, index, opening) and leaf not in told:
                told.add(leaf)
                label = self.printed.pages[index].label
                message = f"words of the e-book are not on printed page {label}: “{self._quoted(begin, end)}”"
                yield finding("G005", self.place(leaf), message)

    def _seek(self, letters: str, index: int, opening: int) -> bool:
        """Cover the letters on a page, or (their mark being told of already) on the pages beside it."""
        for skipped in range(min(opening, len(letters) - 1) + 1) if opening else ():  # a page may open within a word
            at = self.printed.pages[index].letters.text.find(letters[skipped:])
            if at >= 0 and self._may_precede(index, at):
                self.covering.cover_at(index, at, len(letters) - skipped)
                self._cover_broken(index, letters[:skipped])
                return True
        if self.covering.cover(index, letters):
            return True
        near = [i for i in (index - 1, index + 1) if 0 <= i < len(self.printed.pages)]
        return any(self.covering.cover(i, letters) for i in near) or self.covering.cover_over(
            max(index - 1, 0), letters, pages=3
        )

    def _broken_before(self, index: int, start: str) -> tuple[int, int] | None:
        """The page before this one, and the place on it, where a line ends with these letters and a hyphen."""
        for before in range(index - 1, max(index - 3, -1), -1):  # a blank page may lie between
            at = self.printed.pages[before].broken_word(start, self.covering.reached(before))
            if at is not None:
                return before, at
        return None

    def _cover_broken(self, index: int, start: str) -> None:
        found = self._broken_before(index, start) if start else None
        if found:
            self.covering.cover_at(*found, len(start))

    def _quoted(self, begin: int, end: int) -> str:
        return self.stream.letters[begin : min(end, begin + 40)]

    def _notes(self) -> Iterator[Finding]:
        found = {note.anchor for note in self.stream.notes}
        for anchor, place in self.notes.items():
            if anchor not in found:
                yield finding("G006", place, "the e-book does not have this note")
        for note in self.stream.notes:
            if note.letters and not self._seek_note(note):
                yield finding(
                    "G006", self.place(note.anchor), f"print has this note otherwise, or not: “{note.letters[:40]}”"
                )

    def _seek_note(self, note: NoteText) -> bool:
        """On the page of its call, or begun there and run on; failing that anywhere, for notes gathered at the end."""
        index = self._page_at(note.called_at) if note.called_at is not None else None
        if index is not None:
            if self.covering.cover(index, note.letters) or self.covering.cover_over(index, note.letters, pages=6):
                return True
        return any(self.covering.cover(i, note.letters) for i in range(len(self.printed.pages)))

    def _page_at(self, at: int) -> int | None:
        found: int | None = None
        for mark in self.stream.marks:
            if mark.at > at:
                break
            found = self.index.get(mark.label, found)
        return found

    def _references(self) -> Iterator[Finding]:
        for reference in self.stream.references:
            where = self.printed.destinations.get(reference.target)
            if where is None:
                message = f"page {reference.says} is given for “{reference.target}”, which print does not have"
                yield finding("G004", self.place(reference.leaf), message)
            elif self.printed.pages[where].label != reference.says:
                label = self.printed.pages[where].label
                message = f"page {reference.says} is given for “{reference.target}”, which is on page {label}"
                yield finding("G004", self.place(reference.leaf), message)

    def _remains(self) -> Iterator[Finding]:
        """What print has beside the words of the e-book: running heads, numbers, and nothing more."""
        shown = {page.leaf - 1: page.printed for page in self.issue.folios.pages} if self.issue.folios else {}
        for index, page in enumerate(self.printed.pages):
            runs = self.covering.remains(index)
            if shown.get(index, False) and not self._bears_number(index, runs):
                yield finding("G001", NOWHERE, f"the page labelled {page.label} does not bear that number")
            for begin, end in runs:
                letters = page.letters.text[begin:end]
                if len(letters) > _UNSEEN and not self._explained(index, begin, end):
                    words = " ".join(self._raw(index, begin, end).split())[:60]
                    yield finding(
                        "G007", NOWHERE, f"printed page {page.label} has words that the e-book lacks: “{words}”"
                    )

    def _bears_number(self, index: int, runs: tuple[tuple[int, int], ...]) -> bool:
        """Whether the page's label stands, as a word of its own, before or after all of its text."""
        page = self.printed.pages[index]
        size = len(page.letters.text)
        outer = [run for run in runs if run[0] == 0 or run[1] == size]
        words = [word for begin, end in outer for word in self._words(index, begin, end)]
        return bare(page.label) in words


def _wordy(text: str) -> str:
    """The letters of a text without those of its words that are numbers."""
    return "".join(word for word in map(bare, text.split()) if not word.isdigit())


def _plain(inlines: object) -> str:
    """The words of a title, as far as they are text."""
    if isinstance(inlines, Text):
        return inlines.text
    if isinstance(inlines, tuple):
        return "".join(map(_plain, inlines))
    return _plain(getattr(inlines, "inlines", ()))


def _lacking(wanted: list[str], there: list[str]) -> list[str]:
    """What is wanted and not there, as often as it is lacking, in order."""
    left = Counter(there)
    missing: list[str] = []
    for label in wanted:
        if left[label]:
            left[label] -= 1
        else:
            missing.append(label)
    return missing
