"""Markdown text that has not been composed yet, with its place: from a prose file or a field of the catalogue."""

from __future__ import annotations

from serge_press.values import dataclass


@dataclass(frozen=True, slots=True)
class ProseText:
    """Markdown text of the author's.

    ``line`` is the line of ``file`` on which the text begins (from 1); ``indent`` is the number of columns by which
    every line of the text stood further right in the file (YAML block scalars), -1 where the text is not line for line that
    of the file, so that only the line on which it begins can be named; ``language`` a BCP 47 tag or "" for the
    book's own.
    """

    text: str
    file: str
    line: int = 1
    indent: int = 0
    language: str = ""
