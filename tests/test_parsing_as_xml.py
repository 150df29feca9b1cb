"""A section read as XML is the section read as HTML: the same elements, attributes and words, or it is left to HTML."""

from __future__ import annotations

from typing import Any

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st

from serge_press.editions.economy.parsing import read_as_xml
from serge_press.editions.sections.documents import alone


def shown(element: Any) -> Any:
    """A tree as plain values."""
    return element.tag, list(element.attrib.items()), element.text, element.tail, [shown(child) for child in element]


def read_as_html(document: str) -> Any:
    return tinyhtml5.parse(document, namespace_html_elements=False)


TAGS = (
    "p", "div", "span", "a", "em", "section", "ul", "li", "dl", "dt", "dd", "h2", "table", "thead", "tbody", "tr", "td",
    "caption", "blockquote", "figure", "b", "br/", "img/", "hr/",
)  # fmt: skip
WORDS = ("", "", " ", "\n", "One ", "a &amp; b", "&lt;i&gt;", "\u00a0–", "Серж", "\u2028")
ATTRIBUTES = ("", "", ' id="a"', ' class="b c"', ' lang="fr"', ' data-x="1&#x27;2"')
STRANGE = (
    "<svg></svg>", "<pre>\n</pre>", "<style>a</style>", "<span/>", "<p/>", "<!-- -->", '<p title="a\nb"></p>', "<p x='y'></p>",
    '<p x:y="z"></p>', '<P ID="a"></P>', "c&nbsp;d", "&#150;", 'x="Y', "\x01", "</br>", "<col/>",
)  # fmt: skip


@st.composite
def markup(draw: st.DrawFn, depth: int = 4) -> str:
    """Elements that are closed in their order, whether or not they may stand so."""
    pieces: list[str] = [draw(st.sampled_from(WORDS))]
    for _ in range(draw(st.integers(0, 2))):
        kind, mark = draw(st.sampled_from(TAGS)), draw(st.sampled_from(ATTRIBUTES))
        if kind.endswith("/"):
            pieces.append(f"<{kind[:-1]}{mark}/>")
        else:
            inner = draw(markup(depth - 1)) if depth else draw(st.sampled_from(WORDS))
            pieces.append(f"<{kind}{mark}>{inner}</{kind}>")
        pieces.append(draw(st.sampled_from(WORDS)))
    if draw(st.integers(0, 20)) == 20:
        pieces.append(draw(st.sampled_from(STRANGE)))
    return "".join(pieces)


@given(markup())
@example("<p>One</p>")
@example("<p>One<div>two</div></p>")
@example('<a id="x"><span><a>two</a></span></a>')
@example("<table><tr><td>1</td></tr></table>")
@example("<table><tbody><tr>words<td>1</td></tr></tbody></table>")
@example("<ul><li>a<ul><li>b</li></ul></li></ul>")
@example("<dl><dt>a</dt><dd>b<dl><dt>c</dt></dl></dd></dl>")
def test_what_is_read_as_xml_is_what_html_reads(text: str) -> None:
    document = alone(text, "en")
    root = read_as_xml(document)
    assert root is None or shown(root) == shown(read_as_html(document))


@pytest.mark.parametrize(
    "text",
    [
        '<div class="unit text"><section id="a"><h2>One <em>two</em></h2>\n<p lang="fr">Un<span class="footnote" id="n">'
        "note &amp; <a href=\"#b\">more</a></span></p></section></div>",
        "<table><caption>C</caption><colgroup><col/></colgroup><thead><tr><th>a</th></tr></thead>\n<tbody>\n<tr><td><p>b</p></td></tr>"
        "</tbody></table>",
        "<ol><li>One</li><li><p>two</p></li></ol><dl><dt>a</dt><dd>b</dd></dl><p>x<br/>y</p><hr/>",
        "",
    ],
)  # fmt: skip
@pytest.mark.parametrize("style", ["", "p { margin: 0 }"])
def test_what_the_press_sets_is_read_as_xml(text: str, style: str) -> None:
    document = alone(text, "en-GB", style)
    assert shown(read_as_xml(document)) == shown(read_as_html(document))


@pytest.mark.parametrize(
    "text", [*STRANGE[:12], "<p>One<div>two</div></p>", "<table>\u2028</table>", "<ul>\n<p>a</p></ul>"]
)
def test_what_the_two_read_otherwise_is_left_to_html(text: str) -> None:
    assert read_as_xml(alone(text, "en")) is None


def test_a_document_of_another_make_is_left_to_html() -> None:
    assert read_as_xml("<p>One</p>") is None
    assert (
        read_as_xml('<!DOCTYPE html>\n<html lang="en">\n<head><title>x</title></head>\n<body>\n</body>\n</html>\n')
        is None
    )
