"""The house styles that come with the press, as files."""

from __future__ import annotations

from functools import cache
from pathlib import Path


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
