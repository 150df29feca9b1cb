"""What a slip in a list of facts is called, in words that need no knowledge of YAML."""

from __future__ import annotations

import pytest

from serge_press.reading.yaml_file import parse_yaml

SLIPS = [
    ("- id: a\n  x: @b\n", "2:6", "a text cannot begin with this sign"),
    ("- id: a\n  x: *y*\n", "2:8", "a text cannot begin with this sign"),
    ("- id: a\n  title: A: b\n", "2:11", "a colon and a space stand where no field can begin"),
    ("- id: a\n  title:A\n  k: b\n", "3:3", "the line before this one is no field"),
    ("- id: a\n  b: [x, y\n  c: d\n", "3:4", "a list in square brackets is not closed before this"),
    ("- id: a\n  x: {a: b\n- id: c\n", "3:5", "a record in braces is not closed before this"),
    ('- id: a\n  b: "x\n', "3:1", "a text in quotation marks is not closed"),
    ("- id: a\n  b: 'It's'\n", "2:10", "the record goes on where it cannot"),
    ("- id: a\n b: c\n", "2:2", "this is neither a new record nor a field of the one before"),
    ("- id: a\n  x: |y\n    z\n", "2:7", "something stands after the | or >"),
    ('- id: a\n  x: "\\q"\n', "2:7", "a backslash in double quotes means something else"),
    ("- id: a\n\tx: y\n", "2:1", "a tab stands where spaces belong"),
]


@pytest.mark.parametrize(("text", "place", "message"), SLIPS)
def test_a_slip_is_told_in_plain_words(text: str, place: str, message: str) -> None:
    _, (found,) = parse_yaml(text, "f.yaml")
    assert (found.rule, str(found.place), found.message) == ("F013", f"f.yaml:{place}", message)
    assert found.mend[-1] == "."
