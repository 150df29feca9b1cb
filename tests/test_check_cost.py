"""A check stays cheap: it loads nothing that makes editions, and its work grows as the catalogue does."""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.check_scale import write
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder
from serge_press.rendering.font_faults import font_fault
from serge_press.rendering.shipped import ShippedStyles

COMPLETE = Path(__file__).parent / "books" / "complete"
MAKERS = ("weasyprint", "ebooklib", "PIL", "pikepdf", "pypdfium2", "fontTools")


def calls(folder: Path, works: int) -> int:
    folder.mkdir()
    write(folder, works)
    profile = cProfile.Profile()
    proof = profile.runcall(prepare, DiskFolder(folder))
    assert proof.findings == ()
    stats: Any = pstats.Stats(profile)
    total: int = stats.total_calls
    return total


def test_a_check_loads_no_library_that_makes_editions() -> None:
    code = (
        "import sys\nfrom serge_press.cli.main import cli\n"
        f"cli(['check', '--quiet', {str(COMPLETE)!r}], standalone_mode=False)"
    )
    told = f"import sys\ntry:\n    exec({code!r})\nexcept SystemExit:\n    pass\n"
    told += f"print([name for name in {MAKERS} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_twice_the_works_are_twice_the_work(tmp_path: Path) -> None:
    calls(tmp_path / "first", 60)  # so that what is made once, and kept, is not counted
    fifty, hundred, two_hundred = (calls(tmp_path / str(works), works) for works in (50, 100, 200))
    assert two_hundred - hundred < 2.1 * (hundred - fifty)


def test_the_faces_that_come_with_the_press_are_sound() -> None:
    shipped = ShippedStyles()
    faces = [name for name in shipped.names() if name.endswith((".ttf", ".otf"))]
    assert faces
    assert {font_fault(shipped.read_bytes(name)) for name in faces} == {""}
