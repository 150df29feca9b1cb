"""The house style, read from the press's own styles or the book's folder; what is wrong with it becomes findings."""

from __future__ import annotations

import difflib
import re
import tomllib
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from serge_press.findings import Place
from serge_press.memory import remembered_by_answers
from serge_press.reading.folder import Refusal
from serge_press.rendering.house_style import LOOKS, MEDIA, Font, House
from serge_press.rendering.style_sheets import check_sheet
from serge_press.rendering.template_shapes import NAMES
from serge_press.rendering.templates import Templates
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from serge_press.findings import Finding
    from serge_press.memory import Ask
    from serge_press.reading.folder import Folder

TEMPLATE_ENDING = ".xhtml.j2"
OVERLAY = "styles"
"""The folder of a book whose templates and extra sheets are laid over the house style."""

_LARGEST = 8 * 1024 * 1024  # bytes of one file of a house
_SHEETS = {
    "extra.css": (*MEDIA, *LOOKS),
    "extra-print.css": ("print", "screen"),  # which have the same pages
    "extra-epub.css": ("epub",),
    "extra-screen.css": ("screen",),
    "extra-large-print.css": ("large-print",),
}


class Files(Protocol):
    """What a house is read from: the styles of the press, or the book folder."""

    def names(self) -> Iterable[str]:
        """Names of all files, with forward slashes, in a fixed order."""

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file."""


def shipped_styles() -> Path:
    """The folder of the house styles that come with the press: in the wheel, else in the working copy it runs from."""
    inside = Path(__file__).parents[1] / "styles"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "styles"


class ShippedStyles:
    """The house styles that come with the press, as files below ``styles/``."""

    def __init__(self) -> None:
        self._root = shipped_styles()

    def names(self) -> tuple[str, ...]:
        """Names of all files of all styles, below ``styles/``."""
        found = (path for path in self._root.rglob("*") if path.is_file())
        return tuple(sorted(f"styles/{path.relative_to(self._root).as_posix()}" for path in found))

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file named by ``names``."""
        return (self._root / name.removeprefix("styles/")).read_bytes()


@cache
def usual_sheet(look: str) -> str:
    """What the press's own house lays over its printed page for a look: for houses that say nothing of it."""
    return ShippedStyles().read_bytes(f"styles/house/{look}.css").decode("utf-8")


@cache
def shipped_templates() -> Templates:
    """The templates of the press, which a house or a book may replace one by one."""
    shipped = ShippedStyles()
    return Templates(_Reader(shipped, "styles/house").templates(shipped, "styles/house/templates"), tried=True)


class _Reader:
    """Reads one house from ``files`` under ``root``, then a book's overlay."""

    def __init__(self, files: Files, root: str) -> None:
        self.files = files
        self.shipped = isinstance(
            files, ShippedStyles
        )  # what comes with the press is tried by its tests, not at every run
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

    def data(self, files: Files, name: str, place: Place) -> bytes | None:
        """A file's bytes, or None and a finding."""
        if name not in (self.known if files is self.files else frozenset(files.names())):
            self.found.append(finding("S002", place, f"there is no file {name}"))
            return None
        try:
            data = files.read_bytes(name)
        except Refusal as refusal:
            self.found.append(refusal.finding)
            return None
        if len(data) > _LARGEST:
            self.found.append(finding("S002", place, f"{name} is larger than {_LARGEST // 1024 // 1024} MiB"))
            return None
        return data

    def within(self, name: str) -> str:
        """The name of a file named in house.toml."""
        return str(PurePosixPath(self.root, name))

    def named(self, file: str) -> Place:
        """The place in house.toml that names a file."""
        return place_of(self.files, self.within("house.toml"), f"[\"']{re.escape(file)}[\"']")

    def table(self) -> dict[str, Any] | None:
        """house.toml, or None and a finding."""
        name = self.within("house.toml")
        text = self.text(self.files, name, Place(name))
        if text is None:
            return None
        try:
            return tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as fault:
            self.found.append(finding("S001", Place(name), f"house.toml cannot be read: {fault}"))
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
        """The faces that house.toml names under [fonts] (one family) or [[fonts]] (several)."""
        place = Place(self.within("house.toml"))
        families = table.get("fonts", [])
        fonts: list[Font] = []
        for family in families if isinstance(families, list) else [families]:
            try:
                name, faces = str(family["family"]), [dict(face) for face in family["faces"]]
                named = [(str(f["file"]), int(f.get("weight", 400)), str(f.get("style", "normal"))) for f in faces]
                only = tuple(family.get("only", ()))
                if not set(only) <= set(LOOKS):
                    raise ValueError(only)
            except (KeyError, TypeError, ValueError):
                self.found.append(finding("S001", place, "[fonts] has no family with faces, each with a file"))
                continue
            for file, weight, style in named:
                data = self.data(self.files, self.within(file), self.named(file))
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
        text = files.read_bytes(name).decode("utf-8-sig", "replace")
    except OSError:
        return Place(name)
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.search(pattern, line):
            return Place(name, number, match.start() + 1, len(match[0]))
    return Place(name)


