"""YAML: text stays text, everything has its place, and nothing in a file can do harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from located_values import field
from serge_press.findings import Finding
from serge_press.reading.located import Located, LocatedList, LocatedMapping, LocatedText
from serge_press.reading.yaml_events import MAX_NODES
from serge_press.reading.yaml_file import parse_yaml


def plain(value: Located | None) -> object:
    """The data without places."""
    match value:
        case None:
            return None
        case LocatedText():
            return value.text
        case LocatedList():
            return [plain(item) for item in value.items]
        case LocatedMapping():
            return {key: plain(entry.value) for key, entry in value.entries.items()}


def good(text: str) -> Located:
    value, found = parse_yaml(text, "a.yaml")
    assert found == ()
    assert value is not None
    return value


def bad(text: str) -> list[str]:
    _, found = parse_yaml(text, "a.yaml")
    return [f"{one.place.line}:{one.place.column} {one.rule}" for one in found]


@pytest.mark.parametrize(
    "word", ["1911", "no", "1911-03-04", "1_000", "0x1F", "null", "~", "1e3", "12:30", "on", "=", "<<"]
)
def test_scalars_stay_as_written(word: str) -> None:
    assert field(good(f"when: {word}\n"), "when").text == word


def test_lists_and_mappings() -> None:
    text = "- id: a\n  by: [{person: x, signed_as: ''}, y]\n- {id: b}\n"
    assert plain(good(text)) == [{"id": "a", "by": [{"person": "x", "signed_as": ""}, "y"]}, {"id": "b"}]


def test_every_value_and_key_has_its_place() -> None:
    value = good("- id: a\n  when: '1911-13'\n  by: [x, \"y\"]\n")
    when = field(value, 0, "when")
    assert (str(when.place), when.place.width) == ("a.yaml:2:9", 9)
    assert str(when.at(5)) == "a.yaml:2:15"  # the 13
    assert str(field(value, 0, "by", 0).place) == "a.yaml:3:8"
    assert str(field(value, 0, "by", 1).at(0)) == "a.yaml:3:12"
    assert isinstance(value, LocatedList)
    assert isinstance(value.items[0], LocatedMapping)
    assert str(value.items[0].entries["by"].key.place) == "a.yaml:3:3"


def test_places_count_from_where_the_text_stands_in_its_file() -> None:
    value, _ = parse_yaml("id: a\nwhen: 1911\n", "works/a.md", 2)
    assert value is not None
    assert str(field(value, "when").place) == "works/a.md:3:7"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("life: |\n  One.\n  Two.\n", 2, 3),
        ("- life: |\n    One.\n", 2, 5),
        ("- life: |+ # kept\n      One.\n", 2, 7),
        ("life: |2\n    One, indented.\n", 2, 3),
        ("life: >-\n  One.\n", 2, 3),
        ("life: |\n\n  One.\n", 2, 3),
        ("life: |\n", 2, 1),
    ],
)
def test_a_block_scalar_knows_where_its_text_begins(text: str, line: int, column: int) -> None:
    value = good(text)
    path = ("life",) if text.startswith("l") else (0, "life")
    life = field(value, *path)
    assert (life.text_line, life.text_column) == (line, column)


def test_places_inside_a_block_scalar() -> None:
    life = field(good("life: |\n  One.\n  Two [@nobody].\n"), "life")
    assert str(life.at(life.text.index("@"))) == "a.yaml:3:8"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: words", 1, 4),
        ("a: '  words'", 1, 7),
        ('a: "words"', 1, 5),
        ('a: "wor\\x64s"', 1, 0),
        ("a: two\n  words", 1, 0),
        ("a: 'two\n  words'", 1, 0),
        ("a: >\n  two\n  words", 2, 0),
    ],
)
def test_a_text_names_its_column_only_where_it_stands_as_written(text: str, line: int, column: int) -> None:
    place = field(good(text), "a").text_place
    assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a remark\n"])
def test_nothing_is_nothing(text: str) -> None:
    assert parse_yaml(text, "a.yaml") == (None, ())


def test_a_key_without_value_is_absent_and_an_empty_text_is_not() -> None:
    value = good("note:\nsigned_as: ''\n")
    assert field(value, "note").absent
    assert not field(value, "signed_as").absent


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &x 1\nb: 2\n", ["1:4 F015"]),
        ("a: &x 1\nb: *x\n", ["1:4 F015", "2:4 F015"]),
        ("a: !!python/object/apply:os.system ['true']\n", ["1:4 F015"]),
        ("a: !!binary aGVsbG8=\n", ["1:4 F015"]),
        ("a: ! x\n", ["1:4 F015"]),
        ("&x a: 1\n", ["1:1 F015"]),
        ("a: 1\nb: 2\na: 3\n", ["3:1 F017"]),
        ("[x, y]: 1\n", ["1:1 F013"]),
        ("a: 1\n---\nb: 2\n", ["2:1 F013"]),
        ('a: "\\0"\n', ["1:4 F010"]),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, told: list[str]) -> None:
    assert bad(text) == told


def test_of_a_key_that_stands_twice_the_first_is_kept_and_both_are_told() -> None:
    value, found = parse_yaml("when: 1911\nwhen: 1912\n", "a.yaml")
    assert plain(value) == {"when": "1911"}
    assert found[0].also == ((field(value, "when").place.shifted(-6, 4), "it stands here first"),)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1, 2\nb: 3\n", "2:2"),
        ("a: b: c\n", "1:5"),
        ("a:\n\t- b\n", "2:1"),
        ("a: 'x\n", "2:1"),
        ("%YAML 9.9.9\n---\n", "1:"),
        ("- a\nb: c\n", "2:1"),
        ("a: @x\n", "1:4"),
    ],
)
def test_a_fault_of_syntax_is_told_with_its_place(text: str, place: str) -> None:
    value, found = parse_yaml(text, "a.yaml")
    assert value is None
    assert [one.rule for one in found] == ["F013"]
    assert f"{found[0].place.line}:{found[0].place.column}".startswith(place)


# ------------------------------------------------------------------------------------------------ hostile files


def swiftly(text: str, seconds: float = 2.0) -> tuple[Finding, ...]:
    begun = time.process_time()
    _, found = parse_yaml(text, "a.yaml")
    assert time.process_time() - begun < seconds
    return found


def test_a_billion_laughs_are_not_expanded() -> None:
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    found = swiftly("\n".join(lines))
    assert {one.rule for one in found} == {"F015"}
    assert len(found) <= 50


@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "? ", "[{"])
def test_values_stacked_a_million_deep_are_given_up(piece: str) -> None:
    found = swiftly(piece * (1_000_000 // len(piece)))
    assert {one.rule for one in found} <= {"F016", "F013"}
    assert found


def test_twenty_levels_are_read_and_one_more_is_not() -> None:
    assert good("[" * 20 + "x" + "]" * 20)
    assert bad("[" * 21 + "x" + "]" * 21) == ["1:21 F016"]


def test_too_many_values_are_given_up() -> None:
    assert [one.rule for one in swiftly("[" + "a," * (MAX_NODES + 10) + "]", 10)] == ["F016"]


def test_a_file_full_of_faults_gives_few_findings() -> None:
    assert len(swiftly("[" + "*a ," * 100_000 + "]", 5)) <= 50
    assert len(swiftly("a: 1\n" * 100_000, 5)) <= 50


@pytest.mark.parametrize("text", ["'" * 2_000_000, "a" * 2_000_000, "#" * 2_000_000, "\n" * 2_000_000, "%" * 100_000])
def test_long_files_of_one_character_do_no_harm(text: str) -> None:
    swiftly(text, 5)


@given(st.text(max_size=200))
@example("\ud7ff")
@example("a: \x85")
@example("? ")
@example(": : :")
def test_any_text_gives_data_or_findings(text: str) -> None:
    value, found = parse_yaml(text, "a.yaml")
    assert value is None or plain(value) is not None
    for one in found:
        assert one.place.file == "a.yaml"
        assert one.mend


@given(st.text("[]{}:,-?&*!|>'\"%@` \n\tab#\\", max_size=60))
def test_any_heap_of_signs_gives_data_or_findings(text: str) -> None:
    parse_yaml(text, "a.yaml")


leaves = st.text("abc żó1-", min_size=1, max_size=8)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(leaves, inner, max_size=3), max_leaves=8
)


def flow(value: object) -> str:
    """YAML in flow style, every scalar in single quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"'{key}': {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return f"'{value}'"


@given(values)
def test_what_is_written_is_what_is_read(value: object) -> None:
    assert plain(good(flow(value))) == value
