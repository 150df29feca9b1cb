"""The matter of one of our finished e-books, for other makers of e-books in the form each takes; here, for pandoc.

pandoc gets one file of its Markdown with all that this can say: languages, kinds of chapters (``epub:type``), notes, line
blocks, tables with captions, definition lists, links. Cover, title page and contents are left to it, which makes these itself.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from readers.opened import TYPE, XHTML, Opened

if TYPE_CHECKING:
    from collections.abc import Iterator

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN = frozenset({"cover", "titlepage", "halftitlepage", "toc", "endnotes"})
_SPECIAL = re.compile(r"([\\`*_\[\]^~<>$#|@'\"{}])")


class Matter:
    """What is between the covers: the files that carry text, in order, and the notes they call."""

    def __init__(self, book: Opened) -> None:
        self.book = book
        self.sections: list[tuple[str, Any]] = []
        for file in book.spine:
            body = book.trees[file].find(f"{XHTML}body")
            section = None if body is None else body.find(f"{XHTML}section")
            if file != book.nav_file and section is not None and section.get(TYPE) not in _OWN:
                self.sections.append((file, section))
        self.notes = {note.id: number for number, note in enumerate(book.notes, 1)}
        self.bodies = {
            element.get("id"): element
            for tree in book.trees.values()
            for element in tree.iter(f"{XHTML}div")
            if element.get(TYPE) == "footnote"
        }
        hrefs = [link.get("href", "") for _, section in self.sections for link in section.iter(f"{XHTML}a")]
        hrefs += [link.get("href", "") for body in self.bodies.values() for link in body.iter(f"{XHTML}a")]
        self.words = " ".join(
            " ".join(map(str, one.itertext()))
            for one in [*(section for _, section in self.sections), *self.bodies.values()]
        )
        self.targets = {href.partition("#")[2] for href in hrefs if "#" in href}
        self.first = {posixpath.basename(file): section.get("id", "") for file, section in self.sections}
        self.home = {
            element.get("id"): posixpath.basename(file)
            for file, section in self.sections
            for element in section.iter()
            if element.get("id")
        }

    def name(self, file: str) -> str:
        """How a file is called, from its title."""
        title = self.book.trees[file].findtext(f".//{XHTML}title") or ""
        return title.rpartition(" – ")[0] or title

    def anchor(self, href: str) -> str:
        """The id a link within the book leads to; "" where its target is left to the other maker."""
        file, _, anchor = href.partition("#")
        found = anchor or self.first.get(posixpath.basename(file), "")
        return found if found in self.home or found in self.first.values() else ""


# ---------------------------------------------------------------------------------------------- pandoc


def markdown(matter: Matter, cover: str) -> str:
    """The whole book as pandoc's Markdown, to be read with ``-f markdown-smart``."""
    book = matter.book
    authors = [one.text or "" for one in book.package.iter("{http://purl.org/dc/elements/1.1/}creator")]
    out = [
        "---\ntitle:\n- type: main\n  text: ", book.value("title"), "\n- type: subtitle\n  text: A Companion\ncreator:\n",
        *map(_author, authors),
        f"lang: {book.value('language')}\npublisher: {book.value('publisher')}\nrights: {book.value('rights')!r}\n",
        f"date: '2026'\nidentifier:\n- text: {book.value('identifier')}\ncover-image: {cover}\n",
        f"description: {book.value('description')!r}\nsubject:\n",
        *(f"- {one.text!r}\n" for one in book.package.iter("{http://purl.org/dc/elements/1.1/}subject")),
        "accessModes: [textual, visual]\naccessModeSufficient: [textual]\naccessibilityHazards: [none]\n",
        "accessibilityFeatures: [tableOfContents, readingOrder, structuralNavigation, alternativeText]\n",
        "accessibilitySummary: 'The text can be read aloud; the cover is described.'\n---\n",
    ]  # fmt: skip
    writer = _Markdown(matter)
    for file, section in matter.sections:
        kind = f" epub:type={section.get(TYPE)}" if section.get(TYPE) else ""
        language = f" lang={section.get('lang')}" if section.get("lang") else ""
        heading = (
            next(section.iter(f"{XHTML}h1", f"{XHTML}h2"), None) if section.find(f"{XHTML}header") is not None else None
        )
        said = matter.name(file) if heading is None else writer.inline(heading)
        out.append(f"\n# {said} {{#{section.get('id')} .unnumbered{kind}{language}}}\n\n")
        writer.above = int(heading.tag[-1]) - 1 if heading is not None else 0
        out += writer.blocks(section, "", heading)
    for anchor in matter.notes:
        text = "".join(writer.blocks(matter.bodies[anchor], "    ")).strip()
        out.append(f"\n[^{anchor}]: {text}\n")
    return "".join(out)


def _author(name: str) -> str:
    before, _, family = name.rpartition(" ")
    return f"- role: author\n  text: {name}\n  file-as: '{family}, {before}'\n"


