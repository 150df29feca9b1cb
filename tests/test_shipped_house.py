"""What comes with the press is tried here, and no more when a book is made."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from serge_press.rendering.house_reader import TEMPLATE_ENDING
from serge_press.rendering.shipped import ShippedStyles
from serge_press.rendering.style_sheets import check_sheet
from serge_press.rendering.template_shapes import NAMES, shape_of
from serge_press.rendering.template_trial import Trial
from serge_press.rendering.templates import Templates, _seen_form

SHIPPED = ShippedStyles()
TEMPLATES = {
    name.rsplit("/", 1)[-1].removesuffix(TEMPLATE_ENDING): (SHIPPED.read_bytes(name).decode().removesuffix("\n"), name)
    for name in SHIPPED.names()
    if name.endswith(TEMPLATE_ENDING)
}
HOUSES = [name for name in SHIPPED.names() if name.endswith("/house.toml")]


def test_no_template_of_the_press_has_a_fault() -> None:
    made = Templates(TEMPLATES)
    assert made.findings == ()
    assert set(made.texts) == set(TEMPLATES) >= {"paragraph", "division", "notes"}
    assert set(TEMPLATES) <= NAMES


@pytest.mark.parametrize("house", HOUSES)
def test_no_style_sheet_of_the_press_has_a_fault(house: str) -> None:
    sheets = tomllib.loads(SHIPPED.read_bytes(house).decode())["sheets"]
    folder = house.rpartition("/")[0]
    read = [
        check_sheet(SHIPPED.read_bytes(f"{folder}/{name}").decode(), name, medium)
        for medium, names in sheets.items()
        for name in names
    ]
    assert read
    assert set(read) == {()}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_that_is_made_ready_late_makes_the_same(name: str) -> None:
    values = Trial(frozenset()).values(shape_of(name))
    assert Templates(TEMPLATES, tried=True).fill(name, values) == Templates(TEMPLATES).fill(name, values)


PIECES = st.sampled_from(
    [
        "{{ content }}",
        "{{ attrs }}",
        "{{content}}",
        "{{ other }}",
        "{",
        "}",
        "%",
        "{{",
        "}}",
        "{%",
        "{#",
        "#}",
        "<p>",
        "é",
        "\n",
        "\r",
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_a_form_that_is_seen_is_what_jinja_makes(pieces: list[str]) -> None:
    text = "".join(pieces)
    form = _seen_form(text, shape_of("paragraph"))
    if form is not None:
        values = {"content": "C", "attrs": "A"}
        made = SandboxedEnvironment(undefined=StrictUndefined).from_string(text).render(values)
        assert form % values == made


def test_a_template_that_only_places_values_is_seen() -> None:
    assert _seen_form("<p{{ attrs }}>{{ content }} 1%</p>", shape_of("paragraph")) == "<p%(attrs)s>%(content)s 1%%</p>"
    assert _seen_form("{% if attrs %}{% endif %}", shape_of("paragraph")) is None
