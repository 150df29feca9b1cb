"""Ctrl-C at any moment: it is heard, once, and what is open closes; exit status 130."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from books import BOOKS

START = [sys.executable, "-m", "serge_press.cli.start"]


def run(script: str) -> subprocess.CompletedProcess[str]:
    """A script that is stopped in ``stoppable``; 130 when it heard of it, 0 when it went on to its end."""
    whole = (
        "import signal, sys, time\n"
        "from serge_press.cli.stopping import heeded, stoppable\n"
        "def stop(): signal.raise_signal(signal.SIGINT)\n"
        "try:\n"
        "    with stoppable():\n"
        + "".join(f"        {line}\n" for line in script.splitlines())
        + "        until = time.monotonic() + 5\n"
        "        while time.monotonic() < until: time.sleep(0.01)\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(130)\n"
    )
    return subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, timeout=60, check=False)


SWALLOWED = (
    "try: stop()\nexcept BaseException: pass",
    "class Gone:\n    def __del__(self): stop()\nGone()",
    "import ctypes\nctypes.CFUNCTYPE(None)(stop)()",
    "for _ in range(3):\n    try:\n        stop()\n        time.sleep(0.4)\n    except BaseException: pass",
)


@pytest.mark.parametrize("script", SWALLOWED)
def test_a_stop_that_somebody_swallowed_comes_again(script: str) -> None:
    done = run(script)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_stop_while_a_module_of_c_is_loaded_waits_for_its_end() -> None:
    """pikepdf makes enumerations of Python as it is loaded, and aborts the process (SIGABRT) if one cannot be made."""
    script = (
        "import enum\n"
        "made = enum.EnumMeta.__call__\n"
        "def make(*given, **named):\n"
        "    if 'pikepdf' in sys.modules: stop()\n"
        "    return made(*given, **named)\n"
        "enum.EnumMeta.__call__ = make\n"
        "import pikepdf\n"
        "print('loaded', flush=True)"
    )
    done = run(script)
    assert (done.returncode, done.stdout, done.stderr) == (130, "loaded\n", "")


CLOSING = (
    "try: stop()\nfinally:\n    time.sleep(1)\n    print('whole')",
    "try: stop()\nexcept KeyboardInterrupt:\n    time.sleep(1)\n    print('whole')\n    raise",
    "try: stop()\nexcept KeyboardInterrupt: heeded()\ntime.sleep(1)\nprint('whole')\nraise KeyboardInterrupt",
    "try: stop()\nfinally:\n    try: int('x')\n    except ValueError:\n        time.sleep(1)\n        print('whole')",
    "try: stop()\nfinally:\n    stop()\n    time.sleep(1)\n    print('whole')",
)


@pytest.mark.parametrize("script", CLOSING)
def test_what_is_closing_is_not_disturbed(script: str) -> None:
    done = run(script)
    assert (done.returncode, done.stdout, done.stderr) == (130, "whole\n", "")


def test_a_stop_within_code_made_from_words_ends_with_the_same_status() -> None:
    """Python notes where a KeyboardInterrupt left an exec(), and would die of the signal in the end."""
    script = (
        "import signal, serge_press.cli.main as main\n"
        "def get(self, ctx, name): exec('signal.raise_signal(signal.SIGINT)', {'signal': signal})\n"
        "main.Verbs.get_command = get\n"
        "main.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "build"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 130
    assert done.stderr == "\nserge-press: stopped. What was finished before stands as it was.\n"


def test_stopped_while_it_loads(tmp_path: Path) -> None:
    """From the first line of ours on; before that Python itself is loading."""
    book = tmp_path / "book"
    shutil.copytree(BOOKS / "complete", book, ignore=shutil.ignore_patterns("build"))
    command = [sys.executable, "-X", "importtime", *START[1:], "build", str(book), "--draft", "-q"]
    for number, module in ((signal.SIGINT, "click"), (signal.SIGTERM, "serge_press.press"), (signal.SIGINT, "lxml")):
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert running.stderr is not None
        for line in running.stderr:
            if line.rstrip().rpartition(" ")[2].startswith(module):
                break
        running.send_signal(number)
        out, said = running.communicate(timeout=60)
        told = [line for line in said.splitlines() if not line.startswith("import time:")]
        assert (running.returncode, out) == (130, ""), said[-500:]
        assert told[-1] == "serge-press: stopped. What was finished before stands as it was."
        assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book"]
    assert not (book / "build").exists()
