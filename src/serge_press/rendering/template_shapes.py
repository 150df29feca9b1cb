"""The names of templates, and the values that each is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from serge_press.manuscript.parts import Role

_CELL = {"name": "td", "attrs": "@", "content": "."}
_SHAPES: dict[str, Mapping[str, Any]] = {
    "paragraph": {"attrs": "@", "content": "."},
    "title-line": {"attrs": "@", "content": "."},
    "heading": {"rank": 2, "attrs": "@", "content": "."},
    "section": {"attrs": "@", "content": "."},
    "quotation": {"attrs": "@", "content": "."},
    "epigraph": {"attrs": "@", "content": "."},
    "group": {"attrs": "@", "content": "."},
    "aside": {"attrs": "@", "content": "."},
    "entry": {"attrs": "@", "content": "."},
    "entries": {"items": [".li", ".li"]},
    "timeline": {"items": [".li", ".li"]},
    "verse": {"attrs": "@", "stanzas": [[{"attrs": "@", "content": "."}, {"attrs": "@", "content": "."}]]},
    "list": {"attrs": "@", "items": [".", "."]},
    "ordered-list": {"attrs": "@", "items": [".", "."]},
    "definition-list": {"attrs": "@", "items": [{"attrs": "@", "term": ".", "content": "."}]},
    "table": {"attrs": "@", "caption": ".", "caption_attrs": "@", "head": [[_CELL, _CELL]], "rows": [[_CELL], [_CELL]]},
    "figure": {"attrs": "@", "image": "@", "caption": ".", "caption_attrs": "@"},
    "code": {"attrs": "@", "drawing": "."},
    "drawing": {"attrs": "@", "drawing": ".", "caption": ".", "caption_attrs": "@"},
    "ornament": {"attrs": "@"},
    "header": {"before": ".", "rank": 1, "attrs": "@", "content": ".", "subtitle": ".", "subtitle_attrs": "@"},
    "division": {"attrs": "@", "before": ".", "header": ".", "content": "."},
    "notes": {
        "attrs": "@", "before": ".", "heading_attrs": "@", "heading": ".", "items": [{"attrs": "@", "content": "."}],
    },
}  # fmt: skip
"""For every template the values it is given: "@" attributes, "." content, other values as they are."""

NAMES = frozenset(_SHAPES) | {f"division-{role.value}" for role in Role}
"""Every name a template can have."""


def shape_of(name: str) -> Mapping[str, Any]:
    """The values a template of this name is given."""
    return _SHAPES["division" if name.startswith("division-") else name]
