"""The miniature books of the tests, read into memory, and overlays on them."""

from __future__ import annotations

from pathlib import Path

from serge_press.reading.folder import MemoryFolder

HERE = Path(__file__).parent
BOOKS = HERE / "books"
RULES = HERE / "rules"


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name in the folder; what builds left there does not count."""
    return {
        name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(("build/", "."))
    }


def overlaid(base: dict[str, bytes], over: dict[str, bytes]) -> dict[str, bytes]:
    """The base with files of the overlay put over it; an overlay file ``X.DELETE`` takes X away."""
    files = dict(base)
    for name, data in over.items():
        if name.endswith(".DELETE"):
            del files[name.removesuffix(".DELETE")]
        else:
            files[name] = data
    return files


def book(name: str = "complete") -> MemoryFolder:
    """A miniature book, in memory."""
    return MemoryFolder(files_of(BOOKS / name))


def book_with(changes: dict[str, str], name: str = "complete") -> MemoryFolder:
    """A miniature book with some files written anew (name → text; "X.DELETE" takes X away)."""
    over = {file: text.encode() for file, text in changes.items()}
    return MemoryFolder(overlaid(files_of(BOOKS / name), over))
