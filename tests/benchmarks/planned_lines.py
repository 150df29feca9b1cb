"""Whether a book's lines are set as planned, and how many paragraphs are left to the layout engine, and why.

    .venv/bin/python tests/benchmarks/planned_lines.py [BOOK]

Lays the book out in one run and has every planned text shaped anew: exit status 1 where one is not as wide as was reckoned.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.editions import line_breaking, one_run
from serge_press.editions.edition import Order
from serge_press.editions.leaves import holdings
from serge_press.editions.lines.by_paragraph import by_paragraph
from serge_press.editions.lines.proof import misset
from serge_press.editions.page_geometry import page_geometry
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> None:
    """Lay out, compare, print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "book"
    documents: list[Any] = []
    counted: Counter[str] = Counter()
    lay_out = one_run.lay_out

    def keeping(*given: Any) -> Any:
        counted.clear()
        documents[:] = [lay_out(*given)]
        return documents[0]

    @contextmanager
    def counting() -> Iterator[Counter[str]]:
        with by_paragraph(counted) as count:
            yield count

    vars(one_run)["lay_out"] = keeping
    vars(line_breaking)["by_paragraph"] = counting
    proof = prepare(DiskFolder(folder))
    assert proof.plan is not None
    assert proof.manuscript is not None
    assert proof.house is not None
    plan = next(edition for edition in proof.plan.editions if edition.kind == "print")
    order = Order(plan, proof.manuscript, proof.house, proof.folder, NO_FOLIOS, 1_767_225_600, ())
    geometry = page_geometry(plan.trim)
    assert geometry is not None
    one_run.lay_out_in_one_run(order, geometry, holdings(order.manuscript))
    lines, wrong = misset(documents[0].pages)
    planned = counted.pop("planned", 0)
    print(f"{planned} paragraphs planned, {sum(counted.values())} left to the layout engine: {dict(counted)}")
    print(f"{lines} planned lines on the pages, {len(wrong)} not as planned")
    for text in wrong[:20]:
        print(f"  {text}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
