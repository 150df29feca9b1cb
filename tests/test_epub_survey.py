"""A survey of a text finds what a search of its own for each would find."""

from __future__ import annotations

import pickle

from lxml import etree

import books
from serge_press.checks.opened_epub import open_epub
from serge_press.editions.epub_survey import EPUB_TYPE, HEADS, PLAYED, XHTML, Parsed, ParsedTexts, Survey
from serge_press.press import bring_out, prepare
from serge_press.reading.folder import DiskFolder

TEXT = """\
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><link href="a.css"/></head>
<body id="b" epub:type="bodymatter"><!-- id="no" --><section epub:type="index chapter"><h2 id="h">A</h2>
<a href="#h">A</a></section>
<h1>B</h1><img alt="" id=""/><table/><script/><audio/>
<svg xmlns="http://www.w3.org/2000/svg" id="s"><svg id="inner"/><title>C</title></svg>
<math xmlns="http://www.w3.org/1998/Math/MathML"/></body></html>
"""


def test_everything_is_found_in_its_order() -> None:
    root = etree.fromstring(TEXT)
    survey = Survey(root)
    assert survey.ids == ["b", "h", "", "s", "inner"]
    assert [types for types, _ in survey.typed] == ["bodymatter", "index chapter"]
    assert [element.tag for element in survey.all(HEADS)] == [f"{XHTML}h2", f"{XHTML}h1"]
    assert [len(survey.all(kind)) for kind in ("a", "img", "link", "section", "table", "svg", "math")] == [
        1,
        1,
        1,
        1,
        1,
        2,
        1,
    ]
    assert len(survey.all(PLAYED)) == 2
    assert [element.get("id") for element in survey.pictures] == ["", "s"]
    assert survey.all("p") == []


def test_an_index_is_one_only_with_links() -> None:
    root = etree.fromstring(TEXT)
    assert not Survey(root).indexes  # the word stands beside another
    section = next(root.iter(f"{XHTML}section"))
    section.set(EPUB_TYPE, "index")
    assert Survey(root).indexes
    del next(section.iter(f"{XHTML}a")).attrib["href"]
    assert not Survey(root).indexes


def test_a_text_is_read_again_only_where_its_bytes_are_others() -> None:
    proof = prepare(DiskFolder(books.BOOKS / "complete"), (("edition.epub.folios", ""),))
    assert proof.plan is not None
    plans = tuple(plan for plan in proof.plan.editions if plan.kind == "epub")
    data = bring_out(proof, plans, 0, validate=False).made[0].issue.data
    first = open_epub(data)
    same, other = first.spine[:2]
    known = {
        same: Parsed(first.data[same], first.trees[same], first.surveys[same]),
        other: Parsed(b"<html/>", first.trees[other], first.surveys[other]),
    }
    again = open_epub(data, known)
    assert again.trees[same] is first.trees[same]
    assert again.surveys[same] is first.surveys[same]
    assert again.trees[other] is not first.trees[other]
    assert again.surveys[other].ids == first.surveys[other].ids


def test_the_texts_of_a_new_e_book_are_given_once_and_stay_in_their_process() -> None:
    root = etree.fromstring("<html/>")
    texts = ParsedTexts({"a.xhtml": Parsed(b"<html/>", root, Survey(root))})
    assert not pickle.loads(pickle.dumps(texts)).take()
    assert texts.take()
    assert not texts.take()
