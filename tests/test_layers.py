"""The house has one way through: a file may import only from rooms that stand before its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import serge_press
from serge_press.editions.sections.request import recipe_files

ROOT = Path(serge_press.__file__).parent

ORDER = (
    "values", "memory", "findings", "progress", "scratch", "processes", "hands", "foreman", "crew", "rules", "when",
    "phrases", "collation", "printers", "reading", "model", "manuscript", "rendering", "editions", "checks", "workshop",
    "press", "preview", "one_book", "many", "scaffold", "cli", "__main__",
)  # fmt: skip

PURE = ("memory", "findings", "progress", "rules", "when", "phrases", "collation", "model", "manuscript")
"""Rooms that touch neither the disk nor the clock: the whole press up to the page can be tested in memory."""

WITHOUT_CIRCLES = ("printers", "reading", "model", "rendering", "editions", "checks", "workshop", "preview")
"""Rooms in which no file needs, be it for a type, one that needs it too."""

UNCLEAN = {"os", "pathlib", "time", "random", "subprocess", "socket", "weasyprint", "ebooklib", "locale"}

MODULES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """Full names of what a module imports, those for types included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", [m for m in MODULES if m.parent != ROOT or m.stem != "__init__"], ids=str)
def test_no_import_runs_back(path: Path) -> None:
    here = ORDER.index(room(path))
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "serge_press" or parts[1] == "__version__":
            continue
        assert ORDER.index(parts[1]) <= here, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("path", [m for m in MODULES if room(m) in PURE], ids=str)
def test_pure_rooms_touch_neither_disk_nor_clock(path: Path) -> None:
    unclean = {name.split(".")[0] for name in imports(path)} & UNCLEAN
    assert not unclean, f"{path.relative_to(ROOT)} imports {unclean}"
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"open", "print", "input", "exec", "eval"}


def test_every_room_says_what_it_takes_and_gives() -> None:
    for package in sorted(ROOT.glob("*/__init__.py")):
        tree = ast.parse(package.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), package


@pytest.mark.parametrize("name", [name for name in ORDER if not name.startswith("_")])
def test_every_room_is_on_the_map(name: str) -> None:
    place = f"`{name}/`" if (ROOT / name).is_dir() else f"`{name}.py`"
    assert place in (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_file_is_one_subject(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, f"{path.relative_to(ROOT)} has {lines} lines: it is two subjects"


def at_run_time(path: Path) -> set[Path]:
    """The files of the press that a file imports, but for those that only its types need."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    return files_imported(tree)


def files_imported(tree: ast.Module) -> set[Path]:
    found: set[Path] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("serge_press."):
            steps = node.module.split(".")[1:]
            for file in (ROOT.joinpath(*steps, alias.name).with_suffix(".py") for alias in node.names):
                found.add(file if file.exists() else ROOT.joinpath(*steps).with_suffix(".py"))
    return {file for file in found if file.exists()}


def test_all_that_lays_out_a_section_is_in_the_recipe_by_which_sheets_are_kept() -> None:
    reached, waiting = set[Path](), [ROOT / "editions" / "sections" / "lay.py"]
    while waiting:
        if (path := waiting.pop()) not in reached:
            reached.add(path)
            waiting += at_run_time(path)
    lays_out = {path for path in reached if room(path) == "editions" or path.stem == "letters"}
    assert lays_out - set(recipe_files()) == set()


def test_no_files_of_a_room_import_each_other_in_a_circle() -> None:
    reaches: dict[Path, set[Path]] = {}
    for path in MODULES:
        if room(path) in WITHOUT_CIRCLES:
            reaches[path] = files_imported(ast.parse(path.read_text(encoding="utf-8"))) - {path}
    while ends := [path for path, after in reaches.items() if not after & reaches.keys()]:
        for path in ends:
            del reaches[path]
    assert not reaches, sorted(path.relative_to(ROOT).as_posix() for path in reaches)
