"""Every rule is published, explained, and shown to catch what it is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from books import BOOKS, HERE, RULES, files_of, overlaid
from serge_press.cli.report import as_text, lines_of
from serge_press.findings import Severity
from serge_press.press import bring_out, prepare
from serge_press.reading.folder import MemoryFolder
from serge_press.rules import Rule, all_rules

OVERLAYS = sorted(path for path in RULES.iterdir() if (path / "in").is_dir())
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("test_*.py")) if path != Path(__file__))


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_how_to_mend(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d{3}", rule.id)
    assert rule.title
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert len(rule.why) > 30
    assert rule.example.strip()
    assert rule.mend.strip() or rule.severity < Severity.ERROR


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_has_a_case(rule: Rule) -> None:
    """An overlay folder where an author can plant the fault, else a test that names the rule."""
    assert (RULES / rule.id / "in").is_dir() or re.search(rf'"{rule.id}"', TESTS), f"no case shows rule {rule.id}"


@pytest.mark.parametrize("folder", OVERLAYS, ids=lambda path: path.name)
def test_an_overlay_is_found_and_told(folder: Path, accept: bool) -> None:
    files = overlaid(files_of(BOOKS / "complete"), files_of(folder / "in"))
    proof = prepare(MemoryFolder(files))
    findings = proof.findings
    if folder.name[0] in "EPG" and proof.plan is not None:
        findings = bring_out(proof, proof.plan.editions, 0, validate=False).findings
    told = as_text([f for f in findings if f.severity > Severity.NOTE or f.rule == folder.name], lines_of(proof.folder))
    told = re.sub(r"\x1b\[[0-9;]*m", "", told) + "\n"
    assert any(found.rule == folder.name for found in findings), told
    expected = folder / "expected.txt"
    if accept:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


def test_the_complete_book_is_clean() -> None:
    proof = prepare(MemoryFolder(files_of(BOOKS / "complete")))
    assert [str(f.place) + " " + f.rule + " " + f.message for f in proof.findings if f.severity > Severity.NOTE] == []
