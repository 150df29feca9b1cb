"""Printer's marks in a slug outside the bleed: where to cut and fold, how plates lie on each other, and which file it is.

Marks are drawn beyond the bleed, and at least 3 mm beyond the trim, so that none shows at an edge that is cut a little off
(ISO 32000-1, 14.11.3). The MediaBox grows by the slug; trim and bleed stay where they are, and nothing of the page is seen
beyond the bleed. The words are outlines, not type: a file for a printer gets no further font by them. No date stands there: the
same file has the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from serge_press.editions.page_geometry import POINTS
from serge_press.editions.press_ready.identity import written
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from serge_press.rendering.house_style import Font

_CLEAR = 3.0  # mm between trim and marks at the least
_AIR = 0.6  # mm between bleed and marks
_LONG = 5.0  # mm: length of a mark
_MARGIN = 1.4  # mm from the end of marks to the edge of the sheet
_THICK = 0.25  # pt
_TARGET = 1.25  # mm: radius of the ring of a registration mark
_SIZE = 6.0  # pt of the words
_KAPPA = 0.5523  # control points of a quarter of a circle

Box = tuple[float, float, float, float]
Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Slug:
    """What stands in the slug. ``words`` name the file; ``folds`` are mm from the left of the trim; ``numbered`` adds the page.

    ``plates``: the marks are printed with every ink (covers); else with black alone.
    """

    words: str
    font: Font
    folds: tuple[float, ...] = ()
    numbered: bool = False
    plates: bool = False


def plain_face(fonts: Sequence[Font]) -> Font:
    """The upright face nearest to regular. ValueError for a house without fonts."""
    upright = [font for font in fonts if font.style == "normal"] or list(fonts)
    if not upright:
        raise ValueError("a house without fonts marks no sheets")
    return min(upright, key=lambda font: abs(font.weight - 400))


def marked(data: bytes, slug: Slug, standard: str = "") -> bytes:
    """The file with marks on every page, of the same standard. Same arguments, same bytes."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        letters = _Letters(pdf, slug.font)
        drawn: dict[tuple[Box, Box], Any] = {}
        count = len(pdf.pages)
        for number, page in enumerate(pdf.pages, 1):
            trim, bleed = _box(page.obj["/TrimBox"]), _box(page.obj["/BleedBox"])
            away = _away(trim, bleed)
            sheet = [
                side + sign * (beyond + (_LONG + _MARGIN) * POINTS)
                for side, beyond, sign in zip(trim, away, (-1, -1, 1, 1), strict=True)
            ]
            page.obj["/MediaBox"] = pikepdf.Array([round(side, 4) for side in sheet])
            marks = drawn.get((trim, bleed))
            if marks is None:
                marks = drawn[trim, bleed] = _marks(pdf, trim, away, slug, tuple(sheet))
            name = f"/Slug{list(drawn).index((trim, bleed))}"
            page.add_resource(marks, pikepdf.Name.XObject, pikepdf.Name(name))
            words = [slug.words, f"{number} / {count}"] if slug.numbered else [slug.words]
            words.append(f"{(trim[2] - trim[0]) / POINTS:.4g} × {(trim[3] - trim[1]) / POINTS:.4g} mm")
            at = (trim[0] + _LONG * POINTS, trim[1] - away[1] - 0.75 * _LONG * POINTS)
            room = (trim[2] - trim[0]) * 0.5 - 2 * _LONG * POINTS
            line = letters.line("  ·  ".join(words), at, room, page)
            kept = f"q {bleed[0]:.4f} {bleed[1]:.4f} {bleed[2] - bleed[0]:.4f} {bleed[3] - bleed[1]:.4f} re W n"
            page.contents_add(kept.encode("ascii"), prepend=True)
            page.contents_add(f"Q q {name} Do {line}Q".encode("ascii"))
        return written(pdf, standard)


def _box(value: Any) -> Box:
    left, low, right, top = (float(side) for side in value)
    return left, low, right, top


def _away(trim: Box, bleed: Box) -> Edges:
    """How far from the trim the marks begin at the left, foot, right and head, in points."""
    wide = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    left, foot, right, head = (max(side, _CLEAR * POINTS) + _AIR * POINTS for side in wide)
    return left, foot, right, head


