"""How evenly a finished PDF is set: word spaces, hyphens, hyphens in a row, short last lines; from the file alone.

    .venv/bin/python tests/benchmarks/loose_lines.py FILE.pdf... [--font FONT.ttf] [--size POINTS] [--worst N]

Works on any PDF of one column, whoever set it. Counted are the lines that fill the measure. The ideal space is that of
the font (default: the roman of the house). ``--size`` counts only lines of that type size; ``--worst`` prints the loosest.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).parents[1]))
from set_lines import SetLine, set_lines

ROOT = Path(__file__).parents[2]
FOLIOS = frozenset(map(str, range(1, 2000)))


def main() -> None:
    """Measure the files and print one row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--font", type=Path, default=ROOT / "styles/house/fonts/EBGaramond-Regular.ttf")
    parser.add_argument("--size", type=float)
    parser.add_argument("--worst", type=int, default=0)
    given = parser.parse_args()
    space = ideal(given.font)
    heads()
    for file in given.files:
        lines = of_text(set_lines(file.read_bytes()))
        if given.size:
            lines = [line for line in lines if abs(line.size - given.size) < 0.05]
        tell(file.stem, lines, space)
        filled = [line for line in lines if line.filled]
        for line in sorted(filled, key=lambda one: -one.space / one.size)[: given.worst]:
            print(f"  {line.space / line.size / space:5.2f}  leaf {line.page + 1:4}  {line.text}")


def of_text(lines: list[SetLine]) -> list[SetLine]:
    """The lines without leaders and without running heads: the highest of a page, that begins or ends with a folio."""
    tops: dict[int, float] = {}
    for line in lines:
        tops[line.page] = max(line.baseline, tops.get(line.page, 0.0))
    return [
        line
        for line in lines
        if " . . ." not in line.text
        and line.space < 2 * line.size
        and not (line.baseline > tops[line.page] - 2 and {*line.text.split()[:1], *line.text.split()[-1:]} & FOLIOS)
    ]


def heads() -> None:
    """Print the heads of the columns."""
    print(
        f"{'':24}{'lines':>7}{'>1.6':>7}{'>2':>7}{'<.75':>7}{'mean':>6}{'sd':>6}{'p99':>6}{'max':>6}"
        f"{'hyph':>7}{'3 row':>6}{'turn':>5}{'runts':>6}{'over':>5}"
    )


def ideal(font: Path) -> float:
    """The advance of the font's space, in ems."""
    with TTFont(font, lazy=True) as file:
        return float(file["hmtx"][file.getBestCmap()[0x20]][0]) / float(file["head"].unitsPerEm)


def tell(name: str, lines: list[SetLine], space: float) -> None:
    """Print the row of one file."""
    filled = [line for line in lines if line.filled]
    ratios = sorted(line.space / line.size / space for line in filled)
    count = len(ratios) or 1

    def over(limit: float) -> float:
        return 100 * sum(one > limit for one in ratios) / count

    tight = 100 * sum(one < 0.75 for one in ratios) / count
    hyphens = 100 * sum(line.hyphenated for line in filled) / count
    print(
        f"{name[:23]:24}{len(ratios):7}{over(1.6):6.1f}%{over(2):6.1f}%{tight:6.1f}%{statistics.mean(ratios):6.2f}"
        f"{statistics.pstdev(ratios):6.2f}{ratios[int(0.99 * (count - 1))]:6.2f}{ratios[-1]:6.2f}{hyphens:6.1f}%"
        f"{ladders(lines):6}{turns(lines):5}{len(runts(lines)):6}"
        f"{sum(line.over for line in lines):5}"
    )


def ladders(lines: list[SetLine]) -> int:
    """How many times more than two lines in a row end in a hyphen."""
    found = row = 0
    for line in lines:
        row = row + 1 if line.hyphenated and line.filled else 0
        found += row == 3
    return found


def turns(lines: list[SetLine]) -> int:
    """How many right-hand pages end, but for their notes, in a broken word."""
    found = 0
    for page in {line.page for line in lines if line.page % 2 == 0}:
        mine = [line for line in lines if line.page == page and len(line.text) > 3]
        body = max((line.size for line in mine if line.filled), default=0.0)
        last = min(
            (line for line in mine if abs(line.size - body) < 0.05), key=lambda line: line.baseline, default=None
        )
        found += last is not None and last.filled and last.hyphenated
    return found


def runts(lines: list[SetLine]) -> list[SetLine]:
    """Last lines of fewer than five letters."""
    return [
        line
        for before, line in pairwise(lines)
        if before.filled and not line.filled and before.page == line.page and abs(line.size - before.size) < 0.05
        and 0 < before.baseline - line.baseline < 1.8 * line.size and sum(one.isalnum() for one in line.text) < 5
        and abs(line.left - before.left) < 3 * line.size
    ]  # fmt: skip


if __name__ == "__main__":
    main()
