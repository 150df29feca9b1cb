"""The matter of one of our e-books as producers of Standard Ebooks write it: XHTML bodies in their vocabulary, and endnotes."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from readers.opened import TYPE, XHTML

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.e_book_matter import Matter

_KEPT = "blockquote br caption cite dd dl dt em figcaption figure h1 h2 h3 h4 h5 hr i img li ol p section strong table"
_TAGS = frozenset(f"{_KEPT} tbody td th thead tr ul a span time".split(" "))

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" epub:prefix="z3998: \
http://www.daisy.org/z3998/2012/vocab/structure/, se: https://standardebooks.org/vocab/1.0" xml:lang="{language}">
<head><title>{title}</title><link href="../css/core.css" rel="stylesheet" type="text/css"/>
<link href="../css/local.css" rel="stylesheet" type="text/css"/></head>
<body epub:type="{matter}">
{content}
</body></html>
"""


def standard_ebooks(matter: Matter, texts: Path) -> None:
    """Write the bodies and the endnotes into the folder of texts of a draft."""
    language = matter.book.value("language")
    writer = _Bodies(matter)
    for file, section in matter.sections:
        body = section.getparent().get(TYPE)
        heading = any(True for _ in section.iter(f"{XHTML}h1", f"{XHTML}h2"))
        content = writer.element(section)
        title = escape(matter.name(file))
        if not heading:
            content = re.sub(r"(<section[^>]*>)", rf'\1<h2 epub:type="title">{title}</h2>', content, count=1)
        page = HEAD.format(language=section.get("lang") or language, title=title, matter=body, content=content)
        (texts / posixpath.basename(file)).write_text(page, encoding="utf-8")
    items = []
    for anchor, number in matter.notes.items():
        note = next(one for one in matter.book.notes if one.id == anchor)
        back = f' <a href="{posixpath.basename(note.call_file)}#noteref-{number}" epub:type="backlink">↩</a>'
        said = "".join(writer.element(one) for one in matter.bodies[anchor])
        items.append(f'<li id="note-{number}" epub:type="endnote">{said.rpartition("</p>")[0]}{back}</p></li>')
    content = (
        '<section id="endnotes" epub:type="endnotes"><h2 epub:type="title">Endnotes</h2><ol>'
        + "\n".join(items)
        + "</ol></section>"
    )
    page = HEAD.format(language=language, title="Endnotes", matter="backmatter", content=content)
    (texts / "endnotes.xhtml").write_text(page, encoding="utf-8")


class _Bodies:
    def __init__(self, matter: Matter) -> None:
        self.matter = matter

    def element(self, one: Any) -> str:
        """An element as a producer of Standard Ebooks would write it, without what follows it."""
        kind, tag = one.get(TYPE) or "", one.tag.removeprefix(XHTML)
        if kind in ("backlink", "pagebreak"):
            return ""
        if kind == "noteref":
            number = self.matter.notes[one.get("href").partition("#")[2]]
            return f'<a href="endnotes.xhtml#note-{number}" id="noteref-{number}" epub:type="noteref">{number}</a>'
        inner = escape(one.text or "") + "".join(
            self.element(child) + escape(child.tail or "") for child in one if isinstance(child.tag, str)
        )
        if tag == "div" and one.get("id") in self.matter.targets:
            return f'<div id="{one.get("id")}">{inner}</div>'
        if tag not in _TAGS or (tag == "span" and not one.get("lang") and one.get("id") not in self.matter.targets):
            return inner
        values = {}
        if one.get("id") and (tag == "section" or one.get("id") in self.matter.targets):
            values["id"] = one.get("id")
        if tag == "a":
            href = one.get("href") or ""
            if not re.match("[a-z]+:", href):
                anchor = self.matter.anchor(href)
                if not anchor:
                    return inner
                file = self.matter.home.get(anchor) or next(
                    f for f, first in self.matter.first.items() if first == anchor
                )
                href = f"{file}#{anchor}"
            values["href"] = href
        if tag == "section":
            top = one.getparent().tag == f"{XHTML}body"
            first = next((inner.get("id") for inner in one.iter() if inner.get("id")), "")
            values |= {"epub:type": kind} if top and kind else {}
            values.setdefault("id", f"{first}-section")
        if re.fullmatch("h[1-6]", tag):
            tag = f"h{min(int(tag[1]) + 1, 6)}"
            values["epub:type"] = "title"
        if tag == "cite":
            tag, values["epub:type"] = "i", "se:name.publication.book"
        if tag == "img":
            values |= {"src": f"../images/{posixpath.basename(one.get('src'))}", "alt": one.get("alt") or ""}
        if one.get("lang"):
            values["xml:lang"] = one.get("lang")
        if one.get("datetime"):
            values["datetime"] = one.get("datetime")
        said = "".join(f" {name}={quoteattr(value)}" for name, value in values.items())
        return f"<{tag}{said}>{inner}</{tag}>" if inner or tag not in ("br", "hr", "img") else f"<{tag}{said}/>"
