"""What a press kept is its own: nothing that came with a book folder is taken for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from serge_press.workshop import seal as seals
from serge_press.workshop.ledger import Ledger, entry
from serge_press.workshop.output_folder import OutputFolder, sha256
from serge_press.workshop.seal import KEY_FILE, is_seal, seal
from serge_press.workshop.store import Store

DIGEST = "a" * 64
KEEP = "import sys; from pathlib import Path; from serge_press.workshop.store import Store\n"


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for configuration, and no file that is named."""
    folder = tmp_path / "config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.delenv(KEY_FILE, raising=False)
    seals._secret.cache_clear()
    return folder


def elsewhere(code: str, *args: str, **environment: str) -> str:
    """What another process prints."""
    done = subprocess.run(
        [sys.executable, "-c", KEEP + code, *args], capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, **environment},
    )  # fmt: skip
    return done.stdout


def keep(store: Path, data: str, **environment: str) -> None:
    elsewhere(
        "Store(Path(sys.argv[1])).keep('sections', 'a' * 64, sys.argv[2].encode())", str(store), data, **environment
    )


def key(config: Path) -> Path:
    return config / "serge-press" / "shelf-key"


def test_what_another_process_of_the_user_kept_is_a_hit(tmp_path: Path, config: Path) -> None:
    keep(tmp_path / ".press", "sheets")
    assert Store(tmp_path / ".press").fetch("sections", DIGEST) == b"sheets"
    assert key(config).stat().st_mode & 0o777 == 0o600
    assert key(config).parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in key(config).parent.iterdir()] == ["shelf-key"]


def test_what_came_with_a_book_is_no_hit_and_is_replaced(tmp_path: Path) -> None:
    store = Store(tmp_path / ".press")
    keep(store.folder, "forged", XDG_CONFIG_HOME=str(tmp_path / "theirs"))
    planted = store.folder / "sections" / DIGEST
    assert planted.exists()
    assert store.fetch("sections", DIGEST) is None
    assert not planted.exists()
    store.keep("sections", DIGEST, b"ours")
    assert store.fetch("sections", DIGEST) == b"ours"


def test_a_sum_that_anyone_can_reckon_is_no_seal(tmp_path: Path) -> None:
    store = Store(tmp_path / ".press")
    store.keep("sections", DIGEST, b"ours")
    planted = store.folder / "sections" / DIGEST
    head = planted.read_bytes()[: -len(b"ours") - 32]
    planted.write_bytes(head + bytes.fromhex(sha256(b"sections/" + DIGEST.encode() + b"\nforged")) + b"forged")
    assert store.fetch("sections", DIGEST) is None


def test_a_named_file_holds_the_secret_of_several(tmp_path: Path) -> None:
    shared = tmp_path / "secret"
    shared.write_bytes(b"sixteen letters!")
    keep(tmp_path / ".press", "sheets", SERGE_PRESS_KEY_FILE=str(shared))
    assert Store(tmp_path / ".press").fetch("sections", DIGEST) is None
    keep(tmp_path / ".press", "sheets", SERGE_PRESS_KEY_FILE=str(shared))
    got = elsewhere(
        "print(Store(Path(sys.argv[1])).fetch('sections', 'a' * 64))", str(tmp_path / ".press"),
        SERGE_PRESS_KEY_FILE=str(shared), XDG_CONFIG_HOME=str(tmp_path / "another-user"),
    )  # fmt: skip
    assert got == "b'sheets'\n"


def readable(file: Path) -> None:
    file.chmod(0o644)


def short(file: Path) -> None:
    file.write_bytes(b"x" * 8)


def link(file: Path) -> None:
    file.rename(file.with_name("other"))
    file.symlink_to("other")


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def of_another(file: Path) -> None:
    if os.geteuid():
        pytest.skip("makes a file that is another user's")
    os.chown(file, 12345, 12345)


@pytest.mark.parametrize("spoil", [readable, short, link, pipe, of_another])
def test_a_secret_that_is_not_the_users_alone_is_none(spoil: Any, tmp_path: Path, config: Path) -> None:
    keep(tmp_path / ".press", "sheets")
    spoil(key(config))
    assert Store(tmp_path / ".press").fetch("sections", DIGEST) is None


@pytest.mark.parametrize("home", ["/dev/null/none", ""])
def test_without_a_home_a_process_trusts_itself_alone(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", home)
    monkeypatch.setenv("HOME", "/dev/null/none")
    store = Store(tmp_path / ".press")
    store.keep("sections", DIGEST, b"sheets")
    assert store.fetch("sections", DIGEST) == b"sheets"
    assert elsewhere("print(Store(Path(sys.argv[1])).fetch('sections', 'a' * 64))", str(store.folder)) == "None\n"


def test_two_that_begin_at_once_have_one_secret(config: Path) -> None:
    code = "from serge_press.workshop.seal import seal; print(seal('x').hex())"
    running = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({one.communicate(timeout=60)[0] for one in running}) == 1


def test_a_seal_is_of_all_its_parts() -> None:
    given = seal("ledger", b"ab", b"c")
    assert is_seal(given, "ledger", b"ab", b"c")
    assert not is_seal(given, "ledger", b"a", b"bc")
    assert not is_seal(given, "store", b"ab", b"c")
    assert not is_seal(given[:-1], "ledger", b"ab", b"c")


def test_a_forged_ledger_does_not_hide_a_forged_edition(tmp_path: Path) -> None:
    output = OutputFolder(tmp_path)
    ledger = Ledger("print of it")
    record = {"name": "print", "path": "book.pdf", "sha256": sha256(b"%PDF ours")}
    made = entry(ledger.fingerprint, output, ["book.pdf"], (), [record])
    output.put({"book.pdf": b"%PDF ours"}, made)
    kept = ledger.find(output)
    assert kept is not None
    assert kept.editions == (record,)
    forged = record | {"sha256": sha256(b"%PDF theirs")}
    for planted in (
        made | {"editions": [forged]},
        {**made, "editions": [forged], "seal": "0" * 64},
        {**made, "seal": None},
    ):
        output.put({"book.pdf": b"%PDF theirs"}, planted)
        assert ledger.find(output) is None
