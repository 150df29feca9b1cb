"""A record registered by itself, from what it says and from which others there are, and remembered with that.

Of three thousand works one is written anew at a time; the others are as they were while the persons and sources that they
name are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.memory import remembered_by_identity
from serge_press.model.register.desk import Desk
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Hashable

    from serge_press.findings import Finding, Place
    from serge_press.memory import Ask


def known(desk: Desk) -> Ask:
    """What a desk knows of the persons and sources; the very same as before where there are no others."""
    return _known(*(frozenset(ids) for kind in _KINDS for ids in (desk.kept[kind], desk.places[kind])))


_KINDS = ("people", "sources")


@remembered_by_identity
def _known(*ids: frozenset[str]) -> Ask:
    held = dict(zip([(kind, kept) for kind in _KINDS for kept in (True, False)], ids, strict=True))

    def answer(question: Hashable) -> bool:
        assert isinstance(question, tuple)
        kind, kept, own = question
        return own in held[kind, kept]

    return answer


class DeskForOne(Desk):
    """A desk for one record that is to be without fault: what is not found is noted, and not searched for."""

    def __init__(self, ask: Ask) -> None:
        self.found: list[Finding] = []
        self.kept = {kind: _Ids(ask, kind, kept=True) for kind in _KINDS}  # type: ignore[misc]
        self.places = {kind: _Ids(ask, kind, kept=False) for kind in _KINDS}  # type: ignore[misc]

    def report_unknown(self, kind: str, own: str, place: Place, field: str) -> None:
        """Note that there is a fault."""
        del kind, own
        self.found.append(finding("R010", place, field))


class _Ids:
    """Ids of one kind, of which one may ask whether it is among them."""

    def __init__(self, ask: Ask, kind: str, *, kept: bool) -> None:
        self._ask = ask
        self._kind = kind
        self._kept = kept

    def __contains__(self, own: object) -> bool:
        found: bool = self._ask((self._kind, self._kept, own))
        return found
