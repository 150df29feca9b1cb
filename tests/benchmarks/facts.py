"""What a machine is, as far as times depend on it, and the versions of all that is measured."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from benchmarks.bench import PEERS_PYTHON, chromium, missing, pandoc

_OURS = ("weasyprint", "pikepdf", "markdown-it-py")
_PEERS = ("typst", "pybtex", "citeproc-py")


def machine_facts() -> dict[str, str]:
    """Facts by name, without names of machines, people or folders."""
    model = _found("/proc/cpuinfo", r"model name\s*:\s*(.*)") or platform.machine()
    memory = int(_found("/proc/meminfo", r"MemTotal:\s*(\d+)") or 0) * 1024
    facts = {
        "processors": f"{len(os.sched_getaffinity(0))} × {model}",
        "memory": f"{memory / 1e9:.0f} GB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
    }
    from serge_press import __version__

    facts["serge-press"] = __version__
    facts |= {name: importlib.metadata.version(name) for name in _OURS}
    facts["Pango"] = _pango()
    for name in _PEERS:
        if version := _said(PEERS_PYTHON, "-c", f"from importlib.metadata import version; print(version('{name}'))"):
            facts[name] = version
    if pandoc():
        facts["pandoc"] = _said(pandoc(), "--version").split("\n")[0].split()[-1]
    if not missing("xelatex"):
        facts["XeTeX"] = (_said("xelatex", "--version").split("\n")[0]).removeprefix("XeTeX ")
    if chromium():
        facts["Chromium"] = next(iter(re.findall(r"[\d.]{5,}", _said(chromium(), "--version", "--no-sandbox"))), "")
    return {name: fact for name, fact in facts.items() if fact}


def _found(file: str, pattern: str) -> str:
    found = re.search(pattern, Path(file).read_text(encoding="utf-8"))
    return found[1].strip() if found else ""


def _said(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.stdout.strip() if not run.returncode else ""


def _pango() -> str:
    try:
        from weasyprint.text.ffi import pango
    except (ImportError, OSError):
        return ""
    number = int(pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