class _Markdown:
    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        self.above = 0  # ranks of headings above those of the file being written

    def blocks(self, element: Any, indent: str, heading: Any = None) -> Iterator[str]:
        """The blocks within an element, each followed by an empty line."""
        for one in element:
            if not isinstance(one.tag, str) or one.get("role") == "doc-pagebreak":
                continue
            tag = one.tag.removeprefix(XHTML)
            if tag in ("section", "header", "div") and "verse" not in (one.get("class") or ""):
                if one.get("id") in self.matter.targets:
                    yield f"{indent}[]{{#{one.get('id')}}}\n\n"
                yield from self.blocks(one, indent, heading)
            elif re.fullmatch("h[1-6]", tag):
                if one is not heading:
                    mark = f"{{#{one.get('id')} .unnumbered}}" if one.get("id") else "{.unnumbered}"
                    yield f"{indent}{'#' * (int(tag[1]) - self.above)} {self.inline(one)} {mark}\n\n"
            elif tag == "p":
                yield f"{indent}{self._marked(one)}{self.inline(one)}\n\n"
            elif tag == "blockquote":
                inner = "".join(self.blocks(one, "")).rstrip()
                yield "".join(f"{indent}> {line}\n" for line in inner.split("\n")) + "\n"
            elif tag == "div":
                lines = [self.inline(line) for line in one.iter(f"{XHTML}p")]
                yield "".join(f"{indent}| {line}\n" for line in lines) + "\n"
            elif tag in ("ul", "ol"):
                for item in one:
                    inner = "".join(self.blocks(item, indent + "    ")) or f"{indent}    {self.inline(item)}\n\n"
                    mark = "-   " if tag == "ul" else "1.  "
                    yield indent + mark + self._marked(item) + inner[len(indent) + 4 :]
            elif tag == "dl":
                for item in one:
                    said = self.inline(item)
                    yield f"{indent}{said}\n" if item.tag == f"{XHTML}dt" else f"\n{indent}:   {said}\n\n"
            elif tag == "table":
                yield from self._table(one)
            elif tag == "hr":
                yield f"{indent}* * *\n\n"
            elif tag == "figure":
                image = one.find(f".//{XHTML}img")
                caption = one.find(f"{XHTML}figcaption")
                said = "" if caption is None else self.inline(caption)
                mark = f"#{one.get('id')} " if one.get("id") else ""
                file, alt = posixpath.basename(image.get("src")), quoteattr(image.get("alt") or "")
                yield f"{indent}![{said}]({file}){{{mark}alt={alt}}}\n\n"

    def _marked(self, element: Any) -> str:
        return f"[]{{#{element.get('id')}}}" if element.get("id") in self.matter.targets else ""

    def _table(self, table: Any) -> Iterator[str]:
        rows = [[self.inline(cell) for cell in row if isinstance(cell.tag, str)] for row in table.iter(f"{XHTML}tr")]
        yield from (
            f"| {' | '.join(row)} |\n" + ("|---" * len(row) + "|\n" if number == 0 else "")
            for number, row in enumerate(rows)
        )
        caption = table.find(f"{XHTML}caption")
        yield f"\n: {self.inline(caption)}\n\n" if caption is not None else "\n"

    def inline(self, element: Any) -> str:
        """The words of an element, as one line of Markdown."""
        return " ".join("".join(self._inline(element)).split(" "))

    def _inline(self, element: Any) -> Iterator[str]:
        yield _plain(element.text)
        for one in element:
            if isinstance(one.tag, str):
                yield from self._one(one)
            yield _plain(one.tail)

    def _one(self, one: Any) -> Iterator[str]:
        kind, tag = one.get(TYPE) or "", one.tag.removeprefix(XHTML)
        if kind == "noteref":
            yield f"[^{one.get('href').partition('#')[2]}]"
            return
        if kind == "backlink" or one.get("role") == "doc-pagebreak":
            return
        inner = "".join(self._inline(one))
        said = f"lang={one.get('lang')} " if one.get("lang") else ""
        mark = f"#{one.get('id')} " if one.get("id") in self.matter.targets else ""
        if tag == "a":
            href = one.get("href") or ""
            anchor = "" if re.match("[a-z]+:", href) else self.matter.anchor(href)
            yield f"[{inner}]({href})" if re.match("[a-z]+:", href) else f"[{inner}](#{anchor})" if anchor else inner
        elif tag in ("em", "i", "cite") and inner.strip() and one.get("class") != "quoted":
            yield f"[*{inner}*]{{{mark}{said}}}" if said or mark else f"*{inner}*"
        elif tag == "strong":
            yield f"**{inner}**"
        elif tag == "br":
            yield " "
        elif said or mark or "small-caps" in (one.get("class") or ""):
            yield f"[{inner}]{{{mark}{said}{'.smallcaps' if 'small-caps' in (one.get('class') or '') else ''}}}"
        else:
            yield inner


def _plain(text: str | None) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"[ \t\n]+", " ", text or "")).replace("\u00a0", "\u00a0")
