"""Processes, as Linux tells of them."""

from __future__ import annotations

from pathlib import Path


def lives(process: int) -> bool:
    """Whether a process of this number runs; one that has ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
