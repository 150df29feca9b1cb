"""The date in the files: from SOURCE_DATE_EPOCH or the book's year, and always one that the files can hold."""

from __future__ import annotations

from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from serge_press.model.register import register
from serge_press.reading.folder import MemoryFolder
from serge_press.reading.read import read
from serge_press.workshop import provenance
from serge_press.workshop.provenance import BadStamp, stamp, versions

_1980 = 315532800


def stamp_of(year: str) -> int:
    reading, _ = read(MemoryFolder({"book.toml": 'title = "X"\nlanguage = "en"\n'}))
    plan = register(reading)[0]
    assert plan is not None
    return stamp(replace(plan, year=year))


@pytest.mark.parametrize(
    ("year", "seconds"),
    [("2026", 1767225600), ("2107", 4323283200), ("2108", _1980), ("3000", _1980), ("1979", _1980), ("", _1980),
     ("20²6", _1980), ("２０２６", _1980), ("9" * 5000, _1980), ("2026–2027", _1980)],
)  # fmt: skip
def test_the_year_of_the_book_gives_the_date(year: str, seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert stamp_of(year) == seconds


def test_source_date_epoch_goes_before_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4354819199")
    assert stamp_of("2026") == 4354819199


@pytest.mark.parametrize("text", ["abc", "-1", "1.5", "²", "4354819200", "99999999999", "9" * 5000])
def test_a_date_no_zip_file_can_hold_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(BadStamp, match="SOURCE_DATE_EPOCH"):
        stamp_of("2026")


def test_versions_are_those_that_the_packages_were_installed_with() -> None:
    for name, version in versions()[1:]:
        assert version == metadata.version(name)


def test_every_table_of_the_press_is_in_its_digest() -> None:
    """What is drawn and set comes from code and tables; assets of the preview and the scaffold stand in no edition."""
    root = Path(provenance.__file__).parents[1]
    counted = set(provenance._code_below(f"{root}/", ""))
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    left = {name for name in found - counted if not name.startswith(("preview/assets/", "scaffold/"))}
    assert {name.rpartition(".")[2] for name in left} <= {"md", "typed", "pyc"}
