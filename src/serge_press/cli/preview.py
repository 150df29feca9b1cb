"""``serge-press preview``: the book in a browser, while it is written."""

from __future__ import annotations

import contextlib
import gc
import signal
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from serge_press.cli import options
from serge_press.cli.stopping import heeded

if TYPE_CHECKING:
    from types import FrameType

    from serge_press.preview.server import PreviewServer
    from serge_press.preview.session import Session


@click.command()
@options.book
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=None, metavar="N",
    help="The port to listen at. Default: 3000, or the next free one.",
)  # fmt: skip
@click.option(
    "-n", "--hostname", default="127.0.0.1", metavar="HOST",
    help="The name or address to listen at. Default: 127.0.0.1, which only this machine reaches.",
)  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the browser too.")
@options.settings
@options.quiet
def command(
    book: Path,
    port: int | None,
    hostname: str,
    open_browser: bool,
    settings: tuple[tuple[str, str], ...],
    quiet: bool,
) -> None:
    """Show BOOK in a browser: the set text, the true pages and the findings side by side.

    A save shows in the text at once and on the pages soon after; an error leaves the last good state standing, with what is
    wrong beside it. Nothing is written into the book folder but, in build/.press, what a later build need not lay out again.
    End with Ctrl-C.

    \b
    Examples:
      serge-press preview --open              the book here, or in ./book
      serge-press preview my-author -p 8080   at a port of your choice
    """
    from serge_press.preview.hosts import is_loopback
    from serge_press.preview.server import open_server
    from serge_press.preview.session import Session

    def tell(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    signal.signal(signal.SIGTERM, _interrupt)
    session: Session | None = None
    server: PreviewServer | None = None
    try:
        session = Session(book, settings, tell)
        try:
            server = open_server(session, hostname, port)
        except OSError as fault:
            where = f"{hostname}, port {port}" if port is not None else hostname
            click.echo(f"serge-press: cannot listen at {where}: {fault.strerror or fault}.", err=True)
            raise SystemExit(3) from None
        if not is_loopback(hostname):
            words = "whoever reaches this machine over the network can read the book while this runs"
            click.echo(f"serge-press: listening at {hostname}: {words}.", err=True)
        _run(book, session, server, open_browser)
    except KeyboardInterrupt:
        heeded()
        tell("\nEnded.")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):  # a second one must not leave half of it running
            signal.signal(number, signal.SIG_IGN)
        if server is not None:
            server.close()
        if session is not None:
            session.close()


def _run(book: Path, session: Session, server: PreviewServer, open_browser: bool) -> None:
    """Serve, and show every save, until interrupted."""
    from serge_press.preview.watch import Watch

    watch = Watch(book)  # before the first reading, so that no save falls between
    server.start()
    click.echo(server.address)
    session.refresh()
    gc.freeze()  # the book as it was read lives on; to look through it for garbage takes as long as ten saves
    gc.set_threshold(100_000, 50, 100)  # and what a day of saves leaves behind must not lie about for a million values
    if session.plan is not None:
        options.stamp(session.plan)  # a bad one is wrong usage, and said before anything is laid out
    if open_browser:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(server.address)
    while True:
        session.refresh(watch.wait(server.stop))


def _interrupt(number: int, frame: FrameType | None) -> None:
    """End as with Ctrl-C."""
    del number, frame
    raise KeyboardInterrupt


__all__ = ["command"]
