"""Making a thing once: what was made from the same before is taken from the shelf."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from serge_press.editions.edition import Shelves


def digest_of(*parts: bytes | str) -> str:
    """SHA-256 (hex) over parts with their lengths, so that no two rows of parts read alike."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def made_once(
    shelves: Shelves | None, name: str, made_from: tuple[bytes | str, ...], make: Callable[[], bytes]
) -> bytes:
    """What ``make`` gives, from the shelf of that name if it was made from the same before.

    ``made_from`` is everything it depends on, the versions of the libraries that make it and of our own way among them.
    """
    if shelves is None:
        return make()
    shelf, digest = shelves.shelf(name), digest_of(name, *made_from)
    held = shelf.fetch(digest)
    if held is None:
        held = make()
        shelf.keep(digest, held)
    return held
