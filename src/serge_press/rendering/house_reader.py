"""The files of a house style: house.toml, and the sheets, fonts and templates that it names; faults become findings."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from serge_press.findings import Place
from serge_press.reading.folder import Refusal
from serge_press.reading.text import file_lines
from serge_press.rendering.font_faults import font_fault
from serge_press.rendering.house_style import LOOKS, MEDIA, Font
from serge_press.rendering.shipped import ShippedStyles, usual_sheet
from serge_press.rendering.style_sheets import check_sheet
from serge_press.rendering.template_shapes import NAMES
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from serge_press.findings import Finding

TEMPLATE_ENDING = ".xhtml.j2"
_LARGEST = 8 * 1024 * 1024  # bytes of one file of a house
_LARGEST_FONT = 20 * 1024 * 1024  # one with Chinese letters has ten


class Files(Protocol):
    """What a house is read from: the styles of the press, or the book folder."""

    def names(self) -> Iterable[str]:
        """Names of all files, with forward slashes, in a fixed order."""

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file."""


class HouseReader:
    """Reads one house from ``files`` under ``root``, then a book's overlay. ``plan`` is the file that names the others."""

    def __init__(self, files: Files, root: str, plan: str = "house.toml") -> None:
        self.files = files
        self.plan = plan
        # what comes with the press is tried by its tests, not at every run
        self.shipped = isinstance(files, ShippedStyles)
        self.root = root
        self.known = frozenset(files.names())
        self.found: list[Finding] = []

    def text(self, files: Files, name: str, place: Place) -> str | None:
        """A text file, or None and a finding at ``place``, where it is named."""
        data = self.data(files, name, place)
        try:
            return None if data is None else data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.found.append(finding("S002", place, f"{name} is not UTF-8 text"))
            return None

    def data(self, files: Files, name: str, place: Place, largest: int = _LARGEST) -> bytes | None:
        """A file's bytes, or None and a finding."""
        if name not in (self.known if files is self.files else frozenset(files.names())):
            self.found.append(finding("S002", place, f"there is no file {name}"))
            return None
        try:
            data = files.read_bytes(name)
        except Refusal as refusal:
            self.found.append(refusal.finding)
            return None
        if len(data) > largest:
            self.found.append(finding("S002", place, f"{name} is larger than {largest // 1024 // 1024} MiB"))
            return None
        return data

    def within(self, name: str) -> str:
        """The name of a file named in the plan."""
        return str(PurePosixPath(self.root, name))

    def named(self, file: str) -> Place:
        """The place in the plan that names a file."""
        return place_of(self.files, self.within(self.plan), f"[\"']{re.escape(file)}[\"']")

    def table(self) -> dict[str, Any] | None:
        """The plan, or None and a finding."""
        name = self.within(self.plan)
        text = self.text(self.files, name, Place(name))
        if text is None:
            return None
        try:
            return tomllib.loads(text)
        except (ValueError, RecursionError) as fault:
            self.found.append(finding("S001", Place(name), f"{self.plan} cannot be read: {fault}"))
            return None

    def sheets(self, table: Mapping[str, Any]) -> dict[str, tuple[tuple[str, str], ...]]:
        """The sheets of each medium."""
        place = Place(self.within("house.toml"))
        listed = table.get("sheets")
        if not isinstance(listed, dict) or any(medium not in listed for medium in MEDIA):
            self.found.append(finding("S001", place, "house.toml names no style sheets under [sheets] print and epub"))
            return {}
        sheets: dict[str, tuple[tuple[str, str], ...]] = {}
        for medium in (*MEDIA, *(look for look in LOOKS if look in listed)):
            names = listed[medium]
            if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
                self.found.append(finding("S001", place, f"[sheets] {medium} is not a list of file names"))
                continue
            texts = ((name, self.text(self.files, self.within(name), self.named(name))) for name in names)
            sheets[medium] = tuple((name, text) for name, text in texts if text is not None)
            for name, text in sheets[medium]:
                self.found += () if self.shipped else check_sheet(text, self.within(name), medium)
        for look in LOOKS:
            if look not in sheets:
                sheets[look] = (*sheets.get("print", ()), (f"{look}.css", usual_sheet(look)))
        return sheets

    def fonts(self, table: Mapping[str, Any]) -> tuple[Font, ...]:
        """The faces that the plan names under [fonts] (one family) or [[fonts]] (several)."""
        place = Place(self.within(self.plan))
        families = table.get("fonts", [])
        fonts: list[Font] = []
        for family in families if isinstance(families, list) else [families]:
            try:
                name, faces = str(family["family"]), [dict(face) for face in family["faces"]]
                named = [(str(f["file"]), int(f.get("weight", 400)), str(f.get("style", "normal"))) for f in faces]
                only = tuple(family.get("only", ()))
                if not set(only) <= set(LOOKS):
                    raise ValueError(only)
            except (KeyError, TypeError, ValueError, OverflowError):
                self.found.append(finding("S001", place, "[fonts] has no family with faces, each with a file"))
                continue
            for file, weight, style in named:
                data = self.data(self.files, self.within(file), self.named(file), _LARGEST_FONT)
                if data is None:
                    continue
                fault = "" if self.shipped else font_fault(data)
                if style not in ("normal", "italic") or not 1 <= weight <= 1000:
                    fault = f"its style is {style!r} and its weight {weight}, not normal or italic and 1 to 1000"
                if fault:
                    self.found.append(finding("S009", self.named(file), f"the font {file} cannot be used: {fault}"))
                    continue
                fonts.append(Font(name, style, weight, file, data, only))
        return tuple(fonts)

    def templates(self, files: Files, folder: str) -> dict[str, tuple[str, str]]:
        """Name to text and file of the templates in a folder."""
        given: dict[str, tuple[str, str]] = {}
        for file in sorted(files.names()):
            path = PurePosixPath(file)
            if str(path.parent) != folder or not path.name.endswith(TEMPLATE_ENDING):
                continue
            name = path.name.removesuffix(TEMPLATE_ENDING)
            if name not in NAMES:
                near = difflib.get_close_matches(name, sorted(NAMES), 1)
                mend = f"did you mean {near[0]}{TEMPLATE_ENDING}?" if near else None
                self.found.append(finding("S012", Place(file), f"no template is called {name!r}", mend))
                continue
            text = self.text(files, file, Place(file))
            if text is not None:
                given[name] = (text.removesuffix("\n"), file)
        return given


def place_of(files: Files, name: str, pattern: str) -> Place:
    """The first place in a text file where the pattern stands; the whole file if it does not."""
    try:
        lines = file_lines(files.read_bytes(name))
    except OSError:
        return Place(name)
    for number, line in enumerate(lines, 1):
        if match := re.search(pattern, line):
            return Place(name, number, match.start() + 1, len(match[0]))
    return Place(name)
