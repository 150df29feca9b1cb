"""The elements of a structure tree (ISO 32000-1, 14.7 and 14.8) while their PDF is made: named, moved, joined, and left out."""

from __future__ import annotations

from typing import Any

_INLINE = ("em", "i", "cite", "strong", "b", "small", "sub", "sup", "q")
_BLOCKS = ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LBody", "/TD", "/TH", "/Caption", "/TOCI", "/BlockQuote")
"""What may hold a note at its end."""

_WORDS = (
    "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Span", "/Note", "/Reference", "/Lbl", "/LBody", "/TD", "/TH", "/Caption",
    "/Link",
)  # fmt: skip
"""What may hold marked content itself."""

_WHOLE = ("/Table", "/Link", "/Figure", "/Note", "/Reference", "/Lbl")
"""What is not joined over pages: a table repeats its head, the others are short."""

_CONTENTS = ("contents-line", "contents-subline")
_QUIET = "leader"


class Tree:
    """The elements of a PDF being made. ``made`` tells what they are made from."""

    def __init__(self, pdf: Any, made: dict[int, tuple[Any, str]]) -> None:
        import pydyf

        self.pdf = pdf
        self.made = made
        self.elements: dict[bytes, Any] = {
            one.reference: one
            for one in pdf.objects
            if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"
        }
        self.document = next(one for one in self.elements.values() if one["S"] == "/Document")

    def all(self) -> list[Any]:
        """Every element."""
        return list(self.elements.values())

    def source(self, element: Any) -> tuple[Any, str]:
        """The element of the text that this one is made from, and its tag: ``p``, ``p::before``; None and "" for none."""
        return self.made.get(element.number, (None, ""))

    def kids(self, element: Any) -> list[Any]:
        """The elements right below one."""
        return [
            found for kid in element["K"] if isinstance(kid, bytes) and (found := self.elements.get(kid)) is not None
        ]

    def parent(self, element: Any) -> Any:
        """The element above; None above the document."""
        return self.elements.get(element["P"])

    def move(self, element: Any, to: Any, at: int | None = None) -> None:
        """Take an element from where it stands and put it below another, at its end or at a place."""
        if (above := self.parent(element)) is not None and element.reference in above["K"]:
            above["K"].remove(element.reference)
        to["K"].insert(len(to["K"]) if at is None else at, element.reference)
        element["P"] = to.reference

    def add(self, kind: str, below: Any, at: int, page: Any) -> Any:
        """A new element."""
        import pydyf

        made = pydyf.Dictionary({"Type": "/StructElem", "S": kind, "P": below.reference, "K": pydyf.Array([])})
        if page is not None:
            made["Pg"] = page
        self.pdf.add_object(made)
        self.elements[made.reference] = made
        below["K"].insert(at, made.reference)
        return made

    # ---- what an element is

    def name(self, element: Any) -> None:
        """Give an element its kind, its language, and what is said in its place."""
        import pydyf

        text, tag = self.source(element)
        if text is None:
            return
        kind = text.get("class") or ""
        above = self.parent(element)
        if tag in _INLINE:
            element["S"] = "/Span"
        elif kind == "footnote":
            self._note(element, text, tag)
        elif kind == _QUIET and tag != "span" and not (above is not None and "ActualText" in above):
            element["S"], element["ActualText"] = "/Span", pydyf.String(" ")
        if (
            above is not None
            and element["S"] == above["S"]
            and self.source(above) == (text, tag)
            and element["S"] != "/LI"
        ):
            element["S"] = "/NonStruct"  # a box in a box of one element, as of a heading with its number
        if "::" not in tag and (tongue := text.get("lang")) and tag not in ("html", "body"):
            element["Lang"] = pydyf.String(tongue)
        if element["S"] == "/TH" and "A" in element:
            element["A"]["Scope"] = "/Row" if text.get("scope") == "row" else "/Column"

    @staticmethod
    def _note(element: Any, text: Any, tag: str) -> None:
        import pydyf

        if tag == "span" and element["S"] == "/Span":
            element["S"] = "/Note"
            element["ID"] = pydyf.String(text.get("id") or f"note-{element.number}")
        elif tag.endswith("::footnote-call"):
            element["S"] = "/Reference"
        elif tag.endswith("::footnote-marker"):
            element["S"] = "/Lbl"

    # ---- notes

    def call_notes(self) -> None:
        """Let each note follow the words of the block in which it is called; one that goes on over a page is one."""
        calls = {id(self.source(one)[0]): one for one in self.all() if one["S"] == "/Reference"}
        notes: dict[int, Any] = {}
        for note in [one for one in self.all() if one["S"] == "/Note"]:
            if (above := self.parent(note)) is not None and above["S"] == "/Note":
                note["S"] = "/NonStruct"
                del note["ID"]
                continue
            text = self.source(note)[0]
            if (begun := notes.setdefault(id(text), note)) is not note:
                begun["K"] += [self._placed(kid, note, begun) for kid in note["K"]]
                for kid in self.kids(note):
                    kid["P"] = begun.reference
                self._drop(note)
                continue
            place = calls.get(id(text))
            while place is not None and place["S"] not in _BLOCKS:
                place = self.parent(place)
            if place is not None:
                self.move(note, place)

    def _drop(self, element: Any) -> None:
        if (above := self.parent(element)) is not None:
            above["K"].remove(element.reference)
        self.elements.pop(element.reference)

    # ---- pages

    def join(self, element: Any) -> None:
        """Join what goes on over a page, below an element, into one."""
        before: Any = None
        for kid in list(element["K"]):
            one = self.elements.get(kid)
            if one is None:
                before = None
                continue
            if before is not None and self._goes_on(before, one):
                element["K"].remove(kid)
                self._append(before, one)
                continue
            before = one
        for one in self.kids(element):
            self.join(one)

    def _goes_on(self, one: Any, other: Any) -> bool:
        text, tag = self.source(one)
        if text is None or self.source(other)[0] is not text or self.source(other)[1] != tag or one["S"] != other["S"]:
            return False
        plain = not any(isinstance(kid, int) for kid in (*one["K"], *other["K"]))
        return plain and "::" not in tag and one["S"] not in _WHOLE and one.get("Pg") != other.get("Pg")

    def _append(self, one: Any, other: Any) -> None:
        notes = [kid for kid in self.kids(one) if kid["S"] == "/Note"]
        for kid in other["K"]:
            one["K"].append(kid)
            if (found := self.elements.get(kid)) is not None:
                found["P"] = one.reference
        for note in notes:  # what is called before the turn of the page is told after the whole
            self.move(note, one)
        self.elements.pop(other.reference, None)

    # ---- lists, figures, contents

    def order_lists(self) -> None:
        """A term is the label of what follows it (ISO 32000-1, table 336)."""
        for one in self.all():
            if one["S"] != "/L" or self.source(one)[1] != "dl":
                continue
            term: Any = None
            for item in self.kids(one):
                bodies = self.kids(item)
                text, tag = self.source(bodies[0]) if bodies else (None, "")
                if tag == "dt" and text is not None:
                    bodies[0]["S"] = "/Lbl"
                    term = item
                elif tag == "dd" and term is not None:
                    for body in bodies:
                        self.move(body, term)
                    one["K"].remove(item.reference)
                    self.elements.pop(item.reference)

    def order_figures(self) -> None:
        """A caption stands in its figure."""
        for one in self.all():
            if one["S"] != "/Caption" or self.source(one)[1] != "figcaption" or (above := self.parent(one)) is None:
                continue
            pictures = [kid for kid in self.kids(above) if kid["S"] == "/Figure"]
            if len(pictures) == 1:
                self.move(one, pictures[0])

    def order_contents(self, element: Any) -> None:
        """Lines of contents in a row are a table of contents."""
        import pydyf

        table: Any = None
        for kid in list(element["K"]):
            one = self.elements.get(kid)
            text = self.source(one)[0] if one is not None else None
            if one is None or text is None or one["S"] != "/P" or text.get("class") not in _CONTENTS:
                table = None
                if one is not None:
                    self.order_contents(one)
                continue
            if table is None:
                table = self.add("/TOC", element, element["K"].index(kid), one.get("Pg"))
            self.move(one, table)
            one["S"] = "/TOCI"
            held, one["K"] = one["K"], pydyf.Array([])
            reference = self.add("/Reference", one, 0, one.get("Pg"))
            for inner in held:
                reference["K"].append(inner)
                if (found := self.elements.get(inner)) is not None:
                    found["P"] = reference.reference

    # ---- what says nothing

    def lighten(self) -> None:
        """Let marked content belong to the words it is part of, without an element for every line and every change of type.

        A reader has half as much to go through, and so has a validator.
        """
        root = next(one for one in self.pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructTreeRoot")
        numbers = self.pdf.objects[int(bytes(root["ParentTree"]).split()[0])]["Nums"]
        told: dict[bytes, bytes] = {}  # elements that are left out, and what they stood in
        for one in self.all():
            above = self.parent(one)
            if above is None or one.reference not in above["K"] or not self._says_nothing(one, above):
                continue
            at = above["K"].index(one.reference)
            above["K"][at : at + 1] = [self._placed(kid, one, above) for kid in one["K"]]
            for kid in self.kids(one):
                kid["P"] = above.reference
            told[one.reference] = above.reference
            self.elements.pop(one.reference)
        for row in numbers[1::2]:
            if isinstance(row, list):
                row[:] = [self._last(told, held) for held in row]

    def _says_nothing(self, one: Any, above: Any) -> bool:
        bare = not any(key in one for key in ("Lang", "ActualText", "Alt", "ID", "A"))
        return bare and one["S"] in ("/Span", "/NonStruct") and above["S"] in _WORDS

    @staticmethod
    def _last(told: dict[bytes, bytes], held: Any) -> Any:
        while held in told:
            held = told[held]
        return held

    def _placed(self, kid: Any, one: Any, above: Any) -> Any:
        """A kid of one element as it stands in the one above: marked content of another page names its page."""
        import pydyf

        if not isinstance(kid, int) or one.get("Pg") == above.get("Pg"):
            return kid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": one["Pg"], "MCID": kid})

    def empty(self, element: Any) -> bool:
        """Drop what holds nothing any more; whether the element itself does."""
        for one in self.kids(element):
            if self.empty(one) and one["S"] not in ("/TD", "/TH", "/TR"):
                element["K"].remove(one.reference)
                self.elements.pop(one.reference, None)
        return not element["K"]
