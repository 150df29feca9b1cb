"""veraPDF: it passes our tagged books, what it says of others becomes findings, and it shares EPUBCheck's machine."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import issues
from serge_press import many
from serge_press.checks import java
from serge_press.checks.epubcheck import run_epubcheck
from serge_press.checks.validator_desk import Desk, open_desk
from serge_press.checks.verapdf import claims, run_verapdf
from serge_press.editions.edition import Issue
from serge_press.many import Request, build_book
from serge_press.press import bring_out

SCAFFOLD = Path(many.__file__).parent / "scaffold" / "book"


@cache
def tagged() -> Issue:
    """The complete miniature book as PDF/UA-1."""
    proof = issues.complete()
    assert proof.plan is not None
    plan = next(edition for edition in proof.plan.editions if edition.kind == "print")
    run = bring_out(proof, (replace(plan, standard="pdf/ua-1"),), issues.STAMP, validate=False)
    return run.made[0].issue


def spoiled(change: Callable[[pikepdf.Pdf], None]) -> Issue:
    """A copy of it in which something is changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(tagged().data)) as pdf:
        change(pdf)
        pdf.save(out)
    return replace(tagged(), data=out.getvalue())


def without_descriptions(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure and "/Alt" in one:
            del one["/Alt"]


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def claiming(**claim: str) -> Issue:
    """A book without a standard that says it keeps one."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(issues.brought_out()[0].data)) as pdf:
        with pdf.open_metadata() as metadata:
            for key, value in claim.items():
                metadata[key.replace("_", ":")] = value
        pdf.save(out)
    return replace(issues.brought_out()[0], data=out.getvalue())


# What a PDF says of itself


def test_a_book_claims_what_was_asked_for_and_nothing_else() -> None:
    assert claims(tagged().data) == ("pdf/ua-1",)
    assert claims(issues.brought_out()[0].data) == ()


def test_claims_of_other_files() -> None:
    assert claims(claiming(pdfaid_part="3", pdfaid_conformance="A").data) == ("pdf/a-3a",)
    assert claims(claiming(pdfaid_part="4").data) == ("pdf/a-4",)
    assert claims(claiming(pdfuaid_part="1", pdfaid_part="2", pdfaid_conformance="B").data) == ("pdf/ua-1", "pdf/a-2b")
    assert claims(b"no PDF") == ()


def test_what_claims_nothing_needs_no_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "verapdf_jar", lambda: "")
    assert run_verapdf(issues.brought_out()[0]) == run_verapdf(replace(tagged(), data=b"no PDF"))
    assert run_verapdf(issues.brought_out()[0]).missing == ""


def test_what_was_asked_for_and_is_not_claimed() -> None:
    found = run_verapdf(issues.brought_out()[0], standards=("pdf/ua-1",)).findings
    assert [one.rule for one in found] == ["P902"]
    assert found[0].message == "it claims no standard, and pdf/ua-1 is asked for"


# The verdict


@pytest.mark.epubcheck
def test_the_complete_book_keeps_to_its_standard() -> None:
    verdict = run_verapdf(tagged(), issues.manuscript(), ("pdf/ua-1",))
    assert [one.message for one in verdict.findings] == []
    assert verdict.version.startswith("1.")
    assert verdict.missing == ""


@pytest.mark.epubcheck
def test_broken_rules_become_findings_with_clause_page_and_mend() -> None:
    with open_desk() as desk:
        figures = run_verapdf(spoiled(without_descriptions), issues.manuscript(), desk=desk).findings
        language = run_verapdf(spoiled(without_language), issues.manuscript(), desk=desk).findings
    assert [one.rule for one in figures] == ["P901"]
    assert figures[0].message.startswith("ISO 14289-1:2014, clause 7.3, test 1: Figure structure element")
    assert figures[0].mend == "say of every picture what is seen: ![words](file)"
    assert {one.rule for one in language} == {"P901"}
    assert len({one.message for one in language}) == len(language) > 2
    paged = next(one for one in language if "clause 7.2, test 34" in one.message)
    assert "(pages i, iii, iv; " in paged.message
    assert paged.also[0][1] == "the page begins here"


@pytest.mark.epubcheck
def test_every_standard_that_is_claimed_is_looked_at() -> None:
    found = run_verapdf(claiming(pdfuaid_part="1", pdfaid_part="2", pdfaid_conformance="B")).findings
    assert {one.message.partition(":")[0] for one in found} == {"ISO 14289-1", "ISO 19005-2"}


@pytest.mark.epubcheck
def test_what_it_said_of_the_same_file_is_not_asked_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from serge_press.workshop.store import Store

    store = Store(tmp_path)
    bad = spoiled(without_descriptions)
    first = run_verapdf(bad, shelves=store)
    monkeypatch.setattr(Desk, "ask", lambda *_: False)
    assert run_verapdf(bad, shelves=store) == first
    assert [one.rule for one in run_verapdf(spoiled(without_language), shelves=store).findings] == ["P904"]


def test_no_answer_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "program", lambda: "java")
    monkeypatch.setattr(java, "verapdf_jar", lambda: "vera.jar")
    for said in ("", "{", json.dumps({"fault": "java.lang.OutOfMemoryError:\n Java heap"})):

        def ask(desk: Desk, words: list[str], timeout: float, said: str = said) -> bool:
            Path(words[2]).write_text(said, encoding="utf-8")
            return True

        monkeypatch.setattr(Desk, "ask", ask)
        found = run_verapdf(tagged()).findings
        assert [one.rule for one in found] == ["P904"]
    assert found[0].message.endswith("no verdict on pdf/ua-1: java.lang.OutOfMemoryError: Java heap")


def test_what_is_not_installed_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(java, "verapdf_jar", lambda: "")
    assert java.INSTALL in run_verapdf(tagged()).missing
    outcome = build_book(str(book(tmp_path / "b")), str(tmp_path / "out"), Request(editions=("print",)))
    assert [line.partition(" ")[0] for line in outcome.missing] == ["veraPDF"]
    assert outcome.records  # it is no fault of the book


# One machine


def book(folder: Path) -> Path:
    """A small book that is to be PDF/UA-1."""
    shutil.copytree(SCAFFOLD, folder, ignore=shutil.ignore_patterns("build", "__pycache__"))
    plan = folder / "book.toml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("[edition.print]", '[edition.print]\nstandard = "pdf/ua-1"'), "utf-8"
    )
    return folder


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many Java machines have been begun: the first java on the path counts, and hands on to the true one."""
    real, counter, log = java.program(), tmp_path / "bin" / "java", tmp_path / "begun"
    counter.parent.mkdir()
    counter.write_text(f'#!/bin/sh\necho one >> "{log}"\nexec "{real}" "$@"\n')
    counter.chmod(0o755)
    monkeypatch.setenv("PATH", f"{counter.parent}{os.pathsep}{os.environ['PATH']}")
    return lambda: len(log.read_text().splitlines()) if log.exists() else 0


def _validate(job: tuple[Desk, Issue, Issue]) -> tuple[Any, Any]:
    desk, print_, epub = job
    return run_epubcheck(epub, desk=desk), run_verapdf(print_, desk=desk)


@pytest.mark.epubcheck
def test_twenty_books_in_two_processes_take_one_machine_for_both_validators(begun: Callable[[], int]) -> None:
    bad = issues.spoiled(
        issues.brought_out()[1], "text/lock.xhtml", lambda text: text.replace("<p ", "<p colour='' ", 1)
    )
    books = [(tagged(), issues.brought_out()[1]), (spoiled(without_descriptions), bad)]
    with open_desk() as desk, get_context("fork").Pool(2) as pool:
        told = pool.map(_validate, [(desk, *books[number % 2]) for number in range(20)], chunksize=1)
    assert begun() == 1
    rules = [tuple(tuple(one.rule for one in verdict.findings) for verdict in pair) for pair in told]
    assert rules == [((), ()), (("E901",), ("P901",))] * 10
    alone = run_epubcheck(bad)
    assert begun() == 2
    assert told[1][0] == alone  # beside veraPDF it says what it says by itself


@pytest.mark.slow
@pytest.mark.epubcheck
def test_building_many_books_takes_one_machine_and_building_again_none(
    tmp_path: Path, begun: Callable[[], int]
) -> None:
    books = [str(book(tmp_path / name)) for name in ("one", "two", "three")]
    command = [sys.executable, "-m", "serge_press.cli.main", "build", *books, "-o", str(tmp_path / "out"), "-j", "2"]
    done = subprocess.run([*command, "--strict"], capture_output=True, text=True, timeout=600, check=False)
    assert "veraPDF" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert begun() == 1
    for name in ("one", "two", "three"):
        assert claims((tmp_path / "out" / name / "ada-harrow-print.pdf").read_bytes()) == ("pdf/ua-1",)
        (tmp_path / "out" / name / ".press" / "ledger.json").unlink()  # so that it is made again, from what is kept
    again = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert again.returncode == 0, again.stderr
    assert "unchanged" not in again.stderr
    assert begun() == 1
