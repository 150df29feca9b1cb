"""A folder to located plain data: ``book.toml``, the records of the catalogue, and the prose the book names."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from serge_press.findings import Place, has_errors
from serge_press.memory import as_before, remembered, remembered_by_identity
from serge_press.reading.located import Entry, LocatedList, LocatedMapping, LocatedText
from serge_press.reading.prose import ProseFile, read_prose, split_head
from serge_press.reading.record import near
from serge_press.reading.toml_file import parse_toml
from serge_press.reading.yaml_file import parse_yaml
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.findings import Finding
    from serge_press.reading.folder import Folder
    from serge_press.reading.located import Located
    from serge_press.reading.prose_text import ProseText

KINDS = ("people", "sources", "places", "works", "cases", "events", "accounts")
MAX_TOTAL = 16 * 1024 * 1024
"""Characters of text read from one book folder."""

MOST_FAULTS = 10_000
"""Findings after which no further record is read: a file that is no catalogue at all must not fill the memory with them."""

_PLAN = "book.toml"
_ID = re.compile(r"(?<![\w-])id: *[\"']?([a-z0-9][a-z0-9-]{0,99})")


@dataclass(frozen=True, slots=True)
class LocatedRecord:
    """One record of the catalogue as written; ``prose`` is the text below its head, None where there is none."""

    mapping: LocatedMapping
    prose: ProseText | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read. ``records`` has every kind of the catalogue; ``names`` are all files of the folder.

    ``unread`` are kind and id of records that seem to stand in files of the catalogue that could not be read.
    """

    book: LocatedMapping | None
    records: Mapping[str, tuple[LocatedRecord, ...]]
    prose: Mapping[str, ProseFile]
    names: frozenset[str] = frozenset()
    unread: frozenset[tuple[str, str]] = frozenset()


def read(folder: Folder, settings: tuple[tuple[str, str], ...] = ()) -> tuple[Reading, tuple[Finding, ...]]:
    """Read the whole folder. ``settings`` are values laid over book.toml, by dotted key (``edition.print.trim``)."""
    return _Reader(folder).read(settings)


class _Reader:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.found: list[Finding] = []
        self.total = 0
        self.unread: set[tuple[str, str]] = set()

    def read(self, settings: tuple[tuple[str, str], ...]) -> tuple[Reading, tuple[Finding, ...]]:
        names = self.folder.names()
        self.found += self.folder.findings()
        known = as_before("names", frozenset(names))
        book = self._book(known, settings)
        files: dict[str, list[tuple[LocatedRecord, ...]]] = {kind: [] for kind in KINDS}
        for name in names:
            if name.startswith("catalogue/"):
                self._catalogue_file(name, files)
        prose = self._prose(book, known)
        records = _by_kind(*(_together(*files[kind]) for kind in KINDS))
        unread = as_before("unread", frozenset(self.unread))
        return Reading(book, records, MappingProxyType(prose), known, unread), tuple(self.found)

    def _text(self, name: str) -> str | None:
        text, found = self.folder.read_text(name)
        self.found += found
        if text is None:
            return None
        before = self.total
        self.total += len(text)
        if self.total > MAX_TOTAL:
            if before <= MAX_TOTAL:
                words = f"the book holds more than {MAX_TOTAL:,} characters of text; from this file on nothing is read"
                self.found.append(finding("F002", Place(name), words))
            return None
        return text

    def _book(self, known: frozenset[str], settings: tuple[tuple[str, str], ...]) -> LocatedMapping | None:
        if _PLAN not in known:
            self.found.append(finding("F012", Place(_PLAN), "the folder has no book.toml"))
            return None
        text = self._text(_PLAN)
        if text is None:
            return None
        book, found = _plan(text, settings)
        self.found += found
        return book

    def _catalogue_file(self, name: str, files: dict[str, list[tuple[LocatedRecord, ...]]]) -> None:
        first = name.split("/")[1]
        kind, dot, ending = first.partition(".")
        if dot and name.count("/") == 1:
            fits = ending in {"yaml", "yml"}
        else:
            kind, ending = first, name.rpartition(".")[2]
            fits = ending in {"yaml", "yml", "md"}
        if kind not in files or not fits:
            mend = near(kind, KINDS) if kind not in files else None
            self.found.append(finding("F020", Place(name), "nothing of the catalogue is read from this file", mend))
            return
        text = self._text(name)
        if text is None:
            self._unread(kind, self._as_it_is(name))
            return
        records, found = _records(text, name, max(MOST_FAULTS - len(self.found), 1))
        self.found += found
        if has_errors(found):
            self._unread(kind, text)
        if records:
            files[kind].append(records)

    def _unread(self, kind: str, text: str) -> None:
        self.unread.update((kind, own) for own in _ID.findall(text))

    def _as_it_is(self, name: str) -> str:
        """A text in another encoding than UTF-8, good enough to find ids in."""
        try:
            return self.folder.read_bytes(name).decode("latin-1")
        except OSError:
            return ""

    def _prose(self, book: LocatedMapping | None, known: frozenset[str]) -> dict[str, ProseFile]:
        prose: dict[str, ProseFile] = {}
        ids: dict[str, Place] = {}
        contents = book.get("contents") if book else None
        for path in dict.fromkeys(_paths(contents)):
            if not path.endswith(".md") or path not in known or path.startswith("catalogue/"):
                continue
            text = self._text(path)
            if text is None:
                continue
            file, found = read_prose(text, path)
            self.found += found
            if file is None:
                continue
            if file.id in ids:
                also = ((ids[file.id], "it stands here first"),)
                self.found.append(finding("R008", file.place, f"two prose files have the id '{file.id}'", also=also))
                continue
            ids[file.id] = file.place
            prose[path] = file
        return prose


