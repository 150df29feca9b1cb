"""The books, the browser and the readers that the tests of this folder share. One browser does for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from readers.library import MAIN, TITLES, Library, Shelved
from readers.reading import READERS, ReadingRoom
from readers.serving import Serving
from readers.tools import KEPT, module, program


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session", params=TITLES)
def shelved(request: pytest.FixtureRequest, library: Library) -> Shelved:
    """Each book in turn."""
    return library.take(request.param)


@pytest.fixture(scope="session")
def reading_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadingRoom]:
    """A browser and a server from which it takes reading systems and books."""
    program("chromium")
    module("foliate-js")
    KEPT.mkdir(parents=True, exist_ok=True)
    serving = Serving()
    room = ReadingRoom(serving, tmp_path_factory.mktemp("browser"), KEPT)
    yield room
    room.close()
    serving.close()


@pytest.fixture(params=READERS)
def name(request: pytest.FixtureRequest) -> str:
    """Each reader in turn."""
    return str(request.param)


@pytest.fixture(params=MAIN)
def title(request: pytest.FixtureRequest) -> str:
    """Each of the two books that have everything."""
    return str(request.param)
