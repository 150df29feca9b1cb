"""Drawings and type of a finished PDF of ours in the colours that a printer takes, and laid on white where they are see-through.

What was laid out for paper and screens alike may be drawn in red, green and blue, and with opacity. A printer who wants black
alone gets grays; one who wants four inks gets them by the profile of the press. Where nothing may shine through, every colour
becomes what it is on white paper: so a drawing keeps its look, but for parts that overlap. Masks and blends are left as they
are, for the preflight to refuse; so are pictures' own colours, which ``pictures`` changes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.editions.press_ready.inks import PARTS
from serge_press.editions.press_ready.pictures import whiten
from serge_press.editions.press_ready.repaint import KEYS, OF_DEVICE, Paint, Run, State, decimals, kind_of, named
from serge_press.editions.press_ready.shadings import DEVICE, Shadings

if TYPE_CHECKING:
    from serge_press.editions.press_ready.inks import Inks

_WORD = re.compile(rb"(?<![^\s>\])])(rg|RG|k|K)(?=[\s/\[<]|$)")
_STROKED = re.compile(rb"(?<=\s)(?:S|s|B\*?|b\*?)(?=\s|$)")
_USED = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+(gs|Do|sh|cs|CS|scn|SCN)(?=\s|$)")


class Drawings:
    """Redraws the pages of one file. ``flat``: nothing may stay see-through; ``thinnest``: points of a line, 0 for any."""

    def __init__(self, pdf: pikepdf.Pdf, inks: Inks, *, flat: bool, thinnest: float = 0.0) -> None:
        self.pdf = pdf
        self.inks = inks
        self.flat = flat
        self.thinnest = thinnest
        self.shadings = Shadings(inks)
        self._groups: set[tuple[int, int]] = set()  # forms that were laid on paper as a whole, and still say so
        self._made: dict[tuple[Any, ...], Any] = {}
        self._plain: dict[tuple[int, int], bool] = {}

    def page(self, page: Any) -> bool:
        """Redraw a page where it has to be; whether it had."""
        held = page.get("/Contents")
        parts = list(held) if isinstance(held, pikepdf.Array) else [held] if held is not None else []
        resources = page.get("/Resources", pikepdf.Dictionary())
        data = b"\n".join(part.read_bytes() for part in parts)
        plain = self._is_plain(data, resources)
        if plain and not (self.thinnest and self._is_stroked(data, resources)):
            return False
        run = self._run(page, resources, State(), 1.0)
        if plain and not run.thickened:
            return False
        page["/Contents"] = self.pdf.make_stream(pikepdf.unparse_content_stream(run.made))
        return True

    def finish(self) -> None:
        """When every page is done: no group and no opacity is left, or none in a colour that the printer does not take."""
        for one in self.pdf.objects:
            if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                continue
            if self.flat:
                for holder in (one, one.get("/Resources")):
                    states = holder.get("/ExtGState") if isinstance(holder, pikepdf.Dictionary) else None
                    if isinstance(states, pikepdf.Dictionary):
                        _make_opaque(states)
                if one.objgen in self._groups and "/Group" in one:
                    del one["/Group"]
            elif not self.inks.takes("rgb") and "/CS" in one.get("/Group", ()):
                one["/Group"]["/CS"] = pikepdf.Name.DeviceCMYK  # as the output intent: black stays black ink in it

    def _is_plain(self, data: bytes, resources: Any) -> bool:
        """Whether content can stay as it is: told without reading all of it, as most pages are type in black."""
        if any(not self.inks.takes(OF_DEVICE[word.decode().lower()]) for word in set(_WORD.findall(data))):
            return False
        return all(self._is_plain_use(name, word, resources) for name, word in set(_USED.findall(data)))

    def _is_plain_use(self, name: bytes, operator: bytes, resources: Any) -> bool:
        word = operator.decode().replace("SCN", "scn").replace("CS", "cs")
        own = name.decode("latin-1")
        held = named(resources, word, f"/{own}")
        if word == "cs":
            kind = DEVICE.get(f"/{own}") or kind_of(held)
            return own == "Pattern" or not kind or self.inks.takes(kind)
        if held is None:
            return True
        if word == "gs":
            return not self.flat or all(float(held.get(key, 1)) >= 1 for key in ("/ca", "/CA"))
        if not isinstance(held, pikepdf.Stream):
            return self.shadings.is_plain(held.get("/Shading", held))
        if held.get("/Subtype") == "/Image":
            return True
        plain = self._plain.get(held.objgen)
        if plain is None:
            self._plain[held.objgen] = True  # one that draws itself is told by the preflight
            grouped = self.flat and "/Group" in held
            plain = not grouped and self._is_plain(held.read_bytes(), held.get("/Resources", pikepdf.Dictionary()))
            self._plain[held.objgen] = plain
        return plain

    def _is_stroked(self, data: bytes, resources: Any) -> bool:
        """Whether lines are drawn, here or in a form."""
        if _STROKED.search(data):
            return True
        forms = [
            named(resources, "Do", f"/{name.decode('latin-1')}") for name, word in _USED.findall(data) if word == b"Do"
        ]
        return any(isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form" for form in forms)

    def _run(self, holder: Any, resources: Any, state: State, outer: float) -> Run:
        """The content of a page, form or pattern anew. ``outer``: the opacity of the whole of it."""
        run = Run(self, resources, state, outer)
        for one in pikepdf.parse_content_stream(holder):
            run.do(one)
        return run

    def form(self, held: Any, resources: Any, state: State, outer: float) -> Any:
        """A form or pattern to be drawn in this state: itself, changed, or a copy where it shines through."""
        if self.flat and "/Group" in held:
            outer, state = outer * state.fill_opacity, _inherited(state)
        elif not self.flat:
            outer, state = 1.0, _inherited(state)
        key = (held.objgen, outer, state.fill_opacity, state.line_opacity)
        if key not in self._made:
            made = held if key[1:] == (1.0, 1.0, 1.0) else self._copy(held)
            self._made[key] = made
            run = self._run(held, made.get("/Resources", resources), self._placed(held, state), outer)
            made.write(pikepdf.unparse_content_stream(run.made))
            if self.flat and "/Group" in made:
                self._groups.add(made.objgen)
        return self._made[key]

    @staticmethod
    def _placed(held: Any, state: State) -> State:
        """The state with the matrix of a form or pattern."""
        a, b, c, d = (float(one) for one in list(held.get("/Matrix", (1, 0, 0, 1)))[:4])
        e, f, g, h = state.matrix
        return replace(state, matrix=(a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h))

    def picture(self, held: Any, opacity: float) -> Any:
        """A copy of a picture, every value of it nearer to white."""
        key = (held.objgen, opacity)
        if key not in self._made:
            made = self._made[key] = self._copy(held)
            if str(made.get("/ColorSpace")) not in DEVICE or "/SMask" in made:
                whiten(made)
            made["/Decode"] = pikepdf.Array(decimals(_lighter(made, opacity)))
        return self._made[key]

    def _copy(self, held: Any) -> Any:
        made = pikepdf.Stream(self.pdf, held.read_raw_bytes())
        for key, value in held.items():
            if key != "/Length":
                made[key] = value
        if "/Resources" in held:  # names are added to it
            made["/Resources"] = _own_resources(held["/Resources"])
        return self.pdf.make_indirect(made)


def redraw(pdf: pikepdf.Pdf, inks: Inks, *, flat: bool, thinnest: float = 0.0) -> int:
    """Redraw pages of a file of ours that have other colours than ``inks`` takes, that with ``flat`` are see-through, or with
    lines thinner than ``thinnest`` points; how many.
    """
    drawings = Drawings(pdf, inks, flat=flat, thinnest=thinnest)
    changed = sum(drawings.page(page.obj) for page in pdf.pages)
    drawings.finish()
    return changed


def _make_opaque(states: Any) -> None:
    for state in states.values():
        for key in ("/ca", "/CA"):
            if isinstance(state, pikepdf.Dictionary) and float(state.get(key, 1)) < 1:
                state[key] = 1


def _inherited(state: State) -> State:
    """What a form that is laid on as a whole begins with: the colours of its caller, as far as it has their names too."""
    fill, line = (Paint() if paint.space or paint.pattern else paint for paint in (state.fill, state.line))
    return replace(state, fill=fill, line=line, fill_opacity=1.0, line_opacity=1.0)


def _lighter(picture: Any, opacity: float) -> list[float]:
    """The array by which the values of a picture are read so that they come nearer to white (ISO 32000-1, 8.9.5.2)."""
    kind = DEVICE[str(picture["/ColorSpace"])]
    now = [float(one) for one in picture.get("/Decode", [0, 1] * PARTS[kind])]
    return [one * opacity if kind == "cmyk" else 1 - (1 - one) * opacity for one in now]


def _own_resources(held: Any) -> Any:
    """Resources of a copy: names may be added to them."""
    made = pikepdf.Dictionary(dict(held.items()))
    for key in KEYS.values():
        if isinstance(rows := made.get(key), pikepdf.Dictionary):
            made[key] = pikepdf.Dictionary(dict(rows.items()))
    return made
