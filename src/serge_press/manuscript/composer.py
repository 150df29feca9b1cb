"""What a passage or a table needs of whoever composes the text that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from markdown_it.token import Token

    from serge_press.findings import Place
    from serge_press.manuscript.anchors import AnchorCounter
    from serge_press.manuscript.inlines import Words
    from serge_press.manuscript.nodes import Block, Inline
    from serge_press.manuscript.source_map import SourceMap
    from serge_press.reading.prose_text import ProseText


class Composer(Protocol):
    """Composes the blocks of one text: ``lines`` are its rows, ``language`` is that of the passage being composed."""

    prose: ProseText
    lines: list[str]
    anchors: AnchorCounter
    words: Words
    language: str

    def place(self, line: int, column: int = 0, width: int = 0) -> Place:
        """A place in the file from raw line and column counted from 0; column -1 is the line's first mark."""

    def find(
        self, rule: str, place: Place, message: str, mend: str | None = None, also: tuple[tuple[Place, str], ...] = ()
    ) -> None:
        """Tell the author."""

    def inlines(self, token: Token) -> tuple[tuple[Inline, ...], SourceMap]:
        """The words of an inline token, and the map of their places."""

    def blocks(self, end: str | None, *, opening: bool = False) -> tuple[Block, ...]:
        """Blocks up to the closing token ``end``, which is passed; ``opening`` says whether a paragraph here opens a text."""

    def upto(self, end: str) -> list[Token]:
        """The tokens up to the closing token ``end``, which is passed."""
