"""A finished e-book, opened again from its bytes alone, as a reading system would."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from serge_press.editions.epub_survey import EPUB_TYPE, XHTML, Survey
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from serge_press.editions.epub_survey import Parsed

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_LARGEST = 64 * 1024 * 1024  # bytes of one file, unpacked
_MOST = 768 * 1024 * 1024  # bytes of all files, unpacked
_XHTML_TYPE = "application/xhtml+xml"
# a table of ids takes a third of the time, and is asked for nowhere
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)
_NOTHING: Mapping[str, Parsed] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the manifest. ``path`` is its full path in the container."""

    id: str
    path: str
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True)
class OpenedEpub:
    """An e-book: its files, its package document, and every XHTML file and its tree by path.

    ``faults`` holds what could not be opened: path and reason.
    """

    names: tuple[str, ...]
    data: Mapping[str, bytes]
    package: _Element
    items: tuple[Item, ...]
    spine: tuple[str, ...]  # paths of documents in reading order
    trees: Mapping[str, _Element]
    faults: tuple[tuple[str, str], ...]
    known: Mapping[str, Survey] = field(default_factory=dict)  # of files that were looked through before

    @property
    def nav(self) -> tuple[str, _Element] | None:
        """Path and tree of the navigation document."""
        for item in self.items:
            if "nav" in item.properties and item.path in self.trees:
                return item.path, self.trees[item.path]
        return None

    def entries(self, kind: str) -> tuple[tuple[str, str, str], ...]:
        """Links of one nav of the navigation document ("toc", "landmarks", "page-list"): label, address, epub:type.

        The address is a full path, with ``#`` and the id where it has one.
        """
        if self.nav is None:
            return ()
        path, tree = self.nav
        return tuple(
            (" ".join("".join(map(str, a.itertext())).split()), resolved(path, a.get("href", "")), a.get(EPUB_TYPE, ""))
            for nav in tree.iter(f"{XHTML}nav")
            if nav.get(EPUB_TYPE) == kind
            for a in nav.iter(f"{XHTML}a")
        )

    @cached_property
    def surveys(self) -> Mapping[str, Survey]:
        """What is in every XHTML file."""
        return {path: self.known.get(path) or Survey(tree) for path, tree in self.trees.items()}

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """Every id of every XHTML file."""
        return {path: frozenset(filter(None, survey.ids)) for path, survey in self.surveys.items()}


def resolved(base: str, href: str) -> str:
    """The address of a link of the file ``base`` as a path in the container; links out of the book stay as they are."""
    if "://" in href or href.startswith("mailto:"):
        return href
    file, mark, fragment = href.partition("#")
    return (_path(base, file) if file else base) + mark + fragment


@lru_cache(maxsize=4096)  # a book links a few files to each other many thousand times
def _path(base: str, file: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(file)))


def parsed(data: bytes) -> _Element:
    """XML by the strict parser, without entities from outside. Raises lxml.etree.XMLSyntaxError."""
    return etree.fromstring(data, _PARSER)


def open_epub(data: bytes, texts: Mapping[str, Parsed] = _NOTHING) -> OpenedEpub:
    """Open an e-book. Raises ValueError when it has no container or package document that can be read.

    ``texts`` were read before: a file of the very bytes that one was read from is not read again.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            infos = [info for info in box.infolist() if not info.is_dir()]
            if any(info.file_size > _LARGEST for info in infos):
                raise ValueError("a file in the e-book is too large to be read")
            if sum(info.file_size for info in infos) > _MOST:
                raise ValueError(f"the e-book unpacks to more than {_MOST >> 20} MiB")
            files = {info.filename: box.read(info) for info in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise ValueError(f"the e-book cannot be unpacked: {fault}") from fault
    try:
        rootfile = parsed(files["META-INF/container.xml"]).find(f".//{_CONTAINER}rootfile")
        package_path = "" if rootfile is None else rootfile.get("full-path", "")
        package = parsed(files[package_path])
    except (KeyError, etree.XMLSyntaxError) as fault:
        raise ValueError(f"the package document cannot be read: {fault}") from fault
    items = tuple(_items(package, package_path))
    by_id = {item.id: item.path for item in items}
    spine = tuple(by_id[r] for ref in package.iter(f"{OPF}itemref") if (r := ref.get("idref", "")) in by_id)
    trees: dict[str, _Element] = {}
    known: dict[str, Survey] = {}
    faults: list[tuple[str, str]] = []
    for item in items:
        if item.media_type != _XHTML_TYPE:
            continue
        before = texts.get(item.path)
        if before is not None and before.data == files.get(item.path):
            trees[item.path], known[item.path] = before.root, before.survey
            continue
        try:
            trees[item.path] = parsed(files[item.path])
        except KeyError:
            faults.append((item.path, "is listed and is not there"))
        except etree.XMLSyntaxError as fault:
            faults.append((item.path, f"is not well-formed: {fault.msg}"))
    return OpenedEpub(tuple(files), files, package, items, spine, trees, tuple(faults), known)


def _items(package: _Element, package_path: str) -> Iterator[Item]:
    for item in package.iter(f"{OPF}item"):
        yield Item(
            item.get("id", ""),
            resolved(package_path, item.get("href", "")),
            item.get("media-type", ""),
            tuple(item.get("properties", "").split()),
        )
