"""The sections of a book as they are set: what is laid out of each, and where it is about to stand.

They are set again when page numbers are found that stand in words; what comes out as before is not looked through again.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from serge_press.editions.print_document import set_units
from serge_press.editions.sections import documents
from serge_press.editions.sections.guess import extent
from serge_press.editions.sections.pace import Pace
from serge_press.editions.sections.packed import pack, unpack
from serge_press.editions.sections.request import Picture, SectionRequest, digest_of
from serge_press.editions.sections.settling import Section
from serge_press.editions.sections.stand_ins import asked
from serge_press.manuscript.parts import Role
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.leaves import Holdings
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.print_document import Unit
    from serge_press.editions.sections.memory import RememberingSetter
    from serge_press.editions.sections.request import Setting

_NAMES_END = "\0"


@dataclass(frozen=True, slots=True)
class _Bare:
    """A section as it is set: its unit without the text, which is packed and told by its digest; its ids, packed, and the ids
    whose numbers it prints.
    """

    unit: Unit
    packed: bytes
    digest: str
    ids: bytes
    asked: tuple[str, ...]


@dataclass
class Sections:
    """Sets the book of an order."""

    order: Order
    geometry: PageGeometry
    setting: Setting
    held: Holdings
    setter: RememberingSetter
    _before: dict[str, tuple[_Bare, Section]] = field(default_factory=dict)
    _names: tuple[str, frozenset[str]] | None = None
    """The digest of all ids in the book when it was set before, and the ids whose numbers it printed."""

    def set(self) -> list[Section]:
        """The sections as they are now. One after the other, so that one text is held at a time."""
        rows = [self._bare(unit) for unit in set_units(self.order.manuscript, self.setter)]
        known = frozenset(name for row in rows for name in unpack(row.ids).split(_NAMES_END) if name)
        wanted = frozenset(name for row in rows for name in row.asked)
        same = (digest_of(b"".join(row.ids for row in rows)), wanted)
        before = self._before if same == self._names else {}
        self._names = same
        self._before = {
            row.unit.anchor: held
            if (held := before.get(row.unit.anchor)) is not None and held[0] is row
            else (row, self._section(row, known, wanted))
            for row in rows
        }
        return [self._before[row.unit.anchor][1] for row in rows]

    def _bare(self, unit: Unit) -> _Bare:
        text = documents.alone(unit.html(), self.order.manuscript.plan.language)
        digest = digest_of(text.encode("utf-8", "surrogatepass"))
        held = self._before.get(unit.anchor)
        if held is not None and held[0].digest == digest:  # the text tells the unit too
            return held[0]
        ids = pack(_NAMES_END.join(documents.ids(text)))
        return _Bare(replace(unit, content=""), pack(text), digest, ids, asked(text))

    def _section(self, row: _Bare, known: frozenset[str], wanted: frozenset[str]) -> Section:
        unit, text = row.unit, unpack(row.packed)
        own = documents.ids(text)
        request = SectionRequest(
            self.setting,
            "text",
            "",
            elsewhere=tuple(name for name in documents.targets(text) if name in known and name not in own),
            pictures=tuple(_picture(self.order, file) for file in documents.pictures(text)),
            leaves=tuple(name for name in own if name in self.held.leaves),
        )
        front, recto = "front" in unit.classes, "recto" in unit.classes
        place = extent(text, self.geometry, wanted, own, front=front, recto=recto)
        late = Role.INDEX.value in unit.classes
        pace = Pace.of(self.geometry, self.setting.sheets) if late and not row.asked else None
        return Section(unit, request, row.packed, row.asked, place, late=late, pace=pace)


def _picture(order: Order, file: str) -> Picture:
    try:
        return Picture(file, order.folder.read_bytes(file))
    except OSError as fault:
        return Picture(file, None, str(fault))