@remembered
def _plan(text: str, settings: tuple[tuple[str, str], ...]) -> tuple[LocatedMapping | None, tuple[Finding, ...]]:
    """The table of book.toml with the settings laid over it."""
    book, found = parse_toml(text, _PLAN)
    for key, value in settings:
        if book is not None:
            book = _with(book, key.split("."), value, key)
    return book, found


@remembered
def _records(text: str, name: str, most: int) -> tuple[tuple[LocatedRecord, ...], tuple[Finding, ...]]:
    """The records of one file of the catalogue. After so many faults no more is read of it."""
    if name.endswith(".md"):
        head, body, found = split_head(text, name)
        return (() if head is None else (LocatedRecord(head, body if body.text.strip() else None),)), found
    value, found = parse_yaml(text, name)
    if value is None:
        return (), found
    if not isinstance(value, LocatedList):
        return (), (*found, finding("R003", value.place, f"{name} is no list of records"))
    records: list[LocatedRecord] = []
    faults = list(found)
    for item in value.items:
        if isinstance(item, LocatedMapping):
            records.append(LocatedRecord(item))
            continue
        faults.append(finding("R003", item.place, "a record with its fields is wanted here"))
        if len(faults) >= most:
            break
    return tuple(records), tuple(faults)


@remembered_by_identity
def _together(*files: tuple[LocatedRecord, ...]) -> tuple[LocatedRecord, ...]:
    return tuple(record for records in files for record in records)


@remembered_by_identity
def _by_kind(*kinds: tuple[LocatedRecord, ...]) -> Mapping[str, tuple[LocatedRecord, ...]]:
    return MappingProxyType(dict(zip(KINDS, kinds, strict=True)))


def _paths(value: Located | None) -> Iterator[str]:
    """Every text of [contents], in order."""
    if isinstance(value, LocatedText):
        yield value.text.strip()
    elif isinstance(value, LocatedList):
        for item in value.items:
            yield from _paths(item)
    elif isinstance(value, LocatedMapping):
        for entry in value.entries.values():
            yield from _paths(entry.value)


def _with(table: LocatedMapping, keys: list[str], value: str, whole: str) -> LocatedMapping:
    """The table with one value set anew; tables on the way are made as needed."""
    file = f"--set {whole}"
    key, rest = keys[0], keys[1:]
    old = table.get(key)
    if rest:
        inner = old if isinstance(old, LocatedMapping) else LocatedMapping(MappingProxyType({}), Place(file))
        new: Located = _with(inner, rest, value, whole)
    else:
        new = LocatedText(value, file, 0, 0, 0 if not value else len(value), 0, 0)
    entry = Entry(LocatedText(key, file, 0, 0, len(key), 0, 0), new)
    return LocatedMapping(MappingProxyType({**table.entries, key: entry}), table.place)
