"""What ``serge-press check`` costs, and how it grows with the number of works.

    .venv/bin/python tests/benchmarks/check_scale.py [750 1500 3000 …]

Writes made-up catalogues (always the same ones) into a temporary folder, every work a file of its own, which is the slowest
way to keep them, and runs the command on each, as an author does: in a process of its own, imports and all. Prints seconds of
CPU, the least of three runs, and how often as long as the size before: twice the works should take at most twice the time.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (750, 1500, 3000, 6000)
KINDS = ("article", "poem", "letter", "review", "speech")
WORDS = (
    "the", "river", "quay", "lead", "type", "proof", "winter", "letter", "strike", "ferry", "print", "page", "night",
)  # fmt: skip

PLAN = """\
title = "Many works"
language = "en"
about = "author"
[contents]
back = ["attributions", "bibliography", "people", "sources"]
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


def seconds(folder: Path) -> float:
    """CPU of one check of the folder. Raises where it finds a fault, for then the figures mean nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        [sys.executable, "-m", "serge_press.cli.main", "check", "--quiet", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode or run.stdout or run.stderr:
        raise SystemExit(f"the made-up book is not sound:\n{run.stdout}{run.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(sizes: tuple[int, ...]) -> None:
    """Print a row a size."""
    print(f"{'works':>7} {'CPU s':>7} {'a work':>9} {'grown':>7}")
    last = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as made:
            write(Path(made), size)
            best = min(seconds(Path(made)) for _ in range(3))
        grown = f"{best / last:.2f}" if last else "–"
        print(f"{size:7} {best:7.2f} {best / size * 1e3:6.2f} ms {grown:>7}", flush=True)
        last = best


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
