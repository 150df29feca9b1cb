"""The house style: what it gives, what a book may lay over it, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from makers import division, house, manuscript, paragraph
from serge_press.findings import Finding, Place
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.manuscript.nodes import Text
from serge_press.reading.folder import MemoryFolder
from serge_press.rendering.font_faults import font_fault
from serge_press.rendering.house import House, load_house
from serge_press.rendering.medium import PRINT
from serge_press.rendering.setter import Setter
from serge_press.rendering.style_sheets import check_sheet
from serge_press.rendering.template_shapes import NAMES, shape_of
from serge_press.rendering.templates import LONGEST, Templates

OWN_HOUSE = {
    "look/house.toml": '[sheets]\nprint = ["page.css"]\nepub = ["page.css"]\n',
    "look/page.css": "p { margin: 0 }\n",
}


def over(files: dict[str, str | bytes], name: str = "house") -> tuple[House | None, list[str]]:
    """A house with a book's files laid over it, and what was found, as ``rule place: message``."""
    made, found = load_house(name, MemoryFolder(files))
    return made, [told(one) for one in found]


def told(found: Finding) -> str:
    return f"{found.rule} {found.place}: {found.message}"


def fault_of(name: str, text: str) -> str:
    """What is found in a template: rule, line and message of the one finding; "" for none."""
    found = Templates({name: (text, "x")}).findings
    assert len(found) <= 1
    return f"{found[0].rule} {found[0].place.line} {found[0].message}" if found else ""


def faults_of(sheet: str, medium: str = "print") -> list[str]:
    """What is found in a style sheet."""
    return [f"{one.rule} {one.place.line}:{one.place.column}" for one in check_sheet(sheet, "x.css", medium)]


# ---------------------------------------------------------------------------------------------------- the house


def test_the_house_that_comes_with_the_press_is_sound() -> None:
    made = house()
    assert made.name == "house"
    assert {font.family for font in made.fonts} == {"EB Garamond"}
    assert {(font.weight, font.style) for font in made.fonts} >= {(400, "normal"), (400, "italic")}
    assert all(font.data for font in made.fonts)
    assert [name for name, _ in made.sheets("print")] == ["base.css", "print.css"]
    assert [name for name, _ in made.sheets("epub")] == ["base.css", "epub.css"]
    assert all(made.has_template(name) for name in NAMES if not name.startswith("division-"))


def test_the_digest_tells_any_two_houses_apart() -> None:
    plain, _ = over({})
    again, _ = over({})
    changed, _ = over({"styles/extra.css": "p { margin: 0 }"})
    templated, _ = over({"styles/templates/ornament.xhtml.j2": "<hr{{ attrs }} />"})
    assert plain
    assert again
    assert changed
    assert templated
    assert plain.digest == again.digest
    assert len({plain.digest, changed.digest, templated.digest}) == 3


def test_a_book_lays_sheets_over_the_house() -> None:
    made, found = over({"styles/extra.css": "p { margin: 0 }", "styles/extra-epub.css": "h1 { margin: 0 }"})
    assert found == []
    assert made
    assert [name for name, _ in made.sheets("print")] == ["base.css", "print.css", "extra.css"]
    assert [name for name, _ in made.sheets("epub")] == ["base.css", "epub.css", "extra.css", "extra-epub.css"]


def test_a_book_replaces_a_template_by_name() -> None:
    made, found = over({
        "styles/templates/paragraph.xhtml.j2": '<p{{ attrs }}><span class="own">{{ content }}</span></p>\n',
        "styles/templates/division-chapter.xhtml.j2":
            '<section{{ attrs }}><div class="frame">{{ before }}{{ header }}{{ content }}</div></section>',
    })  # fmt: skip
    assert found == []
    assert made
    book = manuscript(division("here", paragraph("a & b", at="p")))
    assert Setter(book, made, PRINT, NO_FOLIOS, "#{}".format).division(book.divisions[0]) == (
        '<section class="chapter body-matter" id="here"><div class="frame">'
        '<p id="p"><span class="own">a &amp; b</span></p></div></section>'
    )


def test_a_faulty_template_of_the_book_gives_way_to_the_houses() -> None:
    made, found = over({"styles/templates/paragraph.xhtml.j2": "<p>{{ attrs }}"})
    assert [one.split(":")[0] for one in found] == ["S007 styles/templates/paragraph.xhtml.j2"]
    assert made
    assert made.fill("paragraph", attrs="", content="a") == "<p>a</p>"


