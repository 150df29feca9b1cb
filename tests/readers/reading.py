"""Readers in a browser, and what a test may ask of them."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from browser import Browser
from readers.opened import Opened
from readers.serving import Serving

READERS = ("foliate", "epubjs", "readium")


@dataclass(frozen=True)
class Screen:
    """How a reader holds the book: size in CSS pixels, text size in percent, colours, and whether the screen knows only grey."""

    name: str
    width: int
    height: int
    text: int = 100
    dark: bool = False
    grey: bool = False


PHONE = Screen("phone", 360, 640)
PHONE_LARGE = Screen("phone-200", 360, 640, text=200)
PHONE_DARK = Screen("phone-dark", 360, 640, dark=True)
E_INK = Screen("e-ink", 536, 724, grey=True)  # a six-inch screen of 1072 × 1448 dots, two to a CSS pixel
TABLET_DARK = Screen("tablet-dark", 820, 1180, dark=True)
SCREENS = (PHONE, PHONE_LARGE, PHONE_DARK, E_INK, TABLET_DARK)


@dataclass(frozen=True)
class Script:
    """An argument that is a piece of script."""

    text: str


class WatchedBrowser(Browser):
    """A browser that remembers whatever was asked of a network."""

    def __init__(self, profile: Path) -> None:
        super().__init__(profile)
        self.asked: list[str] = []
        self.call("Network.enable")

    def _note(self, event: dict[str, Any]) -> None:
        super()._note(event)
        params = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif event.get("method") == "Runtime.consoleAPICalled" and params["type"] in ("error", "assert"):
            words = [str(one.get("description") or one.get("value")) for one in params["args"]]
            self.console.append(" ".join(words))

    def click(self, x: float, y: float) -> None:
        """A click, as a hand makes it."""
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


class ReadingRoom:
    """One browser, into which one book at a time is put, in one reader, on one screen."""

    def __init__(self, serving: Serving, profile: Path, kept: Path) -> None:
        self._serving = serving
        self._kept = kept
        self.browser = WatchedBrowser(profile)

    def close(self) -> None:
        self.browser.close()

    def open(self, reader: str, book: Opened, title: str, screen: Screen) -> Reader:
        """The book, opened where the reader opens it."""
        browser = self.browser
        self._serving.book = book
        self._serving.astray.clear()
        browser.call(
            "Emulation.setDeviceMetricsOverride", width=screen.width, height=screen.height, deviceScaleFactor=1, mobile=False
        )  # fmt: skip
        browser.colours("dark" if screen.dark else "light")
        browser.open("about:blank")
        browser.run("1")
        browser.console.clear()
        browser.asked.clear()
        colours = "dark" if screen.dark else "light"
        base = f"{book.base}/" if book.base else ""
        browser.open(f"{self._serving.origin}/{reader}.html?text={screen.text}&colours={colours}&base={base}")
        try:
            browser.until("window.opened")
        except AssertionError:
            raise AssertionError(f"{reader} did not open the book: {browser.console}") from None
        return Reader(browser, self._serving, self._kept / title, reader, screen)


class Reader:
    """A book being read."""

    def __init__(self, browser: WatchedBrowser, serving: Serving, kept: Path, name: str, screen: Screen) -> None:
        self.browser = browser
        self.name = name
        self.screen = screen
        self._serving = serving
        self._kept = kept

    def ask(self, what: str, *arguments: object) -> Any:
        """Call a function of the page, such as ``reader.go``, and wait for its answer."""
        said = (one.text if isinstance(one, Script) else json.dumps(one) for one in arguments)
        return self.browser.run(f"{what}({', '.join(said)})")

    def go(self, href: str) -> None:
        """Go to an address, from the package document on."""
        self.ask("reader.go", href)

    def at(self) -> list[str]:
        """The files that are shown."""
        return list(self.ask("reader.shown().map", Script("one => reader.file(one)")))

    def sees(self, anchor: str) -> bool:
        """Whether the element of that id is on the page."""
        return bool(self.ask("measure.seen", anchor))

    def page(self) -> str:
        """The words on the page."""
        return str(self.ask("measure.page"))

    def click_on(self, anchor: str) -> None:
        """Click on an element of the page, or on the link to it."""
        place = self.ask("measure.place", anchor)
        assert place is not None, f"{anchor} is not there to be clicked on"
        self.browser.click(place["x"], place["y"])

    def follow(self, where: str, which: object, reached: str) -> None:
        """Click on what ``where(which)`` finds on the page, and wait until the script ``reached`` is true.

        A reader that is still about a page turn drops a click without a word (foliate-js: ``if (this.#locked) return``), and
        a hand clicks again. So do we, twice at most, while the reader still shows the page; a link that leads elsewhere, or
        nowhere at all, is an AssertionError.
        """
        for _ in range(2):
            place = self.ask(where, which)
            assert place is not None, f"{which} is not there to be clicked on"
            self.browser.click(place["x"], place["y"])
            with contextlib.suppress(AssertionError):
                self.browser.until(reached, seconds=30.0)
                break
        else:
            raise AssertionError(f"a click on {which} did not lead there: {reached}")
        self.ask("reader.ready")

    def shot(self, name: str) -> Image.Image:
        """A picture of the page, which is kept for people to look at."""
        self._kept.mkdir(parents=True, exist_ok=True)
        path = self._kept / f"{self.name}-{self.screen.name}-{name}.png"
        self.browser.screenshot(path)
        picture = Image.open(path).convert("L" if self.screen.grey else "RGB")
        if self.screen.grey:
            picture.save(path)
        return picture

    def complaints(self) -> list[str]:
        """What went wrong: errors in the console, addresses that lead nowhere, requests that leave this machine."""
        out = [
            url
            for url in self.browser.asked
            if not url.startswith((f"{self._serving.origin}/", "blob:", "data:", "about:"))
        ]
        return [
            *self.browser.console,
            *(f"nothing at {path}" for path in self._serving.astray),
            *(f"asked for {u}" for u in out),
        ]
