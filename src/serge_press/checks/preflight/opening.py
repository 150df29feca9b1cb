"""Opening a file that nobody vouches for: what cannot be opened is told, and nothing is repaired."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from serge_press.checks.preflight.bounds import LARGEST_FILE
from serge_press.checks.preflight.values import FAULTS, dictionary, entry

if TYPE_CHECKING:
    from serge_press.checks.preflight.faults import Faults

_HEADER = re.compile(rb"%PDF-(\d\.\d)")
_START = re.compile(rb"startxref\s+\d+\s+%%EOF")
_AHEAD, _BEHIND = 1024, 2048


def open_file(source: Path | bytes, faults: Faults) -> tuple[pikepdf.Pdf, int] | None:
    """The file opened, with its size in bytes; None beside a fault. OSError only where the disk fails."""
    size, head, tail = _ends(source)
    if size > LARGEST_FILE:
        faults.file("Q004", f"the file has {size / 1e9:.1f} GB; no printer takes more than {LARGEST_FILE / 1e9:.1f} GB")
        return None
    if _HEADER.search(head) is None:
        faults.file("Q001", "the file is empty" if not size else "the file does not begin as a PDF does")
        return None
    if _START.search(tail) is None:
        faults.file("Q002", "the file does not end as a PDF does: something is missing, or something was added")
        return None
    try:
        opened = io.BytesIO(source) if isinstance(source, bytes) else source
        pdf = pikepdf.open(
            opened, attempt_recovery=False, suppress_warnings=True, inherit_page_attributes=False
        )  # the page tree is walked here, within bounds
    except pikepdf.PasswordError:
        faults.file("Q003", "the file is encrypted and wants a password")
        return None
    except MemoryError:
        faults.file("Q004", "the file unpacks to more than the memory that a book needs")
        return None
    except FAULTS as fault:
        faults.file("Q002", f"the file cannot be opened: {_plain(fault)}")
        return None
    if dictionary(entry(pdf.Root, "/Pages")) is None:
        faults.file("Q002", "the file has no pages")
        return None
    return pdf, size


def _ends(source: Path | bytes) -> tuple[int, bytes, bytes]:
    """Size, beginning and end."""
    if isinstance(source, bytes):
        return len(source), source[:_AHEAD], source[-_BEHIND:]
    if not source.is_file():
        raise FileNotFoundError(2, "there is no such file", str(source))
    with source.open("rb") as stream:
        head = stream.read(_AHEAD)
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, size - _BEHIND))
        return size, head, stream.read(_BEHIND)


def header_version(source: Path | bytes) -> str:
    """The version that the first line gives, such as 1.7."""
    match = _HEADER.search(_ends(source)[1])
    return match[1].decode("ascii") if match is not None else ""


def _plain(fault: BaseException) -> str:
    """The fault in one line without the file's way: pikepdf puts it first."""
    words = str(fault).rsplit(": ", 1)[-1]
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())[:200]
