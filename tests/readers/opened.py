"""An e-book read by a few lines of our own test code: what the tests ask of readers is taken from here, not from the press."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


@dataclass(frozen=True)
class Link:
    """A line of a list: its words, its address from the package document on, and the lines below it."""

    label: str
    href: str
    kind: str = ""
    children: tuple[Link, ...] = ()

    @property
    def file(self) -> str:
        return self.href.partition("#")[0]

    @property
    def id(self) -> str:
        return self.href.partition("#")[2]


@dataclass(frozen=True)
class Note:
    """A note: its id, the file it stands in, its words; the call's file and id."""

    id: str
    file: str
    words: str
    call_file: str
    call: str
    number: str


class Opened:
    """A finished e-book. Names of files are those of the package document."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as box:
            self.files = {name: box.read(name) for name in box.namelist()}
        container = etree.fromstring(self.files["META-INF/container.xml"])
        self.package_path = next(container.iter("{*}rootfile")).get("full-path", "")
        self.base = posixpath.dirname(self.package_path)
        self.package = etree.fromstring(self.files[self.package_path])
        items = {item.get("id"): item for item in self.package.iter(f"{OPF}item")}
        self.items = {item.get("href", ""): item.get("media-type", "") for item in items.values()}
        self.spine = [items[ref.get("idref")].get("href", "") for ref in self.package.iter(f"{OPF}itemref")]
        self.trees = {name: etree.fromstring(self.read(name)) for name, kind in self.items.items() if "xhtml" in kind}
        navs = [i.get("href", "") for i in items.values() if "nav" in (i.get("properties") or "").split()]
        self.nav_file = navs[0] if navs else ""  # a book of EPUB 2 has none

    def read(self, name: str) -> bytes:
        """The bytes of a file named as the package names it."""
        return self.files[posixpath.join(self.base, unquote(name))]

    def value(self, name: str) -> str:
        """The first value of an element of Dublin Core."""
        return next((one.text or "" for one in self.package.iter(f"{DC}{name}")), "")

    def nav(self, kind: str) -> tuple[Link, ...]:
        """The lines of one list of the navigation document; () if it has none."""
        for nav in self.trees[self.nav_file].iter(f"{XHTML}nav") if self.nav_file else ():
            if nav.get(TYPE) == kind:
                top = nav.find(f"{XHTML}ol")
                return self._lines(top) if top is not None else ()
        return ()

    def _lines(self, listing: etree._Element) -> tuple[Link, ...]:
        made = []
        for item in listing.iterfind(f"{XHTML}li"):
            link = item.find(f"{XHTML}a")
            below = item.find(f"{XHTML}ol")
            assert link is not None
            href = posixpath.normpath(posixpath.join(posixpath.dirname(self.nav_file), link.get("href", "")))
            words = "".join(map(str, link.itertext()))
            made.append(Link(words, href, link.get(TYPE) or "", self._lines(below) if below is not None else ()))
        return tuple(made)

    def ncx(self) -> list[str]:
        """The words of every line of the old table of contents, in order."""
        name = next(name for name, kind in self.items.items() if kind == "application/x-dtbncx+xml")
        points = etree.fromstring(self.read(name)).iter(f"{NCX}navPoint")
        return [squeezed(point.findtext(f"{NCX}navLabel/{NCX}text") or "") for point in points]

    @cached_property
    def toc(self) -> tuple[Link, ...]:
        return self.nav("toc")

    @cached_property
    def pages(self) -> tuple[Link, ...]:
        return self.nav("page-list")

    @cached_property
    def landmarks(self) -> tuple[Link, ...]:
        return self.nav("landmarks")

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Every note that is called, in the order of its first call."""
        bodies = {
            f"{name}#{element.get('id')}": element
            for name, tree in self.trees.items()
            for element in tree.iter(f"{XHTML}div", f"{XHTML}aside", f"{XHTML}li", f"{XHTML}p")
            if "footnote" in (element.get(TYPE) or "").split()
        }
        made: dict[str, Note] = {}
        for name in self.spine:
            for link in self.trees[name].iter(f"{XHTML}a"):
                if "noteref" not in (link.get(TYPE) or "").split():
                    continue
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), link.get("href", "")))
                if link.get("href", "").startswith("#"):
                    target = name + link.get("href", "")
                if target in bodies and target not in made:
                    number = "".join(map(str, link.itertext()))
                    file, _, anchor = target.partition("#")
                    words = squeezed("".join(map(str, bodies[target].itertext())))
                    made[target] = Note(anchor, file, words, name, link.get("id", ""), number)
        return tuple(made.values())


def flat(links: tuple[Link, ...]) -> list[Link]:
    """Lines with those below them, in order."""
    return [one for link in links for one in (link, *flat(link.children))]


def squeezed(text: str) -> str:
    """A text as one line."""
    return " ".join(text.split())
