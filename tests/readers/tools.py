"""Where the programs are that the readers' tests need; what to do where one is missing.

`make test-readers` puts the reading systems, pinned with hashes by ``package-lock.json``, into ``.tools/readers``.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MODULES = ROOT / ".tools" / "readers" / "node_modules"
KEPT = ROOT / "build" / "readers"
"""Screenshots and reports, for people to look at."""

_DEBIAN = {
    "chromium": "chromium",
    "node": "nodejs",
    "mutool": "mupdf-tools",
    "ebook-convert": "calibre",
    "pdftotext": "poppler-utils",
}


def program(name: str) -> str:
    """The path of a program; skips the test where it is missing, and fails it on CI, which must have them all."""
    found = shutil.which(name)
    return found or missing(f"{name} is not installed; Debian: apt-get install {_DEBIAN[name]}")


def module(name: str) -> Path:
    """The folder of an npm package of ours; skips or fails as ``program`` does."""
    folder = MODULES / name
    return folder if folder.is_dir() else missing(f"{name} is not installed; make test-readers installs it")


def missing(why: str) -> NoReturn:
    """End a test for which something is missing."""
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    pytest.skip(why)