def test_a_template_with_a_name_that_nothing_uses() -> None:
    _, found = load_house("house", MemoryFolder({"styles/templates/paragraf.xhtml.j2": "x"}))
    assert [(one.rule, one.mend) for one in found] == [("S012", "did you mean paragraph.xhtml.j2?")]


def test_a_book_brings_a_house_of_its_own() -> None:
    made, found = over(dict(OWN_HOUSE), "look")
    assert found == []
    assert made
    assert [name for name, _ in made.sheets("epub")] == ["page.css"]
    assert made.fonts == ()
    assert made.has_template("paragraph"), "templates it does not bring are those of the press"


def test_other_looks_of_the_page_are_its_sheets_and_the_presss_own_over_them() -> None:
    made, _ = over(dict(OWN_HOUSE), "look")
    assert made
    assert [name for name, _ in made.sheets("screen")] == ["page.css", "screen.css"]
    assert [name for name, _ in made.sheets("large-print")] == ["page.css", "large-print.css"]
    laid, _ = over(
        {"styles/extra.css": "a {}", "styles/extra-print.css": "b {}", "styles/extra-large-print.css": "c {}"}
    )
    assert laid
    extra = {look: [name for name, _ in laid.sheets(look)][3:] for look in ("screen", "large-print")}
    assert extra == {"screen": ["extra.css", "extra-print.css"], "large-print": ["extra.css", "extra-large-print.css"]}


def test_a_house_dressed_for_a_look_prints_with_its_sheets_and_faces_first() -> None:
    plain = house()
    large = plain.as_printed("large-print")
    assert large.sheets("print") == plain.sheets("large-print")
    assert list(dict.fromkeys(font.family for font in large.fonts)) == ["IBM Plex Sans", "EB Garamond"]
    assert plain.as_printed("screen").fonts == plain.fonts
    assert len({plain.digest, large.digest, plain.as_printed("screen").digest}) == 3


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"look/page.css": None}, "S002 look/house.toml:2:10: there is no file look/page.css"),
        ({"look/page.css": b"\xff\xfe"}, "S002 look/house.toml:2:10: look/page.css is not UTF-8 text"),
        ({"look/house.toml": "[sheets"}, "S001 look/house.toml: house.toml cannot be read"),
        ({"look/house.toml": "name = 'x'"}, "S001 look/house.toml: house.toml names no style sheets"),
        ({"look/house.toml": "[sheets]\nprint='a'\nepub=[]"}, "S001 look/house.toml: [sheets] print is not a list"),
        (
            {"look/house.toml": OWN_HOUSE["look/house.toml"] + "[fonts]\nfamily = 'X'\nonly = ['huge']\nfaces = []"},
            "S001 look/house.toml: [fonts] has no family",
        ),
        (
            {
                "look/house.toml": OWN_HOUSE["look/house.toml"]
                + "[fonts]\nfamily = 'X'\nfaces = [{file = 'a.ttf', weight = inf}]"
            },
            "S001 look/house.toml: [fonts] has no family",
        ),
        ({"look/house.toml": "name = " + "9" * 5000}, "S001 look/house.toml: house.toml cannot be read"),
        (
            {"look/house.toml": OWN_HOUSE["look/house.toml"] + "[fonts]\nfamily = 'X'\nfaces = [{file = 'a.ttf'}]"},
            "S002 look/house.toml:6:18: there is no file look/a.ttf",
        ),
        (
            {
                "look/house.toml": OWN_HOUSE["look/house.toml"] + "[fonts]\nfamily = 'X'\nfaces = [{file = 'a.ttf'}]",
                "look/a.ttf": b"no font",
            },
            "S009 look/house.toml:6:18: the font a.ttf cannot be used: it is damaged",
        ),
        (
            {"look/house.toml": OWN_HOUSE["look/house.toml"] + "[fonts]\nfamily = 'X'"},
            "S001 look/house.toml: [fonts] has no family with faces",
        ),
        ({"look/page.css": "p { margin 0 }"}, "S003 look/page.css:1:"),
        ({"look/templates/table.xhtml.j2": "{{ x }}"}, "S007 look/templates/table.xhtml.j2:1"),
    ],
)
def test_what_is_wrong_with_a_house_is_found(change: dict[str, str | bytes | None], expected: str) -> None:
    files = {name: text for name, text in {**OWN_HOUSE, **change}.items() if text is not None}
    _, found = over(files, "look")
    assert found
    assert found[0].startswith(expected)


@pytest.mark.parametrize("name", ["huose", "../house", "/etc", "house/templates", ""])
def test_a_house_that_is_not_there(name: str) -> None:
    made, found = over({}, name)
    assert made is None
    assert found == [f"S001 book.toml: there is no house style {name!r}"]


