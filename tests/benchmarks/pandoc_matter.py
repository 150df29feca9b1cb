"""The same book for pandoc and for engines that make bibliographies: Markdown with citations, CSL-JSON and BibTeX."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from benchmarks.made_catalogue import SECTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.made_catalogue import Catalogue, Source, Work

_CSL = {
    "article": "article-journal", "chapter": "chapter", "thesis": "thesis", "archive": "manuscript",
    "newspaper": "article-newspaper", "web": "webpage",
}  # fmt: skip
_BIBTEX = {"article": "article", "chapter": "incollection", "thesis": "phdthesis", "book": "book"}
_BOOKS = frozenset(next(kinds for letter, _, kinds in SECTIONS if letter == "A"))
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
_NOTE = re.compile(r"\[\^n(\d+)\]")
_VERSE = re.compile(r"::: verse\n(.*?)\n:::", re.DOTALL)


def write_for_pandoc(files: dict[str, str], catalogue: Catalogue, target: Path) -> None:
    """Write ``book.md``, ``list.md`` (the bibliography alone), ``list.typ``, ``refs.json`` and ``refs.bib``."""
    target.mkdir(parents=True, exist_ok=True)
    (target / "book.md").write_text(markdown(files, catalogue), encoding="utf-8")
    head = "---\nlang: en\nnocite: '@*'\nbibliography: refs.json\n---\n\n"
    (target / "list.md").write_text(f"{head}# Bibliography\n\n::: {{#refs}}\n:::\n", encoding="utf-8")
    typst = '#set text(lang: "en")\n#bibliography("refs.bib", full: true, style: "chicago-author-date")\n'
    (target / "list.typ").write_text(typst, encoding="utf-8")
    entries = [*map(_of_work, catalogue.works), *map(_of_source, catalogue.sources)]
    (target / "refs.json").write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")
    records = [*map(_bibtex_work, catalogue.works), *map(_bibtex_source, catalogue.sources)]
    (target / "refs.bib").write_text("\n".join(records), encoding="utf-8")


def markdown(files: dict[str, str], catalogue: Catalogue) -> str:
    """The book as one file in pandoc's Markdown: all chapters, with the sources cited; the works, ready made; the sources.

    Works and chapters are linked. Chronology, people and disputed attributions are left out.
    """
    chapters = {name: text for name, text in files.items() if name.startswith("lives/")}
    numbers = {work.name: work.number for work in catalogue.works}
    titles = {name[6:9]: _title(text) for name, text in chapters.items()}
    out = [
        "---\ntitle: Oriane Velkonis\nsubtitle: A Companion\nauthor: The generator\nlang: en-GB\n"
        "bibliography: refs.json\n---\n"
    ]
    for name, text in chapters.items():
        number = name[6:9]
        body = text.split("---\n", 2)[2]
        body = _NOTE.sub(rf"[^c{number}-\1]", body)
        body = re.sub(r'\[\]\{\.index term="[^"]*"\}', "", body)
        body = re.sub(r"\[\]\(work:([a-z0-9-]+)\)", lambda link: f"[{numbers[link[1]]}](#{link[1]})", body)
        body = re.sub(
            r"\[\]\(chapter:chapter-(\d+)\)", lambda link: f"[{titles[link[1]]}](#chapter-{link[1]})", body
        )  # fmt: skip
        body = re.sub(r"\[\]\(case:([a-z0-9-]+)\)", r"\1", body)
        body = re.sub(r"\[([^]]*)\]\(person:[a-z0-9-]+\)", r"\1", body)
        body = _VERSE.sub(lambda verse: "\n".join(f"| {line}" for line in verse[1].split("\n")), body)
        out.append(f"# {titles[number]} {{#chapter-{number}}}\n{body}")
    works = "\n".join(map(_listed, catalogue.works))
    return "\n".join((*out, f"# Bibliography\n\n{works}\n", "# Sources\n\n::: {#refs}\n:::\n"))


def _listed(work: Work) -> str:
    """An entry of the bibliography, as the press prints it."""
    where = f"{work.city}: {work.publisher}" if work.kind in _BOOKS else f"*{work.venue}*, vol. {work.volume}"
    pages = "" if work.kind in _BOOKS else f", pp. {work.pages}"
    first = f"[{work.number}]{{#{work.name}}} *{work.title}*. {work.kind.capitalize()}. {where}, {work.month}/{work.year}{pages}."
    return f"{first}\n\n> {work.annotation}\n"


def _title(text: str) -> str:
    found = _TITLE.search(text)
    assert found is not None
    return found[1]


def _of_work(work: Work) -> dict[str, object]:
    book = work.kind in _BOOKS
    held = {"publisher": work.publisher, "publisher-place": work.city} if book else {
        "container-title": work.venue, "volume": work.volume, "page": work.pages,
    }  # fmt: skip
    return {
        "id": work.name, "type": "book" if book else "article-journal", "title": work.title, "language": work.language,
        "author": [{"family": "Velkonis", "given": "Oriane"}], "issued": {"date-parts": [[work.year, work.month]]},
        "note": work.annotation, **held,
    }  # fmt: skip


def _of_source(source: Source) -> dict[str, object]:
    given, _, family = source.by.rpartition(" ")
    return {
        "id": source.name, "type": _CSL.get(source.kind, "book"), "title": source.title,
        **({"author": [{"family": family, "given": given}]} if source.by else {}),
        **({"container-title": source.container} if source.kind in {"article", "chapter"} else {}),
        "publisher": source.publisher, "publisher-place": source.city, "issued": {"date-parts": [[source.year]]},
    }  # fmt: skip


def _bibtex_work(work: Work) -> str:
    held = (
        {"publisher": work.publisher, "address": work.city}
        if work.kind in _BOOKS
        else {"journal": work.venue, "volume": work.volume, "pages": work.pages.replace("–", "--")}
    )
    kind = "book" if work.kind in _BOOKS else "article"
    fields = {
        "author": "Velkonis, Oriane",
        "title": work.title,
        "year": str(work.year),
        **held,
        "note": work.annotation,
    }
    return _record(kind, work.name, fields)


def _bibtex_source(source: Source) -> str:
    kind = _BIBTEX.get(source.kind, "misc")
    fields = {"author": source.by, "title": source.title, "year": str(source.year), "address": source.city}
    fields |= {"article": {"journal": source.container}, "incollection": {"booktitle": source.container}}.get(kind, {})
    fields |= {"school": source.publisher} if kind == "phdthesis" else {"publisher": source.publisher}
    return _record(kind, source.name, fields)


def _record(kind: str, name: str, fields: dict[str, str]) -> str:
    lines = "".join(
        f"  {field} = {{{value.replace('&', chr(92) + '&')}}},\n" for field, value in fields.items() if value
    )
    return f"@{kind}{{{name},\n{lines}}}\n"