def _marks(pdf: pikepdf.Pdf, trim: Box, away: Edges, slug: Slug, sheet: tuple[float, ...]) -> Any:
    """The marks of pages of one size as a form."""
    import pikepdf

    left, low, right, top = trim
    long = _LONG * POINTS
    lines = [f"/Marks CS 1 SCN {_THICK} w" if slug.plates else f"0 G {_THICK} w"]
    for x in (left, right):
        lines += [_line(x, low - away[1] - long, x, low - away[1]), _line(x, top + away[3], x, top + away[3] + long)]
    for y in (low, top):
        lines += [
            _line(left - away[0] - long, y, left - away[0], y),
            _line(right + away[2], y, right + away[2] + long, y),
        ]
    folds = [left + fold * POINTS for fold in slug.folds]
    if folds:
        lines.append("[3 2] 0 d")
        for x in folds:
            lines += [
                _line(x, low - away[1] - long, x, low - away[1]),
                _line(x, top + away[3], x, top + away[3] + long),
            ]
        lines.append("[] 0 d")
    middle = _widest(left, right, folds)
    for x, y in (
        (middle, low - away[1] - long / 2),
        (middle, top + away[3] + long / 2),
        (left - away[0] - long / 2, (low + top) / 2),
        (right + away[2] + long / 2, (low + top) / 2),
    ):
        lines += _target(x, y)
    form = pdf.make_stream("\n".join(lines).encode("ascii"))
    form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    form["/BBox"] = pikepdf.Array([round(side, 4) for side in sheet])
    resources = pikepdf.Dictionary()
    if slug.plates:
        resources["/ColorSpace"] = pikepdf.Dictionary(Marks=_every_ink())
    form["/Resources"] = resources
    return pdf.make_indirect(form)


def _widest(left: float, right: float, folds: list[float]) -> float:
    """The middle of the widest panel, where no fold is near; of equal ones the last."""
    edges = [left, *sorted(folds), right]
    panels = [(round(after - before, 3), (before + after) / 2) for before, after in pairwise(edges)]
    return max(panels)[1]


def _every_ink() -> Any:
    """The colour that stands on every plate (ISO 32000-1, 8.6.6.4)."""
    import pikepdf

    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, tint])


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


def _target(x: float, y: float) -> Iterator[str]:
    """A ring with a cross."""
    ring, arm = _TARGET * POINTS, _LONG / 2 * POINTS
    yield _line(x - arm, y, x + arm, y)
    yield _line(x, y - arm, x, y + arm)
    bend = ring * _KAPPA
    curves = [
        (ring, bend, bend, ring, 0.0, ring), (-bend, ring, -ring, bend, -ring, 0.0),
        (-ring, -bend, -bend, -ring, 0.0, -ring), (bend, -ring, ring, -bend, ring, 0.0),
    ]  # fmt: skip
    drawn = " ".join(
        " ".join(f"{(x, y)[index % 2] + part:.3f}" for index, part in enumerate(curve)) + " c" for curve in curves
    )
    yield f"{x + ring:.3f} {y:.3f} m {drawn} s"


class _Letters:
    """Letters of a face as forms of the file, each made once."""

    def __init__(self, pdf: pikepdf.Pdf, font: Font) -> None:
        from fontTools.ttLib import TTFont

        self.pdf = pdf
        self.face = TTFont(BytesIO(font.data), lazy=True)
        self.em = float(self.face["head"].unitsPerEm)
        self.names = self.face.getBestCmap()
        self.glyphs = self.face.getGlyphSet()
        self.forms: dict[int, Any] = {}

    def line(self, words: str, at: tuple[float, float], room: float, page: pikepdf.Page) -> str:
        """Operators that draw the words from a place on, as far as there is room; what the face has not is left out."""
        import pikepdf

        x, y = at
        scale = _SIZE / self.em
        drawn = ["0 g"]
        for letter in words:
            code = ord(letter)
            if code not in self.names:
                continue
            wide = self.glyphs[self.names[code]].width * scale
            if x + wide > at[0] + room:
                break
            if (form := self._form(code)) is not None:
                name = f"/Letter{code}"
                page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
                drawn.append(f"q {scale:.6f} 0 0 {scale:.6f} {x:.3f} {y:.3f} cm {name} Do Q")
            x += wide
        return " ".join(drawn) + " "

    def _form(self, code: int) -> Any:
        """The outline of a letter, in units of its em; None for a space."""
        import pikepdf

        if code in self.forms:
            return self.forms[code]
        path = _outline(self.glyphs, self.names[code])
        form = None
        if path:
            form = self.pdf.make_stream(f"{path} f".encode("ascii"))
            form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            form["/BBox"] = pikepdf.Array([-self.em, -self.em, 2 * self.em, 2 * self.em])
            form["/Resources"] = pikepdf.Dictionary()
            form = self.pdf.make_indirect(form)
        self.forms[code] = form
        return form


def _outline(glyphs: Any, name: str) -> str:
    """The outline of a glyph as path operators."""
    from fontTools.pens.basePen import BasePen

    rows: list[str] = []

    class Path(BasePen):  # type: ignore[misc]
        def _moveTo(self, point: Any) -> None:  # noqa: N802
            rows.append(f"{point[0]:g} {point[1]:g} m")

        def _lineTo(self, point: Any) -> None:  # noqa: N802
            rows.append(f"{point[0]:g} {point[1]:g} l")

        def _curveToOne(self, one: Any, two: Any, three: Any) -> None:  # noqa: N802
            rows.append(" ".join(f"{number:g}" for point in (one, two, three) for number in point) + " c")

        def _closePath(self) -> None:  # noqa: N802
            rows.append("h")

    glyphs[name].draw(Path(glyphs))
    return " ".join(rows)
