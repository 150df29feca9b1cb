"""How reading, registering and checking grow with the number of works.

    python benchmarks/catalogue.py [750 1500 3000 …]

Writes made-up catalogues (always the same ones) into a temporary folder, every work a file of its own, which is the slowest
way to keep them, and prints seconds of CPU for each stage: the best of three runs. Twice the works should take twice the time.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from serge_press.checks.catalogue_checks import check_catalogue
from serge_press.model.register import register
from serge_press.reading.folder import DiskFolder
from serge_press.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SIZES = (750, 1500, 3000)
KINDS = ("article", "poem", "letter", "review", "speech")
WORDS = (
    "the", "river", "quay", "lead", "type", "proof", "winter", "letter", "strike", "ferry", "print", "page", "night",
)  # fmt: skip

PLAN = """\
title = "Many works"
language = "en"
about = "author"
[contents]
back = ["bibliography"]
[bibliography]
sections = [{ letter = "C", title = "All", kinds = ["article", "poem", "letter", "review", "speech"] }]
[edition.print]
kind = "print"
"""


def sentence(chance: random.Random, words: int) -> str:
    """So many words of nothing."""
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def work(number: int, chance: random.Random) -> str:
    """One record as an author writes it: about twenty-five fields and sixty words."""
    year, month, day = chance.randint(1905, 1945), chance.randint(1, 12), chance.randint(1, 28)
    return f"""\
---
id: work-{number}
title: "{sentence(chance, 4)[:-1]}: {number}"
kind: {chance.choice(KINDS)}
number: C{number}
language: fr
translated: {sentence(chance, 5)[:-1]}
by:
  - {{person: author, role: author, signed_as: "A. {number % 7}"}}
when: {year}-{month:02d}
as_printed: {day} of the month, {year}
written: {year - 1}/{year}
published:
  - role: first
    when: {year}-{month:02d}-{day:02d}
    venue: The Courier
    issue: "{number}"
    pages: {day}–{day + 3}
    seen: true
    confidence: high
    evidence: ["source-{number % 50}, p. {day}"]
  - role: reprint
    when: {year + 3}~
    publisher: Quay
    cities: [Orlenz, London]
seen: true
confidence: medium
rows: ["source-1:{number}"]
evidence: [source-{(number + 7) % 50}, "source-2, p. {number}"]
---

{sentence(chance, 30)} {sentence(chance, 30)} [@source-{number % 50}, p. {day}]
"""


def write(folder: Path, works: int) -> None:
    """A whole book folder with that many works, a case for every tenth, and fifty sources."""
    chance = random.Random(works)
    (folder / "catalogue" / "works").mkdir(parents=True)
    (folder / "catalogue" / "cases").mkdir()
    (folder / "book.toml").write_text(PLAN, encoding="utf-8")
    people = "- {id: author, name: Ada Morwin, born: 1880, died: 1950}\n- {id: other, name: Jan Quist}\n"
    (folder / "catalogue" / "people.yaml").write_text(people, encoding="utf-8")
    sources = "".join(f"- {{id: source-{n}, kind: book, title: Book {n}, short: Book {n}}}\n" for n in range(50))
    (folder / "catalogue" / "sources.yaml").write_text(sources, encoding="utf-8")
    for number in range(1, works + 1):
        path = folder / "catalogue" / "works" / f"{number:05d}.md"
        path.write_text(work(number, chance), encoding="utf-8")
        if number % 10 == 0:
            case = (
                f"---\nid: case-{number}\ntitle: Case {number}\nquestion: Is it hers?\nwork: work-{number}\n"
                f"verdict: probable\nfinding: Probably.\ndecided: 2026\ndecided_by: The editors\nclaims:\n"
                f"  - {{by: Quist, by_person: other, candidate: author, stance: asserts, basis: [signature], weight: fair, "
                f"made: 1960, summary: It is hers., source: 'source-3, p. 4'}}\n---\n{sentence(chance, 40)}\n"
            )
            (folder / "catalogue" / "cases" / f"{number:05d}.md").write_text(case, encoding="utf-8")


def timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """What came out, and seconds of CPU."""
    begun = time.process_time()
    made = do()
    return made, time.process_time() - begun


def measure(folder: Path) -> tuple[float, float, float]:
    """Seconds for reading, registering, checking. Says what was found if anything was, for then the figures mean nothing."""
    (reading, faults), read_time = timed(lambda: read(DiskFolder(folder)))
    (plan, catalogue, more), register_time = timed(lambda: register(reading))
    assert plan is not None
    cited = frozenset(catalogue.sources)
    found, check_time = timed(lambda: check_catalogue(plan, catalogue, cited))
    for one in (*faults, *more, *found)[:5]:
        print(one.place, one.rule, one.message, file=sys.stderr)
    return read_time, register_time, check_time


def main(sizes: tuple[int, ...]) -> None:
    """Print a row a size."""
    print(f"{'works':>7} {'read':>7} {'register':>9} {'check':>7} {'sum':>7}  a work")
    for size in sizes:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            write(folder, size)
            best = min((measure(folder) for _ in range(3)), key=sum)
        total = sum(best)
        print(f"{size:7} {best[0]:7.2f} {best[1]:9.2f} {best[2]:7.2f} {total:7.2f}  {total / size * 1e3:.2f} ms")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
