"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os
import signal

import pytest

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell starts background jobs so, and every program the tests start would inherit that it must not heed Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite golden texts with what came out; then read the diff"
    )


@pytest.fixture(scope="session", autouse=True)
def _secret_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests keep is sealed with a secret of their own; the user's is not touched."""
    file = tmp_path_factory.mktemp("secret") / "key"
    file.write_bytes(os.urandom(32))
    os.environ["SERGE_PRESS_KEY_FILE"] = str(file)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden texts are to be rewritten."""
    return bool(request.config.getoption("--accept"))
