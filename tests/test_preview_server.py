"""The server of the preview: what is served, and to whom."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import BOOKS
from previewing import CHAPTER, PLATE, ask, copied, served_without_pages
from serge_press.preview.hosts import Hosts, is_loopback
from serge_press.preview.server import PreviewServer, open_server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def served(folder: Path) -> Iterator[PreviewServer]:
    with served_without_pages(folder) as server:
        yield server


def test_the_text_is_set_as_the_e_book_is(served: PreviewServer) -> None:
    status, headers, body = ask(served, "/reading")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    text = body.decode()
    assert "most probably in" in text
    assert 'role="doc-noteref"' in text
    assert 'data-division="bibliography"' in text


def test_the_sheet_names_the_fonts_it_serves(served: PreviewServer) -> None:
    sheet = ask(served, "/house.css")[2].decode()
    address = sheet.split('url("', 1)[1].split('"', 1)[0]
    status, headers, body = ask(served, address)
    assert (status, headers["Content-Type"]) == (200, "font/ttf")
    assert len(body) > 10_000


def test_a_picture_of_the_book_is_served_and_no_other_file(served: PreviewServer, folder: Path) -> None:
    (folder / "plates/private.png").write_bytes((folder / PLATE).read_bytes())  # a picture, which no page shows
    status, headers, body = ask(served, f"/pictures/{PLATE}")
    assert (status, headers["Content-Type"]) == (200, "image/png")
    assert body == (BOOKS / "complete" / PLATE).read_bytes()
    for path in (
        "/pictures/plates/private.png", "/pictures/book.toml", f"/pictures/{CHAPTER}", "/pictures/../book.toml",
        "/pictures/%2e%2e/book.toml", "/pictures//etc/passwd", "/pictures/%2fetc%2fpasswd", "/pictures/", "/pictures/plates",
    ):  # fmt: skip
        assert ask(served, path)[0] == 404, path


@pytest.mark.parametrize("way", ["the picture", "its folder", "no picture"])
def test_a_picture_put_out_of_the_book_is_not_served(
    served: PreviewServer, folder: Path, tmp_path_factory: pytest.TempPathFactory, way: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    plate = folder / PLATE
    (outside / plate.name).write_bytes(plate.read_bytes())
    plate.unlink()
    match way:
        case "the picture":
            plate.symlink_to(outside / plate.name)
        case "its folder":
            plate.parent.rmdir()
            plate.parent.symlink_to(outside)
        case _:
            plate.write_text(
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", encoding="utf-8"
            )
    assert ask(served, f"/pictures/{PLATE}")[0] == 404
    served.session.refresh()  # now it is known to be gone; what is shown is still the book of before
    assert ask(served, f"/pictures/{PLATE}")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/book.toml", "/assets/", "/assets/../session.py", "/assets/%2e%2e/session.py", "/fonts/99-0000000000000000",
        "/fonts/0-0000000000000000", "/pages/0-900.png", f"/pages/{'0' * 24}-900.png", "//book.toml", "/..", "/reading/", "*",
    ],
)  # fmt: skip
def test_unknown_addresses_are_not_found(served: PreviewServer, path: str) -> None:
    status, _, body = ask(served, path)
    assert (status, body) == (404, b"404 Not Found\n")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("GET http://[ HTTP/1.1", 400), ("GET", 400), ("GET / HTTP/9.9", 505), ("\x16\x03\x01", 400),
        ("GET /" + "x" * 70_000 + " HTTP/1.1", 414),
    ],
    ids=["address", "half", "version", "TLS", "long"],
)  # fmt: skip
def test_requests_that_are_none_are_refused_in_a_word(served: PreviewServer, line: str, status: int) -> None:
    with socket.create_connection(("127.0.0.1", served.hosts.port), timeout=10) as raw:
        raw.sendall(f"{line}\r\nHost: 127.0.0.1:{served.hosts.port}\r\n\r\n".encode("latin-1"))
        answer = raw.makefile("rb").read(4000).decode()
    assert f"{status} " in answer
    assert "xxx" not in answer
    assert "Traceback" not in answer


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"])
def test_only_get_is_answered(served: PreviewServer, method: str) -> None:
    status, headers, _ = ask(served, "/", method)
    assert (status, headers["Allow"]) == (405, "GET")


def test_a_name_that_is_not_ours_is_refused(served: PreviewServer) -> None:
    port = served.hosts.port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert ask(served, "/", Host=host)[0] == 200, host
    for host in (
        "evil.example",
        f"evil.example:{port}",
        f"localhost.evil.example:{port}",
        "localhost",
        f"10.0.0.1:{port}",
        "",
    ):
        assert ask(served, "/", Host=host)[0] == 403, host


def test_a_page_of_another_site_is_refused(served: PreviewServer) -> None:
    ours = f"http://127.0.0.1:{served.hosts.port}"
    assert ask(served, "/reading", Origin=ours)[0] == 200
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{served.hosts.port}", "http://127.0.0.1:1"):
        assert ask(served, "/reading", Origin=origin)[0] == 403, origin
    assert ask(served, "/reading", Sec_Fetch_Site="same-origin")[0] == 200
    for site in ("cross-site", "same-site"):
        assert ask(served, "/reading", Sec_Fetch_Site=site)[0] == 403
        assert ask(served, "/events", Sec_Fetch_Site=site)[0] == 403
    link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert ask(served, "/", **link)[0] == 200
    assert ask(served, "/reading", **{**link, "Sec_Fetch_Dest": "iframe"})[0] == 403


def test_every_answer_is_closed_to_others(served: PreviewServer) -> None:
    for path in ("/", "/reading", "/house.css", "/assets/preview.js", f"/pictures/{PLATE}", "/nothing"):
        _, headers, _ = ask(served, path)
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert not [name for name in headers if name.lower().startswith("access-control")]
    assert "script-src" not in ask(served, "/reading")[1]["Content-Security-Policy"]


def test_all_addresses_of_the_machine_but_no_name_of_others() -> None:
    everywhere = Hosts("0.0.0.0", 3000)
    assert everywhere.knows("192.168.1.7:3000")
    assert not everywhere.knows("evil.example:3000")
    assert Hosts("press.example", 80).knows("press.example")
    assert [is_loopback(h) for h in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "10.1.1.1", "press.example")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_the_next_free_port_is_taken(served: PreviewServer, folder: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        open_server(served.session, "127.0.0.1", served.hosts.port)
    first = open_server(served.session, "127.0.0.1", None)
    second = open_server(served.session, "127.0.0.1", None)
    assert first.hosts.port != second.hosts.port
    first.close()
    second.close()
