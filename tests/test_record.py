"""A record read field by field: each fault at its own place, all at once."""

from __future__ import annotations

from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.findings import Finding
from serge_press.reading.located import LocatedMapping
from serge_press.reading.prose_text import ProseText
from serge_press.reading.record import Record
from serge_press.reading.yaml_file import parse_yaml
from telling import told


class Fruit(Enum):
    APPLE = "apple"
    PEAR = "pear"


def record(text: str, prose: ProseText | None = None) -> tuple[Record, list[Finding]]:
    value, found = parse_yaml(text, "a.yaml")
    assert found == ()
    assert isinstance(value, LocatedMapping)
    faults: list[Finding] = []
    return Record(value, "work", faults, prose), faults


def test_texts() -> None:
    read, faults = record("title: ' Exile '\nsigned_as: ''\nnote:\nby: [A, '', B]\none: A\n")
    assert (read.text("title"), read.text("missing")) == ("Exile", "")
    assert (read.given("signed_as"), read.given("note"), read.given("missing")) == ("", None, None)
    assert (read.texts("by"), read.texts("one"), read.texts("missing")) == (("A", "B"), ("A",), ())
    assert faults == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: a\n", "1:5 R002 this work has no 'title'"),
        ("id: a\ntitle:\n", "2:1 R002 'title' of this work is empty"),
        ("id: a\ntitle: ' '\n", "2:1 R002 'title' of this work is empty"),
        ("id: a\ntitle: [x]\n", "2:8 R003 title: one text is wanted here, not a list"),
        ("id: a\ntitle: {x: y}\n", "2:8 R003 title: one text is wanted here, not a mapping"),
    ],
)
def test_a_required_text(text: str, said: str) -> None:
    read, faults = record(text)
    assert read.required("title") is None
    assert told(faults) == [said]


@pytest.mark.parametrize("bad", ["Men", "men_in_prison", "-men", "men in prison", "mén", "../x"])
def test_what_cannot_be_an_id(bad: str) -> None:
    read, faults = record(f"id: '{bad}'\n")
    assert read.identifier() is None
    assert [one.rule for one in faults] == ["R004"]


def test_unknown_fields_are_told_with_the_nearest() -> None:
    read, faults = record("id: a\npublishd: x\nwhatever: y\n")
    read.identifier()
    read.text("published")
    read.finish()
    assert told(faults) == ["2:1 R001 a work has no field 'publishd'", "3:1 R001 a work has no field 'whatever'"]
    assert faults[0].mend == "did you mean 'published'?"
    assert faults[1].mend == "Use the names of docs/book-folder.md."


def test_choices() -> None:
    read, faults = record("a: apple\nb: aple\nc: plum\n")
    assert read.choice("a", Fruit) is Fruit.APPLE
    assert read.choice("missing", Fruit) is None
    assert faults == []
    assert read.choice("b", Fruit) is None
    assert read.choice("c", Fruit) is None
    assert [one.mend for one in faults] == ["did you mean 'apple'?", "write one of: apple, pear"]
    assert [one.rule for one in faults] == ["R005", "R005"]


def test_a_required_choice() -> None:
    read, faults = record("id: x\nkind:\n")
    assert read.required_choice("kind", Fruit) is None
    assert read.required_choice("verdict", Fruit) is None
    assert told(faults) == ["2:1 R002 'kind' of this work is empty", "1:5 R002 this work has no 'verdict'"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("when: 1911-13\n", "1:12"),
        ("when: '1911-13'\n", "1:13"),
        ('when: "1911-13"\n', "1:13"),
        ("when:   1911-13\n", "1:14"),
        ("when: ' 1911-13'\n", "1:14"),
        ("when: |\n  1911-13\n", "2:8"),
        ("{żółw: x, when: 1911-13}\n", "1:22"),
    ],
)
def test_a_faulty_date_is_told_at_the_very_character(text: str, place: str) -> None:
    read, faults = record(text)
    assert read.when("when") is None
    (fault,) = faults
    assert fault.rule.startswith("D")
    assert f"{fault.place.line}:{fault.place.column}" == place
    assert fault.message.startswith("when: ")
    assert fault.mend