@pytest.mark.parametrize("file", ["../../etc/passwd", "/etc/passwd", "../book.toml"])
def test_a_house_reads_nothing_outside_of_the_folder(file: str) -> None:
    _, found = over({**OWN_HOUSE, "look/house.toml": f'[sheets]\nprint = ["{file}"]\nepub = []\n'}, "look")
    assert [one.split(" ")[0] for one in found] == ["S002"]


def test_a_font_is_looked_into() -> None:
    font = house().fonts[0].data
    assert font_fault(font) == ""
    assert font_fault(font[:2000])
    assert font_fault(b"wOF2" + font[4:])
    assert font_fault(b"")


# ------------------------------------------------------------------------------------------------------ templates


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ ''.__class__ }}", "the name __class__"),
        ("{{ attrs.__init__.__globals__ }}", "the name __globals__"),
        ("{% for x in range(9) %}{% endfor %}", "a loop over anything but a list"),
        ("{% for x in 'abc' %}{% endfor %}", "a loop over anything but a list"),
        ("{% for x in items recursive %}{{ loop(x) }}{% endfor %}", "a loop over anything but a list"),
        ("{% for x in items %}{% for y in items %}{% endfor %}{% endfor %}", "a loop over anything but a list"),
        ("{% for x in items %}{{ x.__class__ }}{% endfor %}", "the name __class__"),
        ("{% for x in items %}{% for y in x.attrs %}{% endfor %}{% endfor %}", "a loop over anything but a list"),
        ("{% if content == 'a' %}b{% endif %}", "arithmetic"),
        ("{{ self }}", "the name self"),
        ("{{ lipsum() }}", "calls"),
        ("{{ content.format(9) }}", "calls"),
        ("{{ content|upper }}", "filters"),
        ("{{ 'a' * 999999999 }}", "arithmetic"),
        ("{{ content ~ content }}", "arithmetic"),
        ("{{ items[0] }}", "square brackets"),
        ("{% set x = content %}", "assignments"),
        ("{% set x %}a{% endset %}", "assignments"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", "macros"),
        ("{% include 'paragraph' %}", "other templates"),
        ("{% extends 'paragraph' %}", "other templates"),
        ("{% import '/etc/passwd' as x %}", "other templates"),
    ],
)
def test_a_template_only_places_values(text: str, what: str) -> None:
    found = Templates({"list": (text, "x")}).findings
    assert found[0].rule == "S007"
    assert found[0].message.startswith(f"a template may not use {what}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p{{ attrs }}>{{ content }}</p>", ""),
        ('<div class="a"><p{{ attrs }}>{% if content %}{{ content }}{% endif %}</p></div>', ""),
        ("<p{{ attrs }}>\n{{ contents }}</p>", "S007 2 a template may not use the name contents"),
        (
            "<p{{ attrs }}>{{ content }}{% if not content %}none{% endif %}</p>",
            "S008 0 the template adds the words 'none'",
        ),
        ("<p{{ attrs }}>\n{% if content %}", "S007 2 the template cannot be read"),
        ("<p{{ attrs }}>{{ content }}", "S007 0 the template does not give well-formed XHTML"),
        ("<p{{ attrs }}>{{ content }}</p><script></script>", "S007 0 a template may not write the element <script>"),
        ("<p{{ attrs }}>{{ content }}</p><!-- x -->", "S007 0 a template may not write comments"),
        ('<p{{ attrs }} style="color: red">{{ content }}</p>', "S007 0 a template may not write the attribute style"),
        ('<p{{ attrs }} onclick="x()">{{ content }}</p>', "S007 0 a template may not write the attribute onclick"),
        ('<p{{ attrs }}>{{ content }}<img src="http://x"/></p>', "S007 0 a template may not write the attribute src"),
        ("<p{{ attrs }}></p>", "S008 0 the template prints a value 0 times"),
        ("<p{{ attrs }}>{{ content }}{{ content }}</p>", "S008 0 the template prints a value 2 times"),
        ("<p>{{ content }}</p>", "S008 0 the template writes the attributes of a value 0 times"),
        ("<p{{ attrs }}>Note: {{ content }}</p>", "S008 0 the template adds the words 'Note:'"),
        ("<p{{ attrs }}>{{ content }}</p>" + " " * LONGEST, "S007 0 the template is longer than 65536 characters"),
        ("{% if content %}" * 400 + "{% endif %}" * 400, "S007 0 the template is nested too deep"),
    ],
)
def test_a_template_is_tried_before_it_is_used(text: str, expected: str) -> None:
    found = fault_of("paragraph", text)
    assert found.startswith(expected)
    assert bool(found) == bool(expected)


