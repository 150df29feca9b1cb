"""Traps in the texts of an e-book and in its contents (rules E023 to E025, E027 and E030)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.checks.opened_epub import resolved
from serge_press.editions.epub_survey import EPUB_TYPE, PLAYED, XHTML
from serge_press.findings import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from serge_press.checks.opened_epub import OpenedEpub
    from serge_press.checks.reading_systems.table import Asked, Hit

_NOTES = (f"{XHTML}div", f"{XHTML}aside", f"{XHTML}li", f"{XHTML}p", f"{XHTML}section")
_VOID = b"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_MAY_END = re.compile(rb"<(?:" + _VOID + rb")[\s/]")
_UNENDED = re.compile(rb"<(?!(?:" + _VOID + rb")[\s/])([a-z][a-z0-9]*)(?:\s[^<>]*)?/>")


def check_texts(book: OpenedEpub, asked: Asked) -> Iterator[Hit]:
    """Style and programs of a text's own, and elements without end tags."""
    own, scripts, ends = asked.habit("own styles"), asked.habit("scripts"), asked.habit("end tags")
    for path, tree in book.trees.items():
        data = book.data[path]
        if own is not None and (b"style=" in data or b"<style" in data):
            styled = next((e for e in tree.iter() if isinstance(e.tag, str) and _styled(e)), None)
            if styled is not None:
                yield asked.found("E025", _at(path, styled), f"<{_name(styled)}>", own)
        if scripts is not None:
            for script in (one for one in book.surveys[path].all(PLAYED) if one.tag == f"{XHTML}script"):
                yield asked.found("E025", _at(path, script), "<script>", scripts)
        if ends is not None and (match := _unended(data)) is not None:
            line = data.count(b"\n", 0, match.start()) + 1
            yield asked.found("E027", Place(path, line), f"<{match[1].decode()}/>", ends)


def _styled(element: _Element) -> bool:
    return bool(element.get("style")) or element.tag == f"{XHTML}style"


def _unended(data: bytes) -> re.Match[bytes] | None:
    """The first element that is empty and has no end tag, outside drawings and formulas, which are no HTML."""
    at = data.find(b"/>")
    while at >= 0 and _MAY_END.match(data, data.rfind(b"<", 0, at)):  # in most texts there are few, all in place
        at = data.find(b"/>", at + 2)
    if at < 0:
        return None
    if b"<svg" in data or b"<math" in data:
        data = re.sub(rb"<(svg|math)\b.*?</\1>", lambda found: b" " * len(found[0]), data, flags=re.DOTALL)
    return _UNENDED.search(data)


def check_notes(book: OpenedEpub, asked: Asked) -> Iterator[Hit]:
    """Whether notes can open over the page: they come after their calls, are of a length, begin with the link back."""
    after, first = asked.habit("notes after calls"), asked.habit("number first")
    lengths = asked.measures("note letters")
    if after is None and first is None and not lengths:
        return
    order = {path: index for index, path in enumerate(book.spine)}
    calls: dict[str, tuple[int, int]] = {}  # address of a note → where its first call stands
    calling: dict[str, set[str]] = {}  # address of a note → those of its calls
    places: dict[str, dict[str, int]] = {}
    for path, tree in book.trees.items():
        for count, element in enumerate(tree.iter()):
            if element.tag == f"{XHTML}a" and "noteref" in _kinds(element):
                called = resolved(path, element.get("href", ""))
                calls.setdefault(called, (order.get(path, 0), count))
                calling.setdefault(called, set()).add(f"{path}#{element.get('id')}")
    for path, tree in book.trees.items():
        for note in tree.iter(*_NOTES):
            if not _kinds(note) & {"footnote", "endnote", "rearnote"}:
                continue
            address = f"{path}#{note.get('id')}"
            call = calls.get(address)
            if after is not None and call is not None:
                if path not in places:
                    places[path] = {e.get("id", ""): n for n, e in enumerate(tree.iter()) if isinstance(e.tag, str)}
                if (order.get(path, 0), places[path].get(note.get("id", ""), 0)) < call:
                    yield asked.found("E023", _at(path, note), f"the note {note.get('id')}", after)
            letters = len(" ".join("".join(map(str, note.itertext())).split()))
            for trap in lengths:
                if not trap.asked["least"] <= letters <= trap.asked["most"]:
                    bounds = f"a note that opens over the page has {trap.asked['least']} to {trap.asked['most']}"
                    yield asked.found(
                        "E023", _at(path, note), f"the note {note.get('id')} has {letters} letters: {bounds}", trap
                    )
            if first is not None and call is not None and _first_link(path, note) not in calling[address]:
                yield asked.found("E023", _at(path, note), f"the note {note.get('id')}", first)


def _first_link(path: str, note: _Element) -> str:
    """Where the link leads with which a note begins; "" where it begins with words."""
    element: _Element | None = note
    while element is not None and element.tag != f"{XHTML}a" and not (element.text or "").strip():
        element = next((child for child in element if isinstance(child.tag, str)), None)
    return resolved(path, element.get("href", "")) if element is not None and element.tag == f"{XHTML}a" else ""


def check_contents(book: OpenedEpub, asked: Asked) -> Iterator[Hit]:
    """Labels of words alone, no more levels than are shown, and one word for the kind of each landmark."""
    if book.nav is None:
        return
    path, tree = book.nav
    labels, kinds = asked.habit("plain labels"), asked.habit("one kind a landmark")
    for nav in tree.iter(f"{XHTML}nav"):
        kind = nav.get(EPUB_TYPE)
        links = list(nav.iter(f"{XHTML}a"))
        if kind == "toc":
            for link in links:
                if labels is not None and len(link):
                    yield asked.found("E024", _at(path, link), f"the label “{_said(link)}”", labels)
            for trap in asked.measures("contents levels"):
                deep = max((sum(1 for _ in a.iterancestors(f"{XHTML}ol")) for a in links), default=0)
                if deep > trap.asked["most"]:
                    words = f"the contents have {deep} levels: {trap.asked['most']} are shown"
                    yield asked.found("E024", Place(path), words, trap)
        elif kind == "landmarks" and kinds is not None:
            for link in links:
                if len(_kinds(link)) > 1:
                    yield asked.found("E030", _at(path, link), f"the landmark “{_said(link)}”", kinds)


def _kinds(element: _Element) -> frozenset[str]:
    found = element.get(EPUB_TYPE) if isinstance(element.tag, str) else None
    return frozenset(found.split()) if found else frozenset()


def _said(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())[:60]


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _at(path: str, element: _Element) -> Place:
    return Place(path, int(element.sourceline or 0))
