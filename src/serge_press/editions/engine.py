"""The layout engine, loaded without waking the compiler, and the versions of what it is made of."""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import cache
from typing import Any

from serge_press.scratch import scratch

_LIBRARIES = (
    "libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)  # fmt: skip


def load_engine() -> None:
    """Import WeasyPrint, once a process. Raises OSError where its libraries are not there, as the import does.

    WeasyPrint tries some thirty names for its libraries. For each that is no file name, Python asks the linker's cache, then
    gcc, then ld: fifty processes, which cost as much as half the import. Where the libraries answer to their file names,
    which WeasyPrint tries too, nobody need be asked.
    """
    if "weasyprint" in sys.modules:
        return
    import ctypes.util

    find = ctypes.util.find_library
    if sys.platform == "linux" and _all_there():
        ctypes.util.find_library = lambda name: None
    try:
        import weasyprint  # noqa: F401
    finally:
        ctypes.util.find_library = find
    gc.collect(0)  # names that failed left rings of exception and frame, which would keep all that our callers hold


def font_configuration() -> Any:
    """A set of fonts for WeasyPrint that keeps its files in our scratch folder: its own would stay behind a process that
    is killed, or that ends as processes of a pool do.
    """
    import tempfile
    from pathlib import Path

    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fonts._folder = Path(tempfile.mkdtemp(prefix="fonts-", dir=scratch()))
    return fonts


def _all_there() -> bool:
    try:
        for name in _LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


_TELLING = (
    ("pango", "libpango-1.0.so.0", "pango_version_string"),
    ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
)


@cache
def libraries() -> tuple[tuple[str, str], ...]:
    """The machine's own libraries that shape pages, with their versions; "?" where one does not say so.

    Asked of them directly, for WeasyPrint takes long to load. Where they have other names, no change of version is noticed.
    """
    out: list[tuple[str, str]] = []
    for name, file, function in _TELLING:
        try:
            says = getattr(ctypes.CDLL(file), function)
            says.restype = ctypes.c_char_p
            out.append((name, says().decode()))
        except (OSError, AttributeError):
            out.append((name, "?"))
    return tuple(out)