def test_dates() -> None:
    read, faults = record("when: 1911~\nnever: ''\n")
    when = read.when("when")
    assert when is not None
    assert when.approximate
    assert (read.when("never"), read.when("missing"), faults) == (None, None, [])


def test_truth() -> None:
    read, faults = record("a: true\nb: false\nc: No\nd: maybe\n")
    assert [read.flag(name) for name in "abcde"] == [True, False, False, None, None]
    assert told(faults) == ["4:4 R006 d: 'maybe' is neither true nor false"]


@pytest.mark.parametrize("word", ["north", "91", "-90.5", "nan", "inf", "1e400", "٤٥", "9" * 50])
def test_numbers_out_of_bounds(word: str) -> None:
    read, faults = record(f"latitude: {word}\n")
    assert read.number("latitude", -90, 90) is None
    assert [one.rule for one in faults] == ["R007"]


def test_numbers() -> None:
    read, faults = record("latitude: -54.25\n")
    assert (read.number("latitude", -90, 90), read.number("missing", 0, 1), faults) == (-54.25, None, [])


@pytest.mark.parametrize("good", ["en", "en-GB", "zh-Hant-TW", "x-none"])
def test_language_tags(good: str) -> None:
    read, faults = record(f"language: {good}\n")
    assert (read.language(), faults) == (good, [])


@pytest.mark.parametrize("bad", ["Polish!", "e", "en_GB", "en-", "en GB"])
def test_what_is_no_language_tag(bad: str) -> None:
    read, faults = record(f"language: '{bad}'\n")
    assert read.language() == ""
    assert [one.rule for one in faults] == ["R011"]


@pytest.mark.parametrize(
    "bad", ["www.example.org", "javascript:alert(1)", "file:///etc/passwd", "https://a b", "ftp://x"]
)
def test_what_is_no_address(bad: str) -> None:
    read, faults = record(f"url: '{bad}'\n")
    assert read.url("url") == ""
    assert [one.rule for one in faults] == ["R012"]


def test_prose_stands_in_a_field_or_below_the_head() -> None:
    below = ProseText("Below.\n", "a.md", 9)
    read, _ = record("note: |\n  In the field.\n")
    assert read.prose_field("note") == ProseText("In the field.\n", "a.yaml", 2, 2)
    read, faults = record("id: a\n", below)
    assert (read.prose_field("note"), faults) == (below, [])
    read, faults = record("note: x\n", below)
    assert (read.prose_field("note"), [one.rule for one in faults]) == (below, ["R014"])


def test_records_in_a_record() -> None:
    read, faults = record("by:\n- {person: a}\n- b\n")
    (inner,) = read.records("by", "contribution")
    assert inner.text("person") == "a"
    assert told(faults) == ["3:3 R003 by: a mapping with the fields of a contribution is wanted here"]


def test_mappings_of_texts() -> None:
    read, faults = record("names: {pl: Orleniec, de: [x]}\nbad: x\n")
    assert dict(read.words("names")) == {"pl": "Orleniec"}
    assert dict(read.words("bad")) == {}
    assert [one.rule for one in faults] == ["R003", "R003"]


@given(st.text("ab1-:'[]{},. \n~?/X", max_size=30))
def test_no_value_makes_a_reader_fail(text: str) -> None:
    value, _ = parse_yaml(f"f: {text}\n", "a.yaml")
    if not isinstance(value, LocatedMapping):
        return
    read = Record(value, "work", [])
    for reader in (read.text, read.required, read.given, read.when, read.flag, read.language, read.url, read.texts,
                   read.words, read.prose_field):  # fmt: skip
        reader("f")
    read.choice("f", Fruit)
    read.required_choice("f", Fruit)
    read.number("f", 0, 1)
    read.records("f", "thing")
    read.record("f", "thing")
    read.word("f", ("a", "b"))
    read.finish()
