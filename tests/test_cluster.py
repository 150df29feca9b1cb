"""The recipe of docs/cluster.md: it runs as printed, and gives the very bytes that a build on one machine gives."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from books import BOOKS

distributed = pytest.importorskip("distributed", reason="dask is not installed: pip install 'serge-press[cluster]'")

RECIPE = re.search(
    r"Save this as `spread\.py`.*?```python\n(.*?)```",
    (Path(__file__).parent.parent / "docs" / "cluster.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.fixture(scope="module")
def authors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three miniature books that differ, and one with a fault."""
    folder = tmp_path_factory.mktemp("shared") / "authors"
    for name in ("one", "two", "three", "broken"):
        book = folder / name
        shutil.copytree(BOOKS / "complete", book, ignore=shutil.ignore_patterns("build"))
        chapter = book / "lives/en/1-compositor.md"
        chapter.write_text(
            chapter.read_text(encoding="utf-8") + f"\nThis is copy {name} [@harbour-archive].\n", "utf-8"
        )
    with (folder / "broken/catalogue/events.yaml").open("a", encoding="utf-8") as events:
        events.write("\n- {id: x, when: 1911-13, what: Never.}\n")
    return folder


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two worker processes on loopback, as two machines would be."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
            local_directory=str(tmp_path_factory.mktemp("workers")),
        ) as cluster,
        distributed.Client(cluster) as client,
    ):  # fmt: skip
        yield client


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".press" not in path.parts
    }


@pytest.mark.slow
@pytest.mark.epubcheck
def test_spread_over_workers_the_books_are_those_of_one_machine(
    authors: Path, client: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert RECIPE
    recipe: dict[str, Any] = {"__name__": "spread"}
    exec(RECIPE[1], recipe)
    spread = tmp_path / "spread"
    failed = recipe["spread"](client, authors, spread)
    said = capsys.readouterr().out
    assert failed == 1, said
    assert re.search(r"^broken: failed in .*\n  catalogue/events.yaml:\d+:\d+: D004: ", said, re.MULTILINE)
    assert len(re.findall(r": made in ", said)) == 3

    alone = tmp_path / "alone"
    books = [str(book) for book in sorted(authors.iterdir())]
    done = subprocess.run(
        [sys.executable, "-m", "serge_press.cli.main", "build", *books, "-o", str(alone), "-q"],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert len(files(spread)) == 6
    assert list(files(spread)) == list(files(alone)), done.stderr
    assert files(spread) == files(alone)
    assert len(set(files(spread).values())) == 6
