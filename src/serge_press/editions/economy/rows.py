"""Children of a box that are made when the layout asks for them, and let go when their page is painted (see ``growing``)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Unsteady(Exception):
    """A page depends on a later one, or the library is not the one that this was written for."""


class Row:
    """The children of a box, made when they are asked for; what was let go is None."""

    def __init__(self, coming: Iterator[Any], *, tagged: bool) -> None:
        self._coming = coming
        self.tagged = tagged  # the structure tree asks elements for their attributes at the end
        self._made: list[Any] = []
        self._pages: str | None = None  # the name of the first child's pages

    def _reach(self, index: int) -> bool:
        """Make children up to one; whether there is that one."""
        while len(self._made) <= index:
            made = next(self._coming, None)
            if made is None:
                return False
            self._made.append(made)
        return True

    def from_(self, start: int) -> Iterator[Any]:
        """The children from one on."""
        while self._reach(start):
            yield self._there(start)
            start += 1

    def made(self, start: int = 0) -> list[Any]:
        """Those of the children from one on that are made."""
        return [child for child in self._made[start:] if child is not None]

    def finish(self) -> None:
        """Make all children that are not made."""
        while self._reach(len(self._made)):
            pass

    def _there(self, index: int) -> Any:
        if self._made[index] is None:
            raise Unsteady
        return self._made[index]

    @property
    def pages(self) -> str:
        """The name of the first child's pages, which is asked for when that child is gone too."""
        if self._pages is None:
            self._pages = str(self._there(0).page_values()[0] or "") if self._reach(0) else ""
        return self._pages

    def let_go(self, stop: int) -> None:
        """Let go of the children before one, and of their part of the text."""
        if stop and self._made and self._made[0] is not None:
            _ = self.pages
        for index, child in enumerate(self._made[:stop]):
            if child is not None and child.element is not None and not self.tagged:
                child.element.clear()
            self._made[index] = None

    def __iter__(self) -> Iterator[Any]:
        return self.from_(0)

    def __bool__(self) -> bool:
        return self._reach(0)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            if key.stop is not None or key.step is not None or (key.start or 0) < 0:
                raise Unsteady
            return Rest(self, key.start or 0)
        if key < 0:
            raise Unsteady
        if not self._reach(key):
            raise IndexError(key)
        return self._there(key)


class Rest:
    """A row from one child on."""

    def __init__(self, row: Row, start: int) -> None:
        self.row, self.start = row, start

    def __iter__(self) -> Iterator[Any]:
        return self.row.from_(self.start)


@cache
def growing() -> Any:
    """The class of a block whose children are a row."""
    from weasyprint.formatting_structure.boxes import BlockBox

    class Growing(BlockBox):  # type: ignore[misc]
        """All below it stand on pages of one name: sheets of a house name no pages (``sections.neutral``)."""

        def page_values(self) -> Any:
            """The name of its first child's pages, which is that of the last one's too."""
            row = self.children.row if isinstance(self.children, Rest) else self.children
            name = row.pages if isinstance(row, Row) else row[0].page_values()[0] if row else ""
            return (name or self.style["page"],) * 2

    return Growing


def is_growing(box: Any) -> bool:
    """Whether the children of a box are made when they are asked for."""
    return isinstance(box, growing())


def let_go(row: Any, stop: int) -> bool | None:
    """Let go of the children of a growing box before one; None if the children are no row.

    Whether the text that boxes below it are made from may go with them: the structure tree asks for it at the end.
    """
    if not isinstance(row, Row):
        return None
    row.let_go(stop)
    return not row.tagged


def remove_placeholders(stock: Callable[..., None]) -> Any:
    """``remove_placeholders`` that looks at the boxes that are made: the others are laid out nowhere."""

    def remove(context: Any, boxes: Any, *lists: Any) -> None:
        if isinstance(boxes, Row):
            boxes = boxes.made()
        elif isinstance(boxes, Rest):
            boxes = boxes.row.made(boxes.start)
        stock(context, boxes, *lists)

    return remove
