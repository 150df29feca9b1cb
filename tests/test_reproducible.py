"""Same input, same bytes: another folder, another time zone, another locale, another hash order, another day."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from books import BOOKS


def build(book: Path, **environment: str) -> dict[str, Any]:
    """What ``build --format json`` prints, run as a program of its own."""
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-m", "serge_press.cli.main", "build", str(book), "--format", "json", "--draft"],
        env=clean | environment, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def copy(name: str, to: Path) -> Path:
    shutil.copytree(BOOKS / name, to, ignore=shutil.ignore_patterns("build"))
    return to


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    book = copy("complete", tmp_path_factory.mktemp("first") / "book")
    return build(book, TZ="UTC", LANG="C", PYTHONHASHSEED="1")


def digests(told: dict[str, Any]) -> dict[str, str]:
    return {edition["name"]: edition["sha256"] for edition in told["editions"]}


def test_bytes_do_not_depend_on_where_when_or_how(first: dict[str, Any], tmp_path: Path) -> None:
    book = copy("complete", tmp_path / "an other folder" / "książka")
    for path in sorted(book.rglob("*"), reverse=True):
        os.utime(path, (86400, 86400))
    second = build(book, TZ="Pacific/Chatham", LANG="pl_PL.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="4242")
    assert set(digests(first)) == {"print", "epub"}
    assert digests(second) == digests(first)


def test_the_date_in_the_files_is_honoured(first: dict[str, Any], tmp_path: Path) -> None:
    book = copy("complete", tmp_path / "book")
    dated = build(book, SOURCE_DATE_EPOCH="1000000000")
    assert all(dated_digest != digests(first)[name] for name, dated_digest in digests(dated).items())
    assert b"2001-09-09T01:46:40Z" in _opf(book / "build" / "mirela-tandari.epub")


def test_one_json_object_tells_all(first: dict[str, Any]) -> None:
    assert set(first) == {"editions", "findings", "draft"}  # "draft" only because it is one
    for edition in first["editions"]:
        assert set(edition) == {"name", "kind", "path", "sha256", "bytes", "pages", "seconds"}
        data = Path(edition["path"]).read_bytes()
        assert len(data) == edition["bytes"]
        assert edition["pages"] > 20


def _opf(epub: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(epub) as archive:
        return archive.read(next(name for name in archive.namelist() if name.endswith(".opf")))
