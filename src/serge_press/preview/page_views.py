"""The pages of a layout as the preview shows them: one record a page, told apart by the digest of what is on it."""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.manuscript.folios import NO_FOLIOS, Folios
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Finding

_USES = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(Do|gs|sh|scn|SCN)\b")
_KEPT_IN = {b"Do": "/XObject", b"gs": "/ExtGState", b"sh": "/Shading", b"scn": "/Pattern", b"SCN": "/Pattern"}
"""Where what an operator names is kept (ISO 32000-2, 7.8.3)."""

_NOT_LOOKED_INTO = frozenset({"/Font", "/Parent", "/StructParent", "/StructParents", "/Length"})


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. ``width`` and ``height`` are points; ``label`` is its number as printed or counted."""

    digest: str
    label: str
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """A finished layout: of the folder with this ``digest``, in ``seconds`` of wall clock.

    ``read`` are the findings before it: of what no digest tells, such as a link, which is left out.
    """

    digest: str = ""
    pdf: bytes = b""
    folios: Folios = NO_FOLIOS
    pages: tuple[PageView, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    read: tuple[Finding, ...] = ()


def page_views(pdf: bytes, folios: Folios) -> tuple[PageView, ...]:
    """One record for each page of a PDF of ours.

    Pages share their resources, so what one does not use is no part of its digest. Fonts are not part of it either: glyphs
    keep their numbers in every subset, so the same text looks the same.
    """
    labels = [page.label for page in folios.pages]
    made: list[PageView] = []
    used = _Used()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for index, page in enumerate(document.pages):
            box = [float(length) for length in page.mediabox]
            total = hashlib.sha256(repr(box).encode())
            contents = page.obj.get("/Contents")
            streams = contents if isinstance(contents, pikepdf.Array) else [contents]
            drawn = b"\n".join(one.read_bytes() for one in streams if isinstance(one, pikepdf.Stream))
            total.update(drawn)
            for part in used.by(drawn, page.obj.get("/Resources", pikepdf.Dictionary())):
                total.update(part)
            label = labels[index] if index < len(labels) else str(index + 1)
            made.append(PageView(total.hexdigest()[:24], label, box[2] - box[0], box[3] - box[1]))
    return tuple(made)


class _Used:
    """Digests of what pages of one document use beside their own streams: pictures, drawings, shades, and all they hold."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}

    def by(self, stream: bytes, resources: Any) -> Iterator[bytes]:
        """Name and digest of each thing that a stream uses, in order of name."""
        for name, operator in sorted(set(_USES.findall(stream))):
            held = resources.get(_KEPT_IN[operator], pikepdf.Dictionary()).get(f"/{name.decode('latin-1')}")
            if held is not None:
                yield name + operator + self._digest(held)

    def _digest(self, held: Any) -> bytes:
        key = held.objgen if isinstance(held, pikepdf.Object) else (0, 0)
        found = self._known.get(key) if key[0] else None
        if found is None:
            if key[0]:
                self._known[key] = b"itself"  # what leads back to it
            total = hashlib.sha256()
            for part in self._parts(held):
                total.update(len(part).to_bytes(8, "big") + part)
            found = total.digest()
            if key[0]:
                self._known[key] = found
        return found

    def _parts(self, held: Any) -> Iterator[bytes]:
        if isinstance(held, pikepdf.Array):
            for one in held:
                yield self._digest(one)
        elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            for name in sorted(held.keys()):
                if name not in _NOT_LOOKED_INTO:
                    yield name.encode() + self._digest(held[name])
            if isinstance(held, pikepdf.Stream):
                yield held.read_raw_bytes()
        else:
            yield repr(held).encode()
