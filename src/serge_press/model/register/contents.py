"""[contents] of book.toml: the order of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.model.plan import MADE_PARTS, PlannedPart
from serge_press.reading.folder import check_name
from serge_press.reading.located import LocatedMapping, LocatedText
from serge_press.reading.record import ENOUGH, Record, near
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.model.register.desk import Desk
    from serge_press.reading.located import Located


class Contents:
    """Reads [contents]; every division stands once in the whole book."""

    def __init__(self, desk: Desk, names: frozenset[str]) -> None:
        self.desk = desk
        self.names = names
        self.seen: dict[str, Place] = {}

    def read(self, contents: Record | None, matter: str) -> tuple[PlannedPart, ...]:
        """The lines of front, body or back matter; those that cannot stand there are findings (R020, R021, F007, F008)."""
        if contents is None:
            return ()
        return tuple(part for item in contents.items(matter) if (part := self._part(item, matter)))

    def _part(self, item: Located, matter: str, inside: bool = False) -> PlannedPart | None:
        if isinstance(item, LocatedText):
            return self._line(item)
        if not isinstance(item, LocatedMapping) or inside or matter != "body":
            words = (
                "parts with members stand in body" if isinstance(item, LocatedMapping) else "a name or path is wanted"
            )
            self.desk.found.append(finding("R020", item.place, words))
            return None
        record = Record(item, "part", self.desk.found)
        title, language = record.required("part"), record.language()
        members = tuple(part for inner in record.items("of") if (part := self._part(inner, matter, True)))
        if not record.items("of"):
            record.missing("of")
        record.finish()
        place = record.place_of("part")
        return None if title is None or not members else PlannedPart(title, place, members, language)

    def _line(self, value: LocatedText) -> PlannedPart | None:
        name = value.text.strip()
        if name not in MADE_PARTS and not self._is_prose(name, value.place):
            return None
        if name in self.seen:
            also = ((self.seen[name], "it stands here first"),)
            self.desk.found.append(finding("R021", value.place, f"'{name}' stands twice in the book", also=also))
            return None
        self.seen[name] = value.place
        return PlannedPart(name, value.place)

    def _is_prose(self, name: str, place: Place) -> bool:
        if "/" not in name and "." not in name:
            self.desk.found.append(
                finding("R020", place, f"the press makes no part '{name}'", near(name[:60], MADE_PARTS))
            )
        elif refused := check_name(name):
            self.desk.found.append(finding("F007", place, refused.message))
        elif not name.endswith(".md") or name.startswith("catalogue/"):
            self.desk.found.append(finding("R020", place, f"'{name}' is no prose file"))
        elif name not in self.names:
            prose = [one for one in self.names if one.endswith(".md") and not one.startswith("catalogue/")]
            mend = near(name[:200], sorted(prose)[:2000]) if len(self.desk.found) < ENOUGH else None
            self.desk.found.append(finding("F008", place, f"there is no file '{name}'", mend))
        else:
            return True
        return False
