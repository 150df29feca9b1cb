"""A survey of a text finds what a search of its own for each would find."""

from __future__ import annotations

from lxml import etree

from serge_press.editions.epub_survey import EPUB_TYPE, HEADS, PLAYED, XHTML, Survey

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
