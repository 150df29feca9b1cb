"""Facts about a finished e-book, whoever made it, counted in its files."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import Any

from lxml import etree

from readers.opened import NCX, OPF, TYPE, XHTML, Opened, flat
from readers.texts import followed

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_COLOUR = re.compile(r"(?<![-\w])(?:color|background(?:-color)?)\s*:", re.IGNORECASE)
_MONOCHROME = re.compile(r":\s*(?:inherit|currentcolor|transparent|none)\b", re.IGNORECASE)


def facts(book: Opened) -> dict[str, str]:
    """Row of the table → what was counted, as it is printed there."""
    trees = [book.trees[name] for name in book.trees if name != book.nav_file]
    elements = [element for tree in trees for element in tree.iter() if isinstance(element.tag, str)]
    roles = {one.get("role") for one in elements if (one.get("role") or "").startswith("doc-")}
    return {
        "Bytes of the file": f"{book.path.stat().st_size:,}",
        "Fonts of its own": str(sum(bool(re.search("font", kind)) for kind in book.items.values())),
        "Printed pages: marks, in the nav, in the NCX": _pages(book, elements),
        "Landmarks (with more than one word)": _landmarks(book),
        "Notes, with a way back, with a name of its own": _notes(elements),
        "Links within, leading nowhere": _links(book),
        "Foreign passages: `lang`, `xml:lang`, both": _languages(book, trees),
        "`xml:lang` on the package": _yes(bool(book.package.get(LANG))),
        "Kinds of `doc-` roles": str(len(roles)),
        "Titles of files: different, of": _titles(trees),
        "Colours fixed in style sheets": str(_colours(book)),
        "Scripts": str(sum(one.tag == f"{XHTML}script" for one in elements)),
        "Cover page with `doc-cover` and words for the picture": _yes(_cover(elements)),
        "Refinements of metadata": str(sum(bool(one.get("refines")) for one in book.package.iter(f"{OPF}meta"))),
        "Record for the trade (ONIX)": _yes(
            "onix" in " ".join(one.get("properties") or "" for one in book.package.iter(f"{OPF}link"))
        ),
        "Index: entries, places linked": _index(trees),
        "Claims of accessibility, false ones": _claims(book, elements),
        "Claims to conform, signed by": _conforms(book),
    }


def _yes(there: bool) -> str:
    return "yes" if there else "no"


def _ncx(book: Opened) -> Any:
    name = next((name for name, kind in book.items.items() if kind == "application/x-dtbncx+xml"), "")
    return etree.fromstring(book.read(name)) if name else None


def _pages(book: Opened, elements: list[Any]) -> str:
    marks = sum("pagebreak" in (one.get(TYPE) or "").split() for one in elements)
    ncx = _ncx(book)
    targets = 0 if ncx is None else len(list(ncx.iter(f"{NCX}pageTarget")))
    return f"{marks}, {len(book.pages)}, {targets}"


def _landmarks(book: Opened) -> str:
    several = sum(len(one.kind.split()) > 1 for one in book.landmarks)
    return f"{len(book.landmarks)} ({several})"


def _notes(elements: list[Any]) -> str:
    calls = [one for one in elements if "noteref" in (one.get(TYPE) or "").split()]
    backs = [
        one for one in elements if "backlink" in (one.get(TYPE) or "").split() or one.get("role") == "doc-backlink"
    ]
    names = Counter(one.get("aria-label") or "".join(map(str, one.itertext())) for one in backs)
    return f"{len(calls)}, {len(backs)}, {sum(count for count in names.values() if count == 1)}"


def _links(book: Opened) -> str:
    found = followed(book)
    return f"{len(found)}, {sum(where is None for _, where in found)}"


def _languages(book: Opened, trees: list[Any]) -> str:
    own = book.value("language")
    marked = [one for tree in trees for one in tree.iter() if isinstance(one.tag, str) and one.getparent() is not None]
    plain = {id(one) for one in marked if one.get("lang") not in (None, own)}
    xml = {id(one) for one in marked if one.get(LANG) not in (None, own)}
    return f"{len(plain)}, {len(xml)}, {len(plain & xml)}"


def _titles(trees: list[Any]) -> str:
    titles = [tree.findtext(f".//{XHTML}title") or "" for tree in trees]
    plain = {title for title in titles if not re.fullmatch(r"[\w-]+\.x?html", title)}
    return f"{len(plain)} of {len(titles)}"


def _colours(book: Opened) -> int:
    sheets = [book.read(name).decode() for name, kind in book.items.items() if kind == "text/css"]
    rules = [rule for sheet in sheets for rule in re.split(r"[;{}]", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))]
    return sum(bool(_COLOUR.search(rule)) and not _MONOCHROME.search(rule) for rule in rules)


def _cover(elements: list[Any]) -> bool:
    return any(one.get("role") == "doc-cover" and len(one.get("alt") or "") > 10 for one in elements)


def _index(trees: list[Any]) -> str:
    tops = {id(section): section for tree in trees for section in tree.iter(f"{XHTML}section") if _is_index(section)}
    if not tops:
        return "none"
    entries = sum(len(list(section.iter(f"{XHTML}li"))) for section in tops.values())
    linked = sum(bool(one.get("href")) for section in tops.values() for one in section.iter(f"{XHTML}a"))
    return f"{entries}, {linked}"


def _is_index(section: Any) -> bool:
    named = str(section.get("id") or "").startswith("index") or "index" in (section.get(TYPE) or "").split()
    parent = section.getparent()
    return named and (parent is None or parent.tag != f"{XHTML}section")


def _claims(book: Opened, elements: list[Any]) -> str:
    told = [(one.get("property") or "", (one.text or "").strip()) for one in book.package.iter(f"{OPF}meta")]
    claims = [(name, value) for name, value in told if name.startswith("schema:access")]
    pictures = [one for one in elements if one.tag == f"{XHTML}img" or str(one.tag).endswith("}image")]
    bears = {
        "alternativeText": any(one.get("alt") for one in pictures),
        "visual": bool(pictures),
        "tableOfContents": bool(flat(book.toc)),
        "index": _index([*book.trees.values()]) != "none",
        "pageBreakMarkers": any("pagebreak" in (one.get(TYPE) or "") for one in elements),
        "printPageNumbers": any("pagebreak" in (one.get(TYPE) or "") for one in elements),
        "pageNavigation": bool(book.pages),
        "ARIA": any(one.get("role") for one in elements),
    }
    false = sum(not bears.get(value, True) for _, value in claims)
    silent = sum(
        one.tag == f"{XHTML}img" and not one.get("alt") and one.get("role") != "presentation" for one in elements
    )
    false += any(value == "textual" and name == "schema:accessModeSufficient" for name, value in claims) and silent > 0
    if bears["visual"] and ("schema:accessMode", "visual") not in claims and claims:
        false += 1  # there are pictures, and none are told of
    return f"{len(claims)}, {false}"


def _conforms(book: Opened) -> str:
    claims = [
        one
        for one in book.package.iter(f"{OPF}meta", f"{OPF}link")
        if "conformsTo" in f"{one.get('property')}{one.get('rel')}"
    ]
    by = [
        (one.text or "").strip() for one in book.package.iter(f"{OPF}meta") if one.get("property") == "a11y:certifiedBy"
    ]
    return f"{len(claims)}, {', '.join(by) or 'nobody'}"


def words_of(book: Opened) -> Counter[str]:
    """How often each word is in the texts of a book; numbers are left out, for each maker numbers notes in its way."""
    counted: Counter[str] = Counter()
    for name, tree in book.trees.items():
        if posixpath.basename(name) != posixpath.basename(book.nav_file):
            for body in tree.iter(f"{XHTML}body"):
                counted.update(re.findall(r"[^\W\d_]+", " ".join(map(str, body.itertext()))))
    return counted
