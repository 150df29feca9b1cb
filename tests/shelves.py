"""Shelves in memory, for tests of what the press keeps from one build to the next."""

from __future__ import annotations


class DictShelves(dict[str, bytes]):
    """Shelves that forget nothing; what is kept under any name stands on one. ``names`` are those that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def shelf(self, name: str) -> DictShelves:
        """The shelf of that name."""
        self.names.add(name)
        return self

    def fetch(self, digest: str) -> bytes | None:
        """What was kept under the digest."""
        return self.get(digest)

    def keep(self, digest: str, data: bytes) -> None:
        """Keep it."""
        self[digest] = data
