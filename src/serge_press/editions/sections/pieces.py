"""A long index laid out in pieces, each of a few pages, so that after an edit only those are laid out that have other words.

An index prints the pages of the whole book, so hardly an edit leaves it as it was; but of its thousands of entries some five
change, and lines are seldom more or fewer for it. So it is laid out a few pages at a time: a piece ends with a page after which
an entry begins a page, and the next piece begins with that entry. It is laid out from its own entries and some that come after,
and from what stands around them, without a word, so that sheets find every element in its place: a piece has the pages that it
would have in one run. It begins with a page to be dropped, for what begins a page in the midst of a section has no space above
it.

Names stand for what the links of a piece lead to, and are replaced when the book is joined: the place of every mention in a
chapter has another name when one is added before it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from itertools import accumulate, islice
from math import ceil
from typing import TYPE_CHECKING
from urllib.parse import unquote

from serge_press.editions.sections import documents
from serge_press.editions.sections.sheets import SectionSheets
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from serge_press.editions.sections.pace import Pace
    from serge_press.editions.sections.request import SectionRequest

PAGES = 2
"""Pages of a piece at least."""

WINDOW = 1.7
"""So many pages more its entries fill about, so that one of them begins a page."""

_MORE = 0.7
"""So many more a piece has than at least, on the average."""

_LONG = 6
"""Pages of an index that is laid out in pieces, about."""

_AFTER = 16
"""Lines that stand at least after the end of a piece, so that nothing that comes later bears on its last page."""

_LINK = "press-link-"

_FRAME = re.compile(
    r'(?P<opening>.*?<body>\n<div class="unit [^>]*>\n<section [^>]*>\n)(?:<header>.*?</header>\n)?'
    r'(?P<columns><div class="index-columns">\n)(?P<note>(?:<p [^>]*>[^\n]*</p>\n)?)'
    r'(?P<letters><section class="level-2">\n.*</section>\n)(?P<closing></div>\n</section>\n</div>\n</body>\n</html>\n)',
    re.DOTALL,
)
_LETTER = re.compile(
    r'(?P<opening><section class="level-2">\n)(?P<heading><h2 id="(?P<id>[^"]*)"[^>]*>[^\n]*</h2>\n)(?P<list><ul id="[^"]*">\n)'
    r"(?P<items>.*)(?P<closing></ul>\n</section>\n)",
    re.DOTALL,
)
_CLASSES = re.compile(r'\sclass="([^"]*)"')
_ITEM = re.compile(r"<(/?)(li|ul)\b[^>]*>")
_ENTRY = re.compile(r'<li><p class="index-entry" id="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_HREF = re.compile(r'(\shref="#)([^"]*)"')
_ID = re.compile(r'\sid="[^"]*"')
_HIDDEN = ' style="display: none !important"'


@dataclass(frozen=True, slots=True)
class _Letter:
    """The entries under one letter, each with its id; and what they stand in."""

    opening: str
    heading: str
    name: str  # the id of the heading
    list: str
    items: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[float, ...]
    closing: str

    def bare(self) -> str:
        """It without a word, and not shown."""
        return f"{_hidden(self.opening)}{_hidden(self.heading)}</h2>\n{_bare(self.list)}{self.closing}"


@dataclass(frozen=True, slots=True)
class Piece:
    """What pieces are laid out from; ``last`` tells that all that comes after is in it, so that none need end before."""

    request: SectionRequest
    last: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """An index in its parts. Places in it are the number of a letter and that of an entry, -1 for the letter itself.

    ``links`` are what its links lead to, by the names that stand for them. ``counted`` tells that a sheet may count elements.
    """

    opening: str
    columns: str
    note: str
    letters: tuple[_Letter, ...]
    closing: str
    header: str
    pace: Pace
    places: dict[str, tuple[int, int]]
    links: dict[str, str]
    counted: bool

    def piece(self, request: SectionRequest, start: str, most: int = 1, window: float = WINDOW) -> Piece:
        """The piece of the index of a request that begins with an id, "" for the first.

        It has entries for ``most`` pieces, and for so many pages more.
        """
        rows = self._rows(start, (most * (PAGES + _MORE) - _MORE + window) * self.pace.lines)
        last = self._is_last(rows[-1][0])
        ends: list[str] = []
        after = 0.0
        for _, name, lines in reversed(rows[1:]):
            after += lines
            if last or after > _AFTER:
                ends.append(name)
        return Piece(replace(self._request(request, start, rows[-1][0]), ends=tuple(ends), most=most), last)

    def key(self, request: SectionRequest, start: str, end: str) -> str:
        """The digest of all that a piece is made from that ends before an id; "" at the end of the index."""
        stop = (len(self.letters) - 1, len(self.letters[-1].items) - 1)
        if end:
            stop = self._rows(end, _AFTER)[-1][0]
        return replace(self._request(request, start, stop), ends=(end,)).digest

    def _is_last(self, place: tuple[int, int]) -> bool:
        return place == (len(self.letters) - 1, len(self.letters[-1].items) - 1)

    def _request(self, request: SectionRequest, start: str, stop: tuple[int, int]) -> SectionRequest:
        html = self._text(self.places[start] if start else (0, -1), stop, whole=not start)
        own = documents.ids(html)
        return replace(
            request,
            html=html,
            elsewhere=tuple(dict.fromkeys(unescape(unquote(name)) for _, name in _HREF.findall(html))),
            leaves=tuple(name for name in request.leaves if name in own),
            spare=1 if start else 0,
            least=PAGES,
        )

    def _rows(self, start: str, most: float) -> list[tuple[tuple[int, int], str, float]]:
        """Places from an id on, each with its id and its lines, until there are so many lines."""
        begin = self.places[start] if start else (0, -1)
        rows: list[tuple[tuple[int, int], str, float]] = []
        total = 0.0
        for at in range(begin[0], len(self.letters)):
            letter = self.letters[at]
            for item in range(begin[1] if at == begin[0] else -1, len(letter.items)):
                name = letter.names[item] if item >= 0 else letter.name
                lines = letter.lines[item] if item >= 0 else 2.0
                rows.append(((at, item), name, lines))
                total += lines
                if total > most and item >= 0:
                    return rows
        return rows

    def _text(self, first: tuple[int, int], stop: tuple[int, int], *, whole: bool) -> str:
        out = [self.opening, self.header, self.columns, self.note]
        if not whole:
            style = f"display: block !important; height: {self.pace.height:.3f}mm !important; margin: 0 !important; "
            style += "padding: 0 !important; border: 0 !important"
            out = [_bare(self.opening), f'<header style="{style}"></header>\n', self.columns]
            out += [_hidden(self.note.partition(">")[0] + ">") + "</p>\n"] if self.note else []
        out += self._unseen(letter.bare() for letter in self.letters[: first[0]])
        for at in range(first[0], stop[0] + 1):
            letter = self.letters[at]
            begin = first[1] if at == first[0] else -1
            end = stop[1] if at == stop[0] else len(letter.items) - 1
            out.append(letter.opening)
            out.append(letter.heading if begin < 0 else f"{_hidden(letter.heading)}</h2>\n")
            out.append(letter.list if begin <= 0 else _bare(letter.list))
            out += self._unseen([f"<li{_HIDDEN}></li>\n"] * begin)
            out += letter.items[max(begin, 0) : end + 1]
            out += self._unseen([f"<li{_HIDDEN}></li>\n"] * (len(letter.items) - 1 - end))
            out.append(letter.closing)
        out += self._unseen(letter.bare() for letter in self.letters[stop[0] + 1 :])
        return "".join((*out, self.closing))

    def _unseen(self, elements: Iterable[str]) -> Iterable[str]:
        """Elements without a word: all, or as many as a sheet may ask for that does not count them."""
        return elements if self.counted else islice(elements, 2)


def cut(html: str, pace: Pace) -> Cut | None:
    """The index of a section in its parts; None for one that is short, or otherwise than the press sets it."""
    found = _FRAME.fullmatch(html)
    if found is None or " style=" in html or 'class="footnote' in html:
        return None
    letters: list[_Letter] = []
    links: dict[str, str] = {}
    for text in re.split(r'(?=<section class="level-2">\n)', found["letters"])[1:]:
        one = _LETTER.fullmatch(text)
        if one is None:
            return None
        items = tuple(_items(one["items"]))
        names = [unescape(name[1]) for item in items if (name := _ENTRY.match(item))]
        if not items or len(names) != len(items) or "".join(items) != one["items"]:
            return None
        lines = tuple(_lines(item, pace) for item in items)
        items = tuple(_numbered(item, name, links) for item, name in zip(items, names, strict=True))
        letters.append(
            _Letter(
                one["opening"], one["heading"], unescape(one["id"]), one["list"], items, tuple(names), lines, one["closing"]
            )
        )  # fmt: skip
    if sum(sum(letter.lines) for letter in letters) < _LONG * pace.lines:
        return None
    places = {letter.name: (at, -1) for at, letter in enumerate(letters)}
    places |= {name: (at, item) for at, letter in enumerate(letters) for item, name in enumerate(letter.names)}
    held = {one for row in set(_CLASSES.findall(html)) for one in row.split()}
    header = html[found.end("opening") : found.start("columns")]
    return Cut(
        found["opening"], found["columns"], found["note"], tuple(letters), found["closing"], header, pace, places, links,
        any(classes <= held for classes in pace.counted),
    )  # fmt: skip


def _numbered(item: str, name: str, links: dict[str, str]) -> str:
    """An entry whose links lead to names that stand for what they lead to."""
    count = 0

    def number(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        links[f"{_LINK}{name}-{count}"] = unescape(unquote(found[2]))
        return f'{found[1]}{escape(_LINK + name)}-{count}"'

    return _HREF.sub(number, item)


def _items(text: str) -> Iterator[str]:
    """The items of a list, each with the end of its line."""
    begin = depth = 0
    for tag in _ITEM.finditer(text):
        depth += -1 if tag[1] else 1
        if not depth:
            end = tag.end() + text.startswith("\n", tag.end())
            yield text[begin:end]
            begin = end


def _lines(item: str, pace: Pace) -> float:
    """About how many lines an entry takes."""
    return float(ceil((len(_TAG.sub("", item)) + 1) / pace.letters))


def _hidden(tag: str) -> str:
    """The tag that opens an element, of which nothing is shown."""
    opened, _, _ = _bare(tag).partition(">")
    return f"{opened}{_HIDDEN}>"


def _bare(tag: str) -> str:
    """Tags without ids: these stand in an earlier piece."""
    return _ID.sub("", tag)


def together(pieces: Sequence[SectionSheets]) -> SectionSheets:
    """The facts about a section laid out in pieces, as if it had been laid out in one. It has no pages to be joined."""
    starts = [0, *accumulate(len(piece.pages) for piece in pieces)]
    rows = [(piece, start) for piece, start in zip(pieces, starts, strict=False)]
    return SectionSheets(
        tuple(replace(page, leaf=start + page.leaf) for piece, start in rows for page in piece.pages),
        tuple(one for piece in pieces for one in piece.furnished),
        {name: count for piece in pieces for name, count in piece.note_letters.items()},
        tuple(dict.fromkeys(one for piece in pieces for one in piece.said)),
        tuple(replace(spot, page=start + spot.page) for piece, start in rows for spot in piece.spots),
        tuple(replace(mark, page=start + mark.page) for piece, start in rows for mark in piece.bookmarks),
        pieces=tuple(pieces),
    )
