"""WeasyPrint as the press has it: with everything that is added to it, in the order in which one leans on the other."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from serge_press.editions import economy, footnotes
from serge_press.editions.black_ink import black_alone
from serge_press.editions.line_breaking import whole_lines
from serge_press.editions.line_grid import tables_at_the_head
from serge_press.editions.lines.copyfitting import whole_last_pages
from serge_press.editions.press_room import listening, unhurried_collector
from serge_press.editions.vertical_justification import even_feet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.press_room import Listener


@contextmanager
def typesetting(*, thrifty: bool) -> Iterator[Listener]:
    """Lay out and write inside this context; what WeasyPrint says is heard. ``thrifty``: for less work (``economy``)."""
    with (
        listening() as listener,
        unhurried_collector(),
        economy.thrifty() if thrifty else nullcontext(),
        black_alone(),
        whole_lines(),
        even_feet(),
        footnotes.remedied(),
        tables_at_the_head(),
        whole_last_pages(),
    ):
        yield listener
