"""The preview in a real browser: what a writer sees when a file is saved."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from books import BOOKS
from browser import NAMES, Browser, browser_path
from previewing import PATIENCE

pytestmark = pytest.mark.skipif(
    browser_path() is None,
    reason=f"no browser is installed (looked for {', '.join(NAMES)}); Debian: apt-get install chromium",
)

CHAPTER = "lives/en/1-compositor.md"
LAST = "back/acknowledgements.md"
TEXT = "document.querySelector('iframe').contentDocument"
NOTING = """(() => {  // what glows, and which page is turned to, is over before a busy machine asks
  window.glowed = [];
  window.turned = [];
  const noting = (list, name, what) => changes => {
    for (const {target} of changes) if (target.classList.contains(name)) list.push(target[what] || target.dataset[what]);
  };
  const classes = {subtree: true, attributes: true, attributeFilter: ["class"]};
  new MutationObserver(noting(glowed, "flash", "id")).observe(frame.contentDocument.body, classes);
  new MutationObserver(noting(turned, "here", "label")).observe(document.getElementById("sheets"), classes);
})()"""


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
        self.browser.run(NOTING)

    def settled(self) -> None:
        """When the pages are those of the last save."""
        self.browser.until("document.getElementById('pages-state').className === 'ready'")


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
        assert serving.wait(timeout=PATIENCE) == 0


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
    browser.until("glowed.includes('compositor-p1')")
    assert browser.run(f"{TEXT}.getElementById('compositor-p2').untouched") is True
    desk.settled()
    after = browser.run("[...document.querySelectorAll('#sheets li')].map(li => li.dataset.digest)")
    changed = [index for index, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert 1 <= len(changed) <= 3
    page = f"document.querySelectorAll('#sheets li')[{changed[0]}]"
    browser.until(f"{page}.classList.contains('changed') && turned.includes({page}.dataset.label)")
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
    assert browser.until("glowed.includes('compositor-p2')")
    assert not browser.run("glowed.includes('compositor-p3')")
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
    browser.until(f"document.querySelector('#sheets li.here')?.dataset.label === '{label}'")
    assert browser.run("document.querySelector('#findings li mark').textContent.includes('no-such-work')")
    browser.run("frame.contentWindow.scrollTo(0, 0)")
    browser.run("document.querySelector('#banner a').click()")
    browser.until("glowed.includes('compositor-p1')")
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
    browser.until_told("Content Security Policy")
    browser.console.clear()


# ---- whoever has no mouse, little room, or no patience


def test_pages_are_gone_through_by_keyboard_with_one_stop_for_all(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    stops = "[...document.querySelectorAll('#sheets li')].filter(li => li.tabIndex === 0).length"
    assert browser.run(stops) == 1
    browser.run("document.querySelector('#sheets li[tabindex=\"0\"]').focus()")
    press(browser, "Home")
    first = browser.run("document.activeElement.dataset.label")
    press(browser, "ArrowDown")
    assert browser.run("document.activeElement.getAttribute('aria-label')") == "Page ii"
    assert browser.run("document.activeElement.getAttribute('aria-current')") == "true"
    press(browser, "ArrowUp")
    assert browser.run("document.activeElement.dataset.label") == first
    press(browser, "End")
    assert browser.run("document.activeElement === document.querySelector('#sheets li:last-child')")
    assert browser.run(stops) == 1
    browser.run("document.querySelector('#sheets li[data-label=\"3\"]').focus()")
    press(browser, " ")
    browser.until(
        f"(box => box.top > 0 && box.top < frame.contentWindow.innerHeight)"
        f"({TEXT}.getElementById('page-3').getBoundingClientRect())"
    )


def press(browser: Browser, key: str) -> None:
    """One key, pressed and let go."""
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key=key)


def test_what_is_read_out_is_said_once(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    roles = {
        node["role"]["value"]: node for node in browser.call("Accessibility.getFullAXTree")["nodes"] if "role" in node
    }
    assert {"status", "group", "button", "region", "Iframe"} <= set(roles)
    browser.run(
        "window.told = 0; new MutationObserver(changes => { told += changes.length })"
        ".observe(document.getElementById('banner'), {childList: true, subtree: true, characterData: true})"
    )
    desk.save("Her father", "Her [father](work:no-such-work)")
    browser.until("!document.getElementById('banner').hidden")
    assert browser.run("document.getElementById('banner').getAttribute('role')") == "alert"
    once = browser.run("told")
    desk.save("mended", "often mended")  # the same error still
    browser.until("press.seconds && findings.list[0].line[2].includes('often mended')")
    assert browser.run("told") == once
    browser.run("document.querySelector('#banner a').click()")
    assert browser.run(f"{TEXT}.activeElement.id") == "compositor-p1"
    desk.save("often mended", "mended")
    desk.save("Her [father](work:no-such-work)", "Her father")
    browser.until("document.getElementById('banner').hidden && document.body.dataset.state === 'good'")
    assert "set in" not in browser.run("document.querySelector('[role=status]').textContent")


def test_in_a_narrow_window_nothing_is_pushed_out(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    browser.call("Emulation.setDeviceMetricsOverride", width=420, height=800, deviceScaleFactor=1, mobile=False)
    try:
        desk.save("Her father", "Her [father](work:no-such-work)")
        browser.until("!document.getElementById('banner').hidden")
        browser.run("document.querySelector('#banner a').click()")
        boxes = browser.run(
            "['header', '#banner', '#reading', '#pages', '#findings'].map(name => "
            "(box => [box.top, box.bottom, box.left, box.right])(document.querySelector(name).getBoundingClientRect()))"
        )
        assert boxes[0][0] == 0
        for above, below in pairwise(boxes):
            assert above[1] - above[0] > 40
            assert abs(above[1] - below[0]) < 1
        assert boxes[-1][1] <= 801
        assert all(left >= 0 and right <= 421 for *_, left, right in boxes)
        assert browser.run("document.scrollingElement.scrollTop") == 0
    finally:
        desk.save("Her [father](work:no-such-work)", "Her father")
        browser.call("Emulation.setDeviceMetricsOverride", width=1500, height=940, deviceScaleFactor=1, mobile=False)
    browser.until("document.getElementById('banner').hidden")


def test_saves_in_quick_succession_end_with_the_last(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    path = desk.book / CHAPTER
    held = path.read_text(encoding="utf-8")
    for number in range(12):  # also while pages are laid out
        path.write_text(held.replace("At fourteen", f"In the {number}th year, at fourteen"), encoding="utf-8")
        time.sleep(0.07)
    browser.until(f"{TEXT}.getElementById('compositor-p2').textContent.startsWith('In the 11th year')")
    path.write_text(held, encoding="utf-8")
    browser.until(f"{TEXT}.getElementById('compositor-p2').textContent.startsWith('At fourteen')")
    desk.settled()
    assert browser.run("document.getElementById('banner').hidden")
    assert browser.console == []


def test_what_is_out_of_sight_is_not_laid_out_and_yet_found(desk: Desk) -> None:
    desk.opened()
    browser = desk.browser
    style = f"getComputedStyle({TEXT}.querySelector('.division'))"
    assert browser.run(f"{style}.contentVisibility") == "auto"
    browser.run("frame.contentWindow.scrollTo(0, 0)")
    desk.save("by the window", "by the low window", LAST)
    browser.until(
        f"glowed.some(id => (p => p.textContent.includes('low window') && "
        f"(box => box.top > 0 && box.bottom < frame.contentWindow.innerHeight)(p.getBoundingClientRect()))"
        f"({TEXT}.getElementById(id)))"
    )
    desk.save("by the low window", "by the window", LAST)
    browser.until(f"!{TEXT}.body.textContent.includes('low window')")
