"""Commands as people see them: fenced blocks in tests/transcripts/*.md.

A block holds a command line after ``% ``, what it prints, lines of stderr after ``2> ``, and ``=> n`` for an exit status that is
not 0. ``…`` stands for any run of characters in a line; a line that is only ``…`` for any lines. Each file runs in an empty
folder of its own; ``complete`` there is a copy of the small complete book.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from books import BOOKS, HERE

SCRIPTS = sorted((HERE / "transcripts").glob("*.md"))


def run(line: str, folder: Path) -> list[str]:
    """What the command printed, as the transcript writes it."""
    environment = {key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH", "FORCE_COLOR")}
    words = shlex.split(line)
    if words[0] == "serge-press":
        words[0:1] = [sys.executable, "-m", "serge_press.cli.main"]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)
    out = done.stdout.splitlines() + [f"2> {text}".rstrip() for text in done.stderr.splitlines()]
    return out + ([f"=> {done.returncode}"] if done.returncode else [])


def pattern(lines: list[str]) -> re.Pattern[str]:
    """The expected lines as one regular expression."""
    out = ""
    for line in lines:
        out += r"(?:.*\n)*?" if line == "…" else "".join(".*" if c == "…" else re.escape(c) for c in line) + r"\n"
    return re.compile(out)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_transcript(script: Path, tmp_path: Path) -> None:
    shutil.copytree(BOOKS / "complete", tmp_path / "complete", ignore=shutil.ignore_patterns("build"))
    blocks = re.findall(r"^```\n(.*?)^```$", script.read_text(encoding="utf-8"), flags=re.M | re.S)
    steps = 0
    for block in blocks:
        commands = re.split(r"^% ", block, flags=re.M)[1:]
        for command in commands:
            line, *expected = command.rstrip("\n").split("\n")
            printed = run(line, tmp_path)
            steps += 1
            assert pattern(expected).fullmatch("".join(f"{text}\n" for text in printed)), f"% {line}\n" + "\n".join(
                printed
            )
    assert steps, "a transcript without a command"