def test_values_are_escaped_unless_they_are_set() -> None:
    made = Templates({"paragraph": ("<p{{ attrs }}>{{ content }}</p>", "x")})
    assert made.fill("paragraph", {"attrs": "", "content": "<script>"}) == "<p>&lt;script&gt;</p>"


@pytest.mark.parametrize(
    "text", ["<p{{ attrs }}>{{ content }}</p>", "<p{{ attrs }}>{% if content %}{{ content }}{% endif %}</p>"]
)
def test_a_template_that_only_places_values_is_set_as_any_other(text: str) -> None:
    made = Templates({"paragraph": (text.replace("<p", '<p class="a%s-%(b)s"'), "x")})
    assert made.findings == ()
    values = {"attrs": Markup(' id="i"'), "content": "5 % & <b>"}
    assert made.fill("paragraph", values) == '<p class="a%s-%(b)s" id="i">5 % &amp; &lt;b&gt;</p>'


def test_a_hostile_title_stays_text() -> None:
    one = replace(division("here"), title=(Text("</h1><script>\"'"),), number="<b>")
    book = manuscript(one)
    set_text = Setter(book, house(), PRINT, NO_FOLIOS, "#{}".format).division(one)
    assert "<script" not in set_text
    assert "<b>" not in set_text
    assert 'data-bookmark="&lt;b&gt; &lt;/h1&gt;&lt;script&gt;&#34;&#39;"' in set_text


# --------------------------------------------------------------------------------------------------- style sheets


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("p { margin: 0 }\n@media print { p { margin: 0 } }", []),
        ("p { margin 0 }", ["S003 1:13"]),
        ("p { margin: 0 }\n\n} q { }", ["S003 3:1"]),
        ("p {\n  margin: 0;\n  }}", ["S003 3:4"]),
        ('@import "a.css";', ["S004 1:1"]),
        ("@import url(https://example.org/a.css);", ["S004 1:1"]),
        ("p { background: url(https://example.org/a.png) }", ["S004 1:17"]),
        ('p { background: url("file:///etc/passwd") }', ["S004 1:17"]),
        ("@media print { p { list-style: url( 'a.png' ) } }", ["S004 1:32"]),
        ("@font-face { src: url(a.ttf) }", ["S004 1:19"]),
        ("p { width: expression(alert(1)) }", ["S004 1:12"]),
        ("p { behavior: x }", ["S004 1:5"]),
        ("p { width: calc(1px + url(a)) }", ["S004 1:23"]),
        ("@supports (hyphens: auto) { p { margin: 0 } }", ["S005 1:1"]),
        ("@container (width > 1em) { p { background: url(a) } }", ["S005 1:1", "S004 1:44"]),
        (".chapter { counter-reset: page 1 }", ["S006 1:12"]),
        (".a { .b { counter-set: section page 2 } }", ["S006 1:11"]),
        ("@page :nth(1 of body) { counter-reset: page 1 }", []),
        ("@page { @top-center { content: 'Draft' } }", []),
        ('h1::before { content: "Chapter " counter(c) }', ["S010 1:14"]),
        ('h1::before { content: "* \\00a0 *" }', []),
        ("p { color: #111 }", []),
    ],
)
def test_faults_of_a_print_sheet(sheet: str, expected: list[str]) -> None:
    assert faults_of(sheet) == expected


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("p { color: #111 }", ["S011 1:5"]),
        ("p { background: white }", ["S011 1:5"]),
        ("p { color: inherit; border: 1px solid currentColor }", []),
        ("@supports (hyphens: auto) { p { margin: 0 } }", []),
    ],
)
def test_faults_of_a_sheet_for_screens(sheet: str, expected: list[str]) -> None:
    assert faults_of(sheet, "epub") == expected


def test_brackets_without_end_do_no_harm() -> None:
    for sheet in ("a{" * 5000, "(" * 5000, "p { width: " + "calc(" * 5000, "@media x {" * 3000):
        assert {one.rule for one in check_sheet(sheet, "x.css", "print")} <= {"S003"}


def test_places_are_those_of_the_authors_file() -> None:
    found = check_sheet("p {\n  color: url(x)\n}", "styles/extra.css", "print")
    assert [one.place for one in found] == [Place("styles/extra.css", 2, 10)]


def test_the_manual_names_every_template_and_its_values() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "house-style.md").read_text(encoding="utf-8")
    for name in NAMES:
        if not name.startswith("division-"):
            assert f"`{name}`" in manual
            assert all(f"`{value}`" in manual for value in shape_of(name))
