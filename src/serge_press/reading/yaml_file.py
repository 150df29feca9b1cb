"""YAML text to located data. No value is interpreted; anchors, aliases and tags are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.memory import remembered
from serge_press.reading.yaml_plain import read_plain

if TYPE_CHECKING:
    from serge_press.findings import Finding
    from serge_press.reading.located import Located


@remembered
def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Located | None, tuple[Finding, ...]]:
    """The one document in ``text``, which begins on ``first_line`` of ``file``; None if it is empty or cannot be read.

    Findings: F013 (not YAML), F015 (anchor, alias, tag), F016 (too deep, too many values), F017 (key twice).
    """
    plain = read_plain(text, file, first_line)
    if plain is not None:
        return plain, ()
    from serge_press.reading.yaml_events import read_events  # with PyYAML, which many a book does without

    return read_events(text, file, first_line)