def font_fault(data: bytes) -> str:
    """Why the bytes cannot be used as a font; "" if they can."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(BytesIO(data), lazy=True, fontNumber=0) as font:
            if data[:4] == b"ttcf":
                return "it is a collection of several fonts"
            if font.flavor is not None:
                return "it is packed for the web"
            if not font.getBestCmap() or font["head"].unitsPerEm < 16:
                return "it has no characters"
            font.getGlyphOrder()
    except Exception as fault:  # the library raises whatever a damaged table leads to
        return f"it is damaged ({fault})"
    return ""


def load_house(name: str, folder: Folder) -> tuple[House | None, tuple[Finding, ...]]:
    """The house style ``name``, with the book's own templates and sheets laid over it; and what is wrong (rules S).

    ``name`` is that of a style of the press, or the path of a folder in the book with a house.toml. A book's own
    ``styles/templates/NAME.xhtml.j2`` replaces the template of that name; its ``styles/extra.css`` (all media) and
    ``extra-MEDIUM.css`` come after the house's sheets. The house is None only beside errors; a faulty template of the book
    gives way to the house's.
    """

    def answer(question: Hashable) -> tuple[str, ...] | bytes | OSError:
        if question is None:
            return tuple(folder.names())
        try:
            return folder.read_bytes(str(question))
        except OSError as fault:
            return fault

    return _load_house(answer, name)


class _Asked:
    """The book folder as answers: its names to None, the bytes of a file, or why there are none, to its name."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def names(self) -> tuple[str, ...]:
        """Names of all files."""
        names: tuple[str, ...] = self._ask(None)
        return names

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file."""
        data: bytes | OSError = self._ask(name)
        if isinstance(data, OSError):
            raise data
        return data


@remembered_by_answers  # the styles of the press themselves stay as they are
def _load_house(ask: Ask, name: str) -> tuple[House | None, tuple[Finding, ...]]:
    folder = _Asked(ask)
    shipped = ShippedStyles()
    inner = f"styles/{name}/house.toml" in shipped.names()
    root = f"styles/{name}" if inner else str(PurePosixPath(name))
    files: Files = shipped if inner else folder
    reader = _Reader(files, root)
    if f"{root}/house.toml" not in reader.known:
        near = difflib.get_close_matches(name, [path.split("/")[1] for path in shipped.names()], 1)
        mend = f"did you mean {near[0]!r}?" if near else None
        return None, (
            finding("S001", place_of(folder, "book.toml", r"^house\s*="), f"there is no house style {name!r}", mend),
        )
    table = reader.table()
    if table is None:
        return None, tuple(reader.found)
    sheets = reader.sheets(table)
    fonts = reader.fonts(table)
    base = shipped_templates()
    if root != "styles/house":
        base |= Templates(reader.templates(files, f"{root}/templates"))
    over = Templates(reader.templates(folder, f"{OVERLAY}/templates"))
    for file, media in _SHEETS.items():
        path = f"{OVERLAY}/{file}"
        if path in folder.names() and (text := reader.text(folder, path, Place(path))) is not None:
            for medium in media:
                sheets[medium] = (*sheets.get(medium, ()), (file, text))
                reader.found += check_sheet(text, path, medium)
    found = tuple(dict.fromkeys((*reader.found, *base.findings, *over.findings)))
    if not sheets:
        return None, found
    return House(str(table.get("name", name)), sheets, fonts, base | over), found


__all__ = ["Font", "House", "font_fault", "load_house", "shipped_styles"]
