"""A folder with more than twenty faults at once: all told, with places and mends; exit 1; no traceback; nothing written."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from books import BOOKS

WORK = """---
id: {id}
title: {title}
kind: poem
when: {when}
evidence: [harbour-archive]
{more}
---
{prose}
"""


def work(folder: Path, name: str, when: str = "1905", more: str = "", prose: str = "A leaf.") -> None:
    text = WORK.format(id=name, title=name.title(), when=when, more=more, prose=prose)
    (folder / f"catalogue/works/{name}.md").write_text(text, encoding="utf-8")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


PLANTED: dict[str, str] = {
    "catalogue/works/bad-yaml.md": "F013",
    "catalogue/works/bad-date.md": "D004",
    "catalogue/works/words-date.md": "D005",
    "catalogue/works/unknown-field.md": "R001",
    "catalogue/works/no-title.md": "R002",
    "catalogue/works/wrong-kind.md": "R005",
    "catalogue/works/dangling.md": "X001",
    "catalogue/works/dangling-person.md": "R010",
    "catalogue/works/unknown-citation.md": "X001",
    "catalogue/works/twice.md": "R008",
    "catalogue/works/ring-a.md": "C001",
    "catalogue/works/not-utf8.md": "F001",
    "catalogue/works/empty.md": "F018",
    "catalogue/works/anchors.md": "F015",
    "catalogue/bomb.yaml": "F020",
    "catalogue/works/bomb.yaml": "F002",
    "catalogue/works/outside.md": "F003",
    "back/appendix.md": "M009",
    "back/acknowledgements.md": "M025",
    "front/preface.md": "X001",
    "lives/pl/1-port.md": "N001",
    "book.toml": "F007",
    "styles/templates/paragraph.xhtml.j2": "S007",
    "styles/extra.css": "S003",
    "look/house.toml": "S009",
}
"""File → the rule it breaks."""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    shutil.copytree(BOOKS / "complete", book, ignore=shutil.ignore_patterns("build"))
    works = book / "catalogue/works"
    (works / "bad-yaml.md").write_text("---\nid: [\ntitle: x\n---\n", encoding="utf-8")
    work(book, "bad-date", when="1905-13")
    work(book, "words-date", when="spring 1905")
    work(book, "unknown-field", more="translatd: x")
    (works / "no-title.md").write_text("---\nid: no-title\nkind: poem\n---\nA leaf.\n", encoding="utf-8")
    (works / "wrong-kind.md").write_text("---\nid: wrong-kind\ntitle: x\nkind: pome\n---\nA leaf.\n", encoding="utf-8")
    work(book, "dangling", prose="See [that](work:tide-tabels).")
    work(book, "dangling-person", more="by: [{person: nobody}]")
    work(book, "unknown-citation", prose="A leaf [@harbor-archive, f. 2].")
    work(book, "twice")
    shutil.copy(works / "twice.md", works / "twice-again.md")
    work(book, "ring-a", more="part_of: ring-b")
    work(book, "ring-b", more="part_of: ring-a")
    (works / "not-utf8.md").write_bytes(b"---\nid: latin\ntitle: Caf\xe9\nkind: poem\n---\n")
    (works / "empty.md").write_bytes(b"")
    (works / "anchors.md").write_text("---\nid: &a anchors\ntitle: *a\nkind: poem\n---\n", encoding="utf-8")
    with (works / "bomb.yaml").open("w", encoding="utf-8") as bomb:
        bomb.write("- a: x\n")
        for _ in range(50):
            bomb.write("  " + "y" * 1_000_000 + "\n")
    (book / "catalogue/bomb.yaml").write_text(
        "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9 if n else ['lol'] * 9)}]\n" for n in range(12))
    )
    secret = tmp_path / "secret.md"
    secret.write_text("---\nid: secret\ntitle: The secret of this machine\nkind: poem\n---\n", encoding="utf-8")
    os.symlink(secret, works / "outside.md")
    append(book / "back/appendix.md", "\n<script>alert(1)</script>\n")
    append(book / "back/acknowledgements.md", "\n![A gate](plates/gone.png)\n")
    append(book / "front/preface.md", "\n[words](#nowhere)\n")
    append(book / "lives/pl/1-port.md", "\nBez przypisu.[^brak]\n")
    toml = (book / "book.toml").read_text(encoding="utf-8")
    toml = toml.replace('"back/acknowledgements.md"', '"back/acknowledgements.md", "../../../etc/passwd"')
    (book / "book.toml").write_text(toml.replace('house = "house"', 'house = "look"'), encoding="utf-8")
    (book / "styles/templates").mkdir(parents=True)
    (book / "styles/templates/paragraph.xhtml.j2").write_text("<p{{ attrs }}>{% if %}</p>", encoding="utf-8")
    (book / "styles/extra.css").write_text("p { margin: 0 \n h2 } }", encoding="utf-8")
    (book / "look/fonts").mkdir(parents=True)
    (book / "look/fonts/Broken.ttf").write_bytes(b"\0\1\0\0 no font at all")
    (book / "look/base.css").write_text("p { margin: 0 }", encoding="utf-8")
    (book / "look/house.toml").write_text(
        'name = "look"\n[sheets]\nprint = ["base.css"]\nepub = ["base.css"]\n'
        '[fonts]\nfamily = "Look"\nlicence = "OFL.txt"\n'
        'faces = [{ file = "fonts/Broken.ttf", weight = 400, style = "normal" }]\n',
        encoding="utf-8",
    )
    return book


def limited() -> None:
    """No more than 2 GiB of memory and 60 s of CPU for the command under test."""
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def run(verb: str, book: Path, form: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "serge_press.cli.main", verb, str(book), "--format", form]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, preexec_fn=limited)


@pytest.mark.parametrize("verb", ["check", "build"])
def test_all_are_told_at_once(faulty: Path, verb: str) -> None:
    before = sorted(faulty.rglob("*"))
    done = run(verb, faulty, "json")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    findings: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    told = {(found["file"], found["rule"]) for found in findings}
    missing = {(file, rule) for file, rule in PLANTED.items() if (file, rule) not in told}
    assert not missing, sorted(told)
    for found in findings:
        if found["severity"] == "error":
            assert found["mend"], found
            assert found["file"], found
    assert sorted(faulty.rglob("*")) == before
    assert "secret of this machine" not in done.stdout + done.stderr


def test_they_are_told_to_people_with_lines(faulty: Path) -> None:
    done = run("check", faulty, "text")
    assert done.returncode == 1
    assert "catalogue/works/bad-date.md:5:12: error[D004]: when: there is no month 13" in done.stderr
    assert "mend:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_forge_can_mark_them(faulty: Path) -> None:
    done = run("check", faulty, "github")
    assert (
        "::error file=catalogue/works/bad-date.md,line=5,col=12,title=D004::when: there is no month 13" in done.stdout
    )
