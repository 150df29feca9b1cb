"""The preview in a real browser: what a writer sees when a file is saved."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import BOOKS
from browser import NAMES, Browser, browser_path

pytestmark = pytest.mark.skipif(
    browser_path() is None,
    reason=f"no browser is installed (looked for {', '.join(NAMES)}); Debian: apt-get install chromium",
)

CHAPTER = "lives/en/1-compositor.md"
TEXT = "document.querySelector('iframe').contentDocument"


class Desk:
    """A writer's desk: a book, the preview of it, and a browser that shows it."""

    def __init__(self, book: Path, browser: Browser, address: str) -> None:
        self.book = book
        self.browser = browser
        self.address = address

    def save(self, old: str, new: str, file: str = CHAPTER) -> None:
        path = self.book / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def opened(self) -> None:
        """The page as it is when everything has come."""
        self.browser.open(self.address)
        self.browser.until("document.body.dataset.state === 'good' && document.body.dataset.seen")
        self.settled()

    def settled(self) -> None:
        """When the pages are those of the last save."""
        self.browser.until("document.getElementById('pages-state').className === 'ready'", 120)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    book = folder / "book"
    shutil.copytree(BOOKS / "complete", book, ignore=shutil.ignore_patterns("build"))
    command = [sys.executable, "-m", "serge_press.cli.main", "preview", str(book), "-p", "0", "-q"]
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    browser = Browser(folder / "profile")
    try:
        assert serving.stdout is not None
        yield Desk(book, browser, serving.stdout.readline().strip())
    finally:
        browser.close()
        serving.terminate()
        assert serving.wait(timeout=20) == 0


