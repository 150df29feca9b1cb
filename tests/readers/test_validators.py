"""What other people's validators say of the finished e-books: EPUBCheck at every level, and Ace by DAISY."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from readers.library import TITLES, Library
from readers.tools import KEPT, missing, module, program
from serge_press.checks import java
from serge_press.model.plan import PROFILES

ALLOWED = {
    "epub": {"CSS-028": "tells that a style sheet has fonts; ours are meant to be there"},
    "kobo": {
        "CSS-028": "the same",
        "OPF-086b": "the old word “endnote” on a call makes Kobo's reading systems show the note over the page",
    },
    "kindle": {
        "OPF-097": "the cover has no page of its own: Amazon's reading systems show the picture, and would show it twice"
    },
}
"""For each profile the remarks of EPUBCheck on how the format is used that are no fault of the book, and why not."""

E_BOOKS = [(title, profile) for title in TITLES for profile in PROFILES]


def book_of(library: Library, title: str, profile: str) -> Path:
    shelved = library.take(title)
    if profile not in shelved.epubs:
        pytest.skip(f"no e-book is made for {profile}")
    return shelved.epubs[profile]


@pytest.mark.parametrize(("title", "profile"), E_BOOKS)
def test_epubcheck_says_nothing_even_of_usage(library: Library, title: str, profile: str, tmp_path: Path) -> None:
    book = book_of(library, title, profile)
    program_, jar = java.program(), java.epubcheck_jar()
    if not program_ or not jar:
        missing(f"EPUBCheck or Java is not installed: {java.INSTALL}")
    report = tmp_path / "report.json"
    command = [program_, *java.SWITCHES, "-jar", jar, str(book), "--usage", "--json", str(report), "--quiet"]
    subprocess.run(command, capture_output=True, timeout=300, check=False, env=java.environment(str(tmp_path)))
    told = json.loads(report.read_text("utf-8"))
    said = [(m["ID"], m["severity"], m["message"], [at["path"] for at in m["locations"][:3]]) for m in told["messages"]]
    assert [one for one in said if one[0] not in ALLOWED[profile] or one[1] != "USAGE"] == []
    assert (told["checker"]["nFatal"], told["checker"]["nError"], told["checker"]["nWarning"]) == (0, 0, 0)


@pytest.mark.parametrize(("title", "profile"), E_BOOKS)
def test_ace_finds_no_violation(library: Library, title: str, profile: str) -> None:
    book = book_of(library, title, profile)
    chromium = program("chromium")
    ace = module("@daisy/ace-cli") / "bin" / "ace.js"
    out = KEPT / title / f"ace-{profile}"
    command = [program("node"), str(ace), "--exiterror2", "--force", "--silent", "--outdir", str(out), str(book)]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)
    report = out / "report.json"
    assert report.is_file(), (done.stdout + done.stderr)[-2000:]
    told = json.loads(report.read_text("utf-8"))
    assert [*violations(told["assertions"])] == []
    assert done.returncode == 0
    assert told["a11y-metadata"]["empty"] == []
    assert not [name for name in told["a11y-metadata"]["missing"] if name.startswith("schema:")]


def violations(tree: list[dict[str, Any]], where: str = "") -> Iterator[str]:
    """Every assertion of Ace's report that failed, as a line."""
    for one in tree:
        if "assertions" in one:
            yield from violations(one["assertions"], one.get("earl:testSubject", {}).get("url", where))
        elif one["earl:result"]["earl:outcome"] == "fail":
            test = one["earl:test"]
            yield f"{where}: {test['earl:impact']} {test['dct:title']}: {one['earl:result'].get('dct:description', '')}"
