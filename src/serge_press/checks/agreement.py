"""Do the editions say the same, on the same pages? Judged from the finished files alone, however they were made.

For every page: the number printed on it, its label in the PDF and its entry in the e-book's page list are one; its mark in
the e-book stands before the first word of the page. For every "(p. 143)": what it names is on the page so labelled. For
every word: what the e-book has between two marks is on that page of the PDF, and the PDF has nothing more.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from serge_press.checks.epub_stream import read_stream
from serge_press.checks.opened_epub import open_epub
from serge_press.checks.opened_print import open_print
from serge_press.checks.page_words import PageWords
from serge_press.editions.leaves import holdings
from serge_press.findings import NOWHERE, Place
from serge_press.manuscript.nodes import Text
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.checks.epub_stream import Mark, Stream
    from serge_press.checks.opened_epub import OpenedEpub
    from serge_press.checks.opened_print import OpenedPrint
    from serge_press.editions.edition import Issue
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

MOST = 20  # findings of one rule; a book that is wrong throughout is told so once more, not a thousand times


def check_agreement(print_issue: Issue, epub_issue: Issue, manuscript: Manuscript) -> tuple[Finding, ...]:
    """Compare a print edition with an e-book of the same manuscript that marks its pages (rules G).

    Takes about ten milliseconds a page. At most twenty findings of one rule are told.
    """
    try:
        book = open_epub(epub_issue.data)
    except ValueError as fault:
        return (finding("G008", Place(epub_issue.name), str(fault)),)
    stream = read_stream(book)
    try:
        printed = open_print(print_issue.data, stream.has)
    except ValueError as fault:
        return (finding("G008", Place(print_issue.name), str(fault)),)
    return tuple(_at_most(_Comparison(printed, book, stream, print_issue, manuscript).findings()))


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

    def __init__(
        self, printed: OpenedPrint, book: OpenedEpub, stream: Stream, issue: Issue, manuscript: Manuscript
    ) -> None:
        self.printed = printed
        self.book = book
        self.issue = issue
        self.stream = stream
        self.index: Mapping[str, int] = {page.label: i for i, page in reversed([*enumerate(printed.pages)])}
        held = holdings(manuscript)
        self.places = held.places
        self.notes = held.notes
        self.misplaced: set[str] = set()  # labels of the marks that are told of
        self.words = PageWords(printed.pages, self.stream, frozenset({*_heads(manuscript), *self.stream.headings}))

    def place(self, anchor: str) -> Place:
        """The author's place of an anchor."""
        return self.places.get(anchor, NOWHERE)

    def findings(self) -> Iterator[Finding]:
        """Everything found, kind by kind. What is left of the pages is looked at when all texts were sought on them."""
        yield from self._page_list()
        yield from self._targets()
        yield from self._marks()
        yield from self._texts()
        yield from self._drawn()
        yield from self._notes()
        yield from self._references()
        yield from self._remains()

    def _page_list(self) -> Iterator[Finding]:
        labels = [page.label for page in self.printed.pages]
        listed = [label for label, _, _ in self.book.entries("page-list")]
        if not listed:
            yield finding("G002", NOWHERE, "the e-book has no page list")
            return
        last = max((i for i, page in enumerate(self.printed.pages) if page.letters.text), default=-1)
        wanted = labels[: last + 1]  # blank pages after the last text begin nothing
        for label in _lacking(wanted, listed):
            yield finding("G002", NOWHERE, f"printed page {label} is not in the e-book's page list")
        for label in _lacking(listed, labels):
            yield finding("G002", NOWHERE, f"the e-book's page list has a page {label} that the print edition has not")
        if sorted(wanted) == sorted(listed) and wanted != listed:
            place = next(a for a, b in zip(listed, wanted, strict=True) if a != b)
            yield finding("G002", NOWHERE, f"the e-book's page list is out of order at page {place}")

    def _targets(self) -> Iterator[Finding]:
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
        folios = self.issue.folios.pages if self.issue.folios else ()
        only_notes = {page.label for page in folios if page.anchor is None}  # or blank: no text begins there
        for count, mark in enumerate(marks):
            index = self.index.get(mark.label)
            if index is None or mark.label in only_notes:
                continue  # the former is told of the page list
            end = marks[count + 1].at if count + 1 < len(marks) else len(self.stream.letters)
            if fault := self.words.mark_fault(mark, index, end):
                yield self._misplaced(mark, fault)

    def _misplaced(self, mark: Mark, fault: str) -> Finding:
        self.misplaced.add(mark.label)
        message = f"the mark of page {mark.label} is not where the page begins: {fault}"
        return finding("G003", self.place(mark.anchor), message)

    def _texts(self) -> Iterator[Finding]:
        """Every stretch of the e-book between two cuts, sought on the page of the mark before it."""
        cuts = sorted({(at, leaf) for at, leaf in self.stream.cuts} | {(m.at, m.anchor) for m in self.stream.marks})
        marks = iter((*self.stream.marks, None))
        following = next(marks)
        before: Mark | None = None
        index: int | None = None
        told: set[str] = set()
        ends = (*(at for at, _ in cuts[1:]), len(self.stream.letters))
        for (begin, leaf), end in zip(cuts, ends, strict=False):  # a book without a word has no cut
            while following is not None and following.at <= begin:
                index = self.index.get(following.label, index)
                before = following
                following = next(marks)
            letters = self.stream.letters[begin:end]
            if not letters or index is None:
                continue
            opens = before if before is not None and before.at == begin else None
            found = self.words.find(letters, index, opens.word if opens else 0)
            if found:
                closes = following if following is not None and following.at == end else None
                yield from self._parted(letters, found, index, opens, closes)
            elif leaf not in told:
                told.add(leaf)
                label = self.printed.pages[index].label
                message = f"words of the e-book are not on printed page {label}: “{letters[:40]}”"
                yield finding("G005", self.place(leaf), message)

    def _drawn(self) -> Iterator[Finding]:
        """The words in drawings, each on the page of the mark before it; long ones first, for a number is found in many."""
        for one in sorted(self.stream.drawn, key=lambda one: -len(one.letters)):
            index = None if one.page is None else self.index.get(one.page.label)
            if index is None or self.words.find_drawn(one.letters, index):
                continue
            label = self.printed.pages[index].label
            message = f"words of a figure in the e-book are not on printed page {label}: “{one.letters[:40]}”"
            yield finding("G005", self.place(one.leaf), message)

    def _parted(
        self, letters: str, found: tuple[int, ...], index: int, opens: Mark | None, closes: Mark | None
    ) -> Iterator[Finding]:
        """A mark on whose wrong side words stand, though after it the e-book goes on as the page begins.

        So it is where a text repeats itself. ``opens`` and ``closes`` are the marks right before and after the words.
        """
        if opens is not None and opens.label not in self.misplaced and found[0] < index:
            label = self.printed.pages[found[0]].label
            yield self._misplaced(opens, f"“{letters[:30]}” after it stands on page {label}")
        elif closes is not None and closes.label not in self.misplaced and found[-1] > index:
            label = self.printed.pages[found[-1]].label
            yield self._misplaced(closes, f"“{letters[-30:]}” before it stands on page {label}")

    def _notes(self) -> Iterator[Finding]:
        found = {note.anchor for note in self.stream.notes}
        for anchor, place in self.notes.items():
            if anchor not in found:
                yield finding("G006", place, "the e-book does not have this note")
        for note in self.stream.notes:
            index = None if note.page is None else self.index.get(note.page.label)
            if note.letters and not self.words.find_note(note, index):
                message = f"print has this note otherwise, or not: “{note.letters[:40]}”"
                yield finding("G006", self.place(note.anchor), message)

    def _references(self) -> Iterator[Finding]:
        for reference in self.stream.references:
            where = self.printed.destinations.get(reference.target)
            said = f"page {reference.says} is given for “{reference.target}”"
            if where is None:
                yield finding("G004", self.place(reference.leaf), f"{said}, which print does not have")
            elif (label := self.printed.pages[where].label) != reference.says:
                yield finding("G004", self.place(reference.leaf), f"{said}, which is on page {label}")

    def _remains(self) -> Iterator[Finding]:
        """What print has beside the words of the e-book: running heads, numbers, and nothing more."""
        shown = {page.leaf - 1: page.printed for page in self.issue.folios.pages} if self.issue.folios else {}
        for index, page in enumerate(self.printed.pages):
            if shown.get(index, False) and not self.words.bears_number(index):
                yield finding("G001", NOWHERE, f"the page labelled {page.label} does not bear that number")
            for words in self.words.unexplained(index):
                yield finding("G007", NOWHERE, f"printed page {page.label} has words that the e-book lacks: “{words}”")


def _heads(manuscript: Manuscript) -> Iterator[str]:
    """What may stand at the head or foot of a page beside its number and the headings of the text."""
    book = manuscript.plan
    yield from (book.title, book.subtitle, *book.by)
    for division in manuscript.all_divisions():
        yield division.running
        yield _plain(division.title)


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
