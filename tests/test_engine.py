"""The layout engine is loaded without help from other programs, and the search for libraries is as before afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest

from serge_press.editions import engine

LOAD = """
import ctypes.util, sys
begun = []
sys.addaudithook(lambda event, given: begun.append(given[0]) if event == "subprocess.Popen" else None)
find = ctypes.util.find_library
from serge_press.editions.engine import load_engine
load_engine()
load_engine()
import weasyprint
assert weasyprint.HTML(string="<p>a").render().pages
assert ctypes.util.find_library is find
print(len(begun))
"""


@pytest.mark.skipif(not engine._all_there(), reason="the libraries answer to other names here")
def test_no_program_is_begun_to_find_the_libraries() -> None:
    run = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"


def test_where_a_library_has_another_name_it_is_searched_for() -> None:
    missing = "import serge_press.editions.engine as engine\nengine._LIBRARIES = ('libnothing.so.0',)\n"
    run = subprocess.run([sys.executable, "-c", missing + LOAD], capture_output=True, text=True, check=True)
    assert int(run.stdout) > 0
