"""The layout engine, loaded without waking the compiler."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys

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
    find = ctypes.util.find_library
    if sys.platform == "linux" and _all_there():
        ctypes.util.find_library = lambda name: None
    try:
        import weasyprint  # noqa: F401
    finally:
        ctypes.util.find_library = find


def _all_there() -> bool:
    try:
        for name in _LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True