def test_text_pages_and_findings_are_shown(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    assert browser.run("document.title") == "Mirela Tandari – preview"
    assert "most probably in" in browser.run(f"{TEXT}.getElementById('compositor-p1').textContent")
    font = browser.run(f"getComputedStyle({TEXT}.getElementById('compositor-p1')).fontFamily")
    assert "EB Garamond" in font
    assert browser.until(f"{TEXT}.fonts.check('16px \"EB Garamond\"')")
    assert browser.run("document.querySelectorAll('#sheets li').length") > 20
    assert browser.until("document.querySelector('#sheets img').naturalWidth >= 600")
    assert browser.run("document.getElementById('clean').hidden") is False
    assert browser.console == []


def test_a_save_shows_in_its_paragraph_and_then_on_its_page(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    browser.run(f"{TEXT}.getElementById('compositor-p2').untouched = true")
    before = browser.run("[...document.querySelectorAll('#sheets li')].map(li => li.dataset.digest)")
    desk.save("mended nets", "mended sails")
    browser.until(f"{TEXT}.getElementById('compositor-p1').textContent.includes('mended sails')")
    assert browser.run(f"{TEXT}.getElementById('compositor-p1').classList.contains('flash')")
    assert browser.run(f"{TEXT}.getElementById('compositor-p2').untouched") is True
    desk.settled()
    after = browser.run("[...document.querySelectorAll('#sheets li')].map(li => li.dataset.digest)")
    changed = [index for index, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert 1 <= len(changed) <= 3
    page = f"document.querySelectorAll('#sheets li')[{changed[0]}]"
    browser.until(f"{page}.classList.contains('changed') && {page}.classList.contains('here')")
    address = f"/pages/{after[changed[0]]}-"
    browser.until(f"{page}.firstElementChild.currentSrc.includes('{address}') && {page}.firstElementChild.complete")
    browser.until(f"inSight({TEXT}.getElementById('compositor-p1'), frame.contentWindow.innerHeight)".replace(
        "inSight", "((e, h) => e.getBoundingClientRect().top > 0 && e.getBoundingClientRect().bottom < h)"
    ))  # fmt: skip
    browser.until(
        f"(() => {{ const [a, b] = [{page}.getBoundingClientRect(), pane.getBoundingClientRect()];"
        " return a.top < b.bottom - 100 && a.bottom > b.top + 100 })()"
    )
    assert browser.console == []


def test_a_paragraph_put_in_moves_the_others_down(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    second = browser.run(f"{TEXT}.getElementById('compositor-p2').textContent")
    desk.save("At fourteen", "One line more [@harbour-archive].\n\nAt fourteen")
    browser.until(f"{TEXT}.getElementById('compositor-p2').textContent.startsWith('One line more')")
    assert browser.run(f"{TEXT}.getElementById('compositor-p3').textContent")[:30] == second[:30]
    flashed = browser.run(f"[...{TEXT}.querySelectorAll('p.flash')].map(p => p.id)")
    assert "compositor-p2" in flashed
    assert "compositor-p3" not in flashed
    desk.settled()
    desk.save("One line more [@harbour-archive].\n\n", "")
    browser.until(f"!{TEXT}.body.textContent.includes('One line more')")
    desk.settled()
    assert browser.run(f"{TEXT}.getElementById('compositor-p2').textContent") == second


def test_an_error_stands_above_the_last_good_state(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    browser.run(f"{TEXT}.getElementById('bibliography').scrollIntoView()")
    label = browser.run(f"{TEXT}.querySelector('#bibliography [role=doc-pagebreak]').getAttribute('aria-label')")
    browser.until(f"document.querySelector('#sheets li.here')?.dataset.label === '{label}'")
    good = browser.run(f"{TEXT}.getElementById('compositor-p1').textContent")
    count = browser.run("document.querySelectorAll('#sheets li').length")
    desk.save("Her father", "Her [father](work:no-such-work)")
    browser.until("!document.getElementById('banner').hidden")
    said = browser.run("document.getElementById('banner').textContent")
    assert said.startswith("1 error. What you see is the last good state.")
    assert f"{CHAPTER}:" in said
    assert browser.run(f"{TEXT}.getElementById('compositor-p1').textContent") == good
    assert browser.run("document.querySelectorAll('#sheets li').length") == count
    browser.run("new Promise(done => setTimeout(done, 800))")  # the panes have made room for the findings
    assert browser.run("document.querySelector('#sheets li.here').dataset.label") == label
    assert browser.run("document.querySelector('#findings li mark').textContent.includes('no-such-work')")
    browser.run("frame.contentWindow.scrollTo(0, 0)")
    browser.run("document.querySelector('#banner a').click()")
    browser.until(f"{TEXT}.getElementById('compositor-p1').classList.contains('flash')")
    desk.save("Her [father](work:no-such-work)", "Her father")
    browser.until("document.getElementById('banner').hidden && document.body.dataset.state === 'good'")
    assert browser.console == []


def test_pages_follow_the_text_and_the_text_the_pages(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    browser.run(f"{TEXT}.getElementById('bibliography').scrollIntoView()")
    label = browser.run(f"{TEXT}.querySelector('#bibliography [role=doc-pagebreak]').getAttribute('aria-label')")
    browser.until(f"document.querySelector('#sheets li.here')?.dataset.label === '{label}'")
    browser.run("document.querySelector('#sheets li[data-label=\"3\"]').click()")
    browser.until(
        f"(box => box.top > 0 && box.top < frame.contentWindow.innerHeight)"
        f"({TEXT}.getElementById('page-3').getBoundingClientRect())"
    )


def test_nothing_of_the_book_runs(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    browser.run(
        f"{TEXT}.body.insertAdjacentHTML('beforeend', "
        '\'<img src="/nothing" onerror="parent.document.title=1"><p id="x" onclick="parent.document.title=2">x</p>\')'
    )
    browser.run(f"{TEXT}.getElementById('x').click()")
    browser.until(f"{TEXT}.querySelector('img[src=\"/nothing\"]').complete")
    assert browser.run("document.title") == "Mirela Tandari – preview"
    assert any("Content Security Policy" in line for line in browser.console)
    browser.console.clear()
