"""``serge-press --help`` answers at once: it loads the table of verbs and none of them. Told by what is loaded, not by time."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from serge_press.cli.main import VERBS, cli

HEAVY = frozenset(
    {
        "asyncio", "concurrent", "dataclasses", "difflib", "email", "importlib.metadata", "jinja2", "logging", "lxml",
        "markdown_it", "multiprocessing", "pikepdf", "socket", "subprocess", "tempfile", "tomllib", "weasyprint", "yaml",
    }
)  # fmt: skip
"""Modules that take longer to load than the help takes to print."""

OURS = frozenset({"cli", "cli.main", "cli.stopping", "processes", "scratch"})
"""All of the press that it takes to print the help."""


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_the_help_loads_no_more_than_it_says(asked: str) -> None:
    loaded = loaded_by(asked)
    assert not loaded & HEAVY
    assert {name.removeprefix("serge_press.") for name in loaded if name.startswith("serge_press.")} == OURS


def test_the_test_would_see_what_a_verb_loads() -> None:
    loaded = loaded_by("check", "--help")
    assert {"markdown_it", "serge_press.press"} <= loaded


def test_the_help_names_every_verb_with_its_words() -> None:
    told = " ".join(CliRunner().invoke(cli, ["--help"]).stdout.split())
    listed = told.partition("Commands: ")[2]
    assert listed == " ".join(f"{verb} {words}" for verb, words in VERBS.items())


def loaded_by(*words: str) -> frozenset[str]:
    """The modules that a command of these words has loaded when it ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from serge_press.cli.main import main\n"
        f"sys.argv[1:] = {words!r}\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    return frozenset(done.stderr.split())
