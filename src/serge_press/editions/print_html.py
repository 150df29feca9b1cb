"""Marks in the HTML of the print edition that only a parsed tree can be given, and what is read back from it."""

from __future__ import annotations

from typing import Any

from serge_press.manuscript.letters import letters

SHORT = 48
"""Notes of so many characters and fewer stand several to a line; so many fit on a line of the smallest page."""


def mark_notes(root: Any) -> None:
    """Mark the footnotes that follow another with nothing between (2 and 3 would read as 23), and those that are short."""
    for element in root.iter():
        before: Any = None
        for child in element:
            is_note = child.tag == "span" and child.get("class") == "footnote"
            if is_note and before is not None and not before.tail:
                child.set("data-follows", "")
            if is_note and len("".join(child.itertext())) <= SHORT:
                child.set("data-short", "")
            before = child if is_note else None


def note_letters(laid: Any) -> dict[str, int]:
    """How many letters each footnote has in the WeasyPrint document that was laid out, by id."""
    return {
        element.get("id"): letters("".join(element.itertext()))
        for element in laid._html.etree_element.iter("span")
        if element.get("class") == "footnote"
    }
