"""The benchmarks: made-up books that are always the same and without fault, and sums that are right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.book_layout import STAGES
from benchmarks.figures import growth, ratio, short, spread
from benchmarks.generate_book import SIZES, made_book, middle, write_book, write_catalogue
from benchmarks.jobs import JOBS, slug
from benchmarks.made_catalogue import Size
from benchmarks.measure import measured
from benchmarks.other_setters import matter, plain_html
from benchmarks.pandoc_matter import write_for_pandoc
from benchmarks.report import BEGIN, END, Record, read_results, report, write_docs
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder

TINY = Size(chapters=4, words=1600, works=12, cases=2, people=4, sources=8, events=6, accounts=2, parts=2)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "book"
    write_book(folder, TINY)
    return folder


def test_a_made_up_book_is_always_the_same() -> None:
    assert made_book(TINY) == made_book(TINY)
    assert made_book(TINY)[0] != made_book(TINY, seed="another")[0]


def test_it_is_the_same_in_another_process_with_another_order_of_hashes(tmp_path: Path, book: Path) -> None:
    script = Path(__file__).parent / "benchmarks" / "generate_book.py"
    for seed in "01":
        told = [sys.executable, str(script), "small", str(tmp_path / seed)]
        subprocess.run(told, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    one, other = (
        {
            path.relative_to(tmp_path / seed): path.read_bytes()
            for path in (tmp_path / seed).rglob("*")
            if path.is_file()
        }
        for seed in "01"
    )
    assert one == other
    assert len(one) > SIZES["small"].works + SIZES["small"].chapters


def test_a_made_up_book_is_without_findings(book: Path) -> None:
    assert prepare(DiskFolder(book)).findings == ()


def test_the_smallest_of_the_three_sizes_is_without_findings(tmp_path: Path) -> None:
    write_book(tmp_path, SIZES["small"])
    assert prepare(DiskFolder(tmp_path)).findings == ()


def test_it_has_as_many_chapters_works_and_words_as_its_size_says() -> None:
    files, catalogue = made_book(TINY)
    chapters = [text for name, text in files.items() if name.startswith("lives/")]
    assert len(chapters) == TINY.chapters
    assert len(catalogue.works) == TINY.works
    assert sum(len(text.split()) for text in chapters) == pytest.approx(TINY.words, rel=0.2)


def test_it_speaks_all_four_languages_and_refers_to_pages() -> None:
    prose = "".join(text for name, text in made_book(SIZES["small"])[0].items() if name.startswith("lives/"))
    for form in (
        "lang=fr",
        "lang=pl",
        "lang=ru",
        "](work:",
        "](chapter:",
        "](case:",
        "](person:",
        "[^n1]:",
        "::: verse",
        "## ",
    ):
        assert form in prose


def test_an_edit_changes_one_paragraph_of_the_middle_chapter_and_each_turn_another_way(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("plain", "first", "second")]
    for folder, edit in zip(folders, (None, 1, 2), strict=True):
        write_book(folder, TINY, edit=edit)
    assert prepare(DiskFolder(folders[1])).findings == ()
    plain, first, second = (
        {
            str(path.relative_to(folder)): path.read_text(encoding="utf-8")
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in folders
    )
    assert [name for name in plain if plain[name] != first[name]] == [middle(TINY)]
    before, after = (text[middle(TINY)].split("\n\n") for text in (plain, first))
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert first != second


def test_the_catalogue_stands_alone_as_a_book(tmp_path: Path) -> None:
    write_catalogue(tmp_path, TINY)
    proof = prepare(DiskFolder(tmp_path))
    assert proof.manuscript is not None
    assert [division.anchor for division in proof.manuscript.divisions] == ["bibliography", "sources"]


def test_other_engines_get_every_word_that_the_press_prints(book: Path, tmp_path: Path) -> None:
    from benchmarks.other_setters import write_for_all

    write_for_all(book, tmp_path)
    html, tex, typ = ((tmp_path / f"book.{kind}").read_text(encoding="utf-8") for kind in ("html", "tex", "typ"))
    _, catalogue = made_book(TINY)
    for work in catalogue.works:
        word = max((word for word in work.annotation.split() if word.isalpha()), key=len)
        assert all(word in text for text in (html, tex, typ))
    notes = html.count('class="footnote"')
    assert notes > 10
    assert tex.count(r"\footnote{") == notes
    assert typ.count("#footnote[") == notes
    assert html.count('class="page-number"') == tex.count(r"\pageref{") == typ.count("#pn(<")
    assert "\ue000" not in html + tex + typ


def test_the_plain_document_leaves_page_numbers_to_the_engine(book: Path) -> None:
    made = plain_html(matter(book))
    assert "target-counter(attr(href), page)" in made
    assert 'class="page-number" href="#chapter-002"></a>' in made


def test_an_edit_changes_one_line_of_the_source_for_other_engines(book: Path, tmp_path: Path) -> None:
    from benchmarks.other_setters import write_for_all

    write_book(tmp_path / "changed", TINY, edit=1)
    write_for_all(book, tmp_path / "one")
    write_for_all(tmp_path / "changed", tmp_path / "other")
    for name in ("book.html", "book.tex", "book.typ"):
        one, other = ((tmp_path / folder / name).read_text(encoding="utf-8").split("\n") for folder in ("one", "other"))
        assert sum(before != after for before, after in zip(one, other, strict=True)) == 1


def test_pandoc_gets_the_same_chapters_and_every_record(tmp_path: Path) -> None:
    import json

    files, catalogue = made_book(TINY)
    write_for_pandoc(files, catalogue, tmp_path)
    prose = (tmp_path / "book.md").read_text(encoding="utf-8")
    assert prose.count("\n# ") == TINY.chapters + 2
    assert all(f"{{#{work.name}}}" in prose for work in catalogue.works)
    assert "](work:" not in prose
    assert ".index" not in prose
    entries = json.loads((tmp_path / "refs.json").read_text(encoding="utf-8"))
    assert len(entries) == TINY.works + TINY.sources
    assert (tmp_path / "refs.bib").read_text(encoding="utf-8").count("\n@") == len(entries) - 1


def test_a_busy_machine_is_told_of(tmp_path: Path) -> None:
    results = tmp_path / "results.jsonl"
    results.write_text(Record("small", 0, "EPUB", "pandoc", 1, 9, 100, 90, load=8.4).to_json(), encoding="utf-8")
    assert "at a load of 8 to 8: others worked on the machine too" in report(*read_results(results))


def test_growth_is_the_slope_on_scales_of_logarithms() -> None:
    assert growth((100, 2), (1000, 20)) == pytest.approx(1)
    assert growth((100, 2), (1000, 200)) == pytest.approx(2)
    assert growth((100, 2), (100, 3)) is None
    assert growth((100, 0), (1000, 3)) is None


def test_ratios_are_taken_within_a_round_and_the_middle_one_counts() -> None:
    assert ratio({0: 1, 1: 2, 2: 4}, {0: 3, 1: 8, 2: 8}) == 3
    assert ratio({0: 2}, {0: 3, 1: 100}) == 1.5
    assert ratio({0: 2}, {1: 3}) is None


def test_numbers_have_two_figures_that_matter() -> None:
    assert [short(value) for value in (0.0456, 0.5, 1.234, 12.34, 123.4)] == ["0.05", "0.50", "1.2", "12", "123"]
    assert spread([3.0, 1.0, 2.0]) == "1.0 / 2.0"
    assert spread([3.0]) == "3.0"


def test_a_command_is_measured_with_all_its_processes(tmp_path: Path) -> None:
    """Two processes with 60 MB each at the same time: the sum is that of both, the largest that of one."""
    child = "held = bytearray(b'x') * 60_000_000; print('held', flush=True); input()"
    both = (
        "import subprocess, sys, time\n"
        "pipe = subprocess.PIPE\n"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}], stdin=pipe, stdout=pipe)\n"
        "until = time.process_time() + 0.3\n"
        "while time.process_time() < until: pass\n"
        "child.stdout.readline()\n"
        "held = bytearray(b'x') * 60_000_000\n"
        "time.sleep(0.7)\n"
        "child.communicate(b'end\\n')\n"
    )
    cost = measured([sys.executable, "-c", both], tmp_path, os.environ)
    assert cost.status == 0
    assert 0.3 <= cost.cpu < 3
    assert cost.wall >= 1
    assert 120 < cost.memory < 190
    assert 60 < cost.largest < 95


def test_what_a_command_leaves_running_is_ended(tmp_path: Path) -> None:
    orphan = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"
    cost = measured([sys.executable, "-c", orphan], tmp_path, os.environ)
    assert cost.left == 1
    assert cost.wall < 3


def test_a_command_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    cost = measured([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, os.environ, limit=0.3)
    assert cost.status == 124


def test_a_command_may_measure_a_part_of_itself(tmp_path: Path) -> None:
    cost = measured([sys.executable, "-c", "print('BENCH cpu=1.5 wall=0.75')"], tmp_path, os.environ)
    assert (cost.cpu, cost.wall) == (1.5, 0.75)


def test_every_job_has_a_folder_of_its_own_unless_it_says_so() -> None:
    own = [job for job in JOBS if not job.place]
    assert len({slug(job) for job in own}) == len(own)


def test_the_tables_have_the_last_runs_of_each_job_and_what_was_to_be_reached(tmp_path: Path) -> None:
    pdf = "PDF from nothing"
    lines = [
        '{"facts": {"Python": "3.11"}}',
        Record("medium", 0, pdf, "serge-press", 90, 90, 100, 90, 350, 2_000_000).to_json(),
        '{"facts": {"Python": "3.12"}}',
        Record("medium", 0, pdf, "serge-press", 12, 10, 100, 60, 350, 2_000_000).to_json(),
        Record("medium", 1, pdf, "serge-press", 14, 12, 120, 60, 350, 2_000_000).to_json(),
        Record("medium", 0, pdf, "WeasyPrint", 40, 40, 300, 300, 351, 2_000_000).to_json(),
        Record("small", 0, "Many books", "serge-press, 20 small books", 50, 30, java=1).to_json(),
        Record("large", 0, pdf, "serge-press", 120, 100, 390, 200, 3500, 9_000_000).to_json(),
        Record("medium", 0, pdf, "Typst", why="typst is not installed").to_json(),
    ]
    results = tmp_path / "results.jsonl"
    results.write_text("\n".join(lines), encoding="utf-8")
    told = report(*read_results(results))
    assert "Python 3.12" in told
    assert "| serge-press | medium | 12 / 13 | 10 / 11 | 120 (60) | 350 pp., 2.0 MB |  |" in told
    assert "| serge-press | large | 120 | 100 | 390 (200) | 3,500 pp., 9.0 MB | 1.00 |" in told
    assert "WeasyPrint takes 4.0 times as long" in told
    assert "slope 1.00 (of CPU 1.00); 390 MB" in told
    assert "| one Java machine | – | 1 Java machine |" in told
    assert "Typst, medium: typst is not installed." in told
    assert "others worked" not in told
    again = Record("medium", 0, pdf, "serge-press", 1, 1, 100, 90, 350, 2_000_000).to_json()
    results.write_text("\n".join((*lines, '{"facts": {}}', again)), encoding="utf-8")
    told_again = report(*read_results(results))
    assert "WeasyPrint takes 40 times as much CPU (another run)" in told_again, "a ratio of walls of different days"
    page = tmp_path / "page.md"
    page.write_text(f"Before\n{BEGIN}\nold\n{END}\nAfter\n", encoding="utf-8")
    write_docs(page, told)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before\n")
    assert text.endswith(f"{END}\nAfter\n")
    assert told in text
    assert "old" not in text


@pytest.mark.parametrize(("where", "name"), [(where, name) for where, name, _ in STAGES])
def test_every_stage_that_is_timed_is_there(where: object, name: str) -> None:
    assert callable(getattr(where, name))
