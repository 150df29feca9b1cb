"""The first book, whole: what the press promises, held to it on real matter and read back with other people's tools."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

import books
from readers.opened import Opened
from readers.same import compared
from serge_press.model.attributions import Verdict
from serge_press.press import Proof, prepare
from serge_press.reading.folder import DiskFolder

ROOT = books.HERE.parent
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True)
class Built:
    """What one run of the command made and said."""

    told: dict[str, Any]
    pdf: Path
    epub: Path


@pytest.fixture(scope="module", params=["complete", "victor-serge"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    out = tmp_path_factory.mktemp(request.param)
    folder = books.BOOKS / "complete" if request.param == "complete" else ROOT / "book"
    command = [sys.executable, "-m", "serge_press.cli.main", "build", str(folder), "-o", str(out), "--format", "json"]
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=900, check=False)
    told = json.loads(done.stdout)
    assert done.returncode == 0, told["findings"] or done.stderr
    kinds = {edition["kind"]: Path(edition["path"]) for edition in told["editions"]}
    return Built(told, kinds["print"], kinds["epub"])


def only_letters(text: str) -> str:
    """Letters alone: note calls, page numbers, quotes and hyphens are set differently, or read differently, in each medium."""
    return "".join(character for character in text if character.isalpha())


@cache
def printed_pages(pdf: Path) -> tuple[str, ...]:
    """Letters of each printed page, by Poppler, running heads last (as they are painted)."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True)
    return tuple(only_letters(page) for page in done.stdout.decode().split("\f"))


@cache
def printed_numbers(pdf: Path) -> tuple[frozenset[str], ...]:
    """The numbers of each printed page, by Poppler."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True)
    return tuple(frozenset(re.findall("[0-9]+", page)) for page in done.stdout.decode().split("\f"))


def labels(pdf: Path) -> list[str]:
    """Page labels, worked out from the number tree of the PDF (ISO 32000-1, 12.4.2)."""
    with pikepdf.open(pdf) as document:
        nums: Any = document.Root.PageLabels.Nums
        starts = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
        out: list[str] = []
        for index in range(len(document.pages)):
            begin = max(start for start in starts if start <= index)
            rule = starts[begin]
            number = int(rule.get("/St", 1)) + index - begin
            out.append(roman(number) if rule.S == "/r" else str(number))
        return out


def roman(number: int) -> str:
    parts = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    tens = ("", "x", "xx", "xxx", "xl", "l")
    return tens[number // 10] + parts[number % 10]


def page_list(epub: Path) -> list[tuple[str, str]]:
    """Label and what follows the target (words, letters only in the second), straight from the zip."""
    with zipfile.ZipFile(epub) as archive:
        nav = next(name for name in archive.namelist() if name.endswith("nav.xhtml"))
        tree = etree.fromstring(archive.read(nav))
        entries = tree.xpath(
            "//h:nav[@epub:type='page-list']//h:a",
            namespaces={"h": XHTML[1:-1], "epub": TYPE.partition("}")[0][1:]},
        )
        out = []
        for entry in entries:
            file, _, name = entry.get("href").partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(nav), file))
            out.append(("".join(entry.itertext()), following(archive.read(path).decode(), name)))
        return out


def following(text: str, name: str) -> str:
    """The text after the element of that id, note calls and tags taken out."""
    rest = re.split(rf'<(?:span|div) id="{re.escape(name)}"[^>]*></(?:span|div)>', text)
    assert len(rest) == 2, f"the target {name} stands {len(rest) - 1} times"
    after = rest[1].partition("<svg")[0]  # print paints drawings after the text of their page
    after = re.sub(r'<a [^>]*epub:type="noteref"[^>]*>.*?</a>', "", after, flags=re.S)
    after = re.sub(r"<[^>]+>", "\x1f", after).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    return after[:600]


def test_nothing_is_found_that_must_be_mended(built: Built) -> None:
    assert [found for found in built.told["findings"] if found["severity"] != "note"] == []


def test_the_page_list_has_the_labels_of_the_pdf(built: Built) -> None:
    there = labels(built.pdf)
    listed = [label for label, _ in page_list(built.epub)]
    assert listed == there[: len(listed)]
    assert not any(page for page in printed_pages(built.pdf)[len(listed) :])
    assert there[0] == "i"
    assert "1" in there


def table_heads(epub: Path) -> set[str]:
    """Letters of the heads of all tables: print sets them again where a table goes on over the page."""
    with zipfile.ZipFile(epub) as archive:
        texts = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    heads = (head for text in texts for head in etree.fromstring(text).iter(f"{XHTML}thead"))
    return {only_letters("".join(head.itertext())) for head in heads}


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_every_target_sits_at_the_first_word_of_its_page(built: Built) -> None:
    pages = printed_pages(built.pdf)
    heads = table_heads(built.epub)
    checked = 0
    for leaf, (label, after) in enumerate(page_list(built.epub)):
        printed = pages[leaf]
        words = [only_letters(word) for word in re.split(r"[\s\x1f]+", after)]
        words = [word for word in words if word]
        if not printed or not words:
            continue
        run = "".join(words)
        # a page that begins inside a divided word: the mark stands before the word, the page with its second part
        divided = [run[skip : skip + 24] for skip in range(len(words[0]))]
        bodies = [printed, *(printed.removeprefix(head) for head in heads if printed.startswith(head))]
        found = [start for start in divided if any(body.startswith(start) for body in bodies)]
        assert found, f"page {label}: print begins {printed[:40]!r}, the e-book's mark is before {run[:40]!r}"
        checked += 1
    assert checked > 0.8 * len([page for page in pages if page])


def test_every_note_stands_once_and_whole(built: Built) -> None:
    whole = "".join(printed_pages(built.pdf))
    notes = 0
    with zipfile.ZipFile(built.epub) as archive:
        for name in archive.namelist():
            if not name.endswith(".xhtml") or "nav" in name:
                continue
            for note in etree.fromstring(archive.read(name)).iter(f"{XHTML}div"):
                if note.get(TYPE) != "footnote":
                    continue
                for back in note.iter(f"{XHTML}a"):
                    if back.get(TYPE) == "backlink":
                        back.text = ""
                for paragraph in note.iter(f"{XHTML}p"):
                    text = only_letters("".join(paragraph.itertext()))
                    assert text in whole, f"{name}#{note.get('id')}: {text[:60]}"
                notes += 1
    assert notes > 5


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_every_letter_of_print_is_in_the_e_book_and_no_more(built: Built) -> None:
    """But for the page that tells what the e-book offers to those who hear it, which print does not need."""
    found = compared(built.pdf, Opened(built.epub), frozenset({"accessibility.xhtml"}))
    assert found.faults == []


def targets(epub: Path) -> dict[str, str]:
    """The words of every element with an id, by id; of a block the beginning of them."""
    out: dict[str, str] = {}
    with zipfile.ZipFile(epub) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml") and "/text/" in name:
                for element in etree.fromstring(archive.read(name)).iter():
                    if isinstance(element.tag, str) and (anchor := element.get("id")):
                        words = "".join(map(str, element.itertext()))
                        out[anchor] = only_letters(words) or "".join(filter(str.isdecimal, words))
    return out


def locators(epub: Path) -> list[tuple[str, str]]:
    """Label and target id of every page number in the indexes."""
    out: list[tuple[str, str]] = []
    with zipfile.ZipFile(epub) as archive:
        for name in archive.namelist():
            tree = etree.fromstring(archive.read(name)) if name.endswith(".xhtml") else None
            if tree is not None and tree.find(f".//{XHTML}section[@role='doc-index']") is not None:
                for link in tree.iter(f"{XHTML}a"):
                    if link.get(TYPE) == "index-locator":
                        out.append(("".join(map(str, link.itertext())), link.get("href", "").partition("#")[2]))
    return out


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_every_page_of_an_index_has_what_the_entry_speaks_of(built: Built) -> None:
    """The words that the e-book's link leads to stand on the printed page of that number."""
    printed = printed_pages(built.pdf)
    place = {label: at for at, label in enumerate(labels(built.pdf))}
    said = targets(built.epub)
    found = locators(built.epub)
    numbers = printed_numbers(built.pdf)
    for label, target in found:
        words = said[target]
        assert words, f"{target} has no words"
        if words.isdecimal():  # a mark at a year or a number
            assert words in numbers[place[label]], f"page {label}: {words} ({target})"
            continue
        page, following = printed[place[label]], printed[place[label] + 1]
        turned = any(words[:few] in page and words[few : few + 30] in following for few in range(2, len(words)))
        assert words[:30] in page or turned, f"page {label}: {words[:40]} ({target})"
    assert len(found) > 40


# ------------------------------------------------------------------------------------------------- the Serge book


@pytest.fixture(scope="module")
def serge() -> Proof:
    return prepare(DiskFolder(ROOT / "book"))


def test_every_row_of_the_index_of_2013_is_answered_once(serge: Proof) -> None:
    rows = sorted(
        int(row.partition(":")[2])
        for work in serge.catalogue.works.values()
        for row in work.rows
        if row.startswith("mia-2013:")
    )
    assert rows == list(range(1, 57))


def test_the_untitled_row_stays_untitled(serge: Proof) -> None:
    untitled = [work for work in serge.catalogue.works.values() if "untitled in the index" in work.title.text]
    assert len(untitled) == 1
    assert untitled[0].title.supplied
    assert untitled[0].annotation is not None


def test_the_leaflet_has_all_its_claims_and_is_not_his(serge: Proof) -> None:
    cases = [case for case in serge.catalogue.cases.values() if "leaflet" in case.id]
    assert len(cases) == 1
    case = cases[0]
    assert case.verdict is Verdict.REJECTED
    assert len(case.claims) >= 13
    assert any(claim.made and claim.made.edtf == "1939-06-09" for claim in case.claims)
    assert case.work is not None
    work = serge.catalogue.works[case.work]
    assert not any(by.person == serge.plan.about for by in work.by) if serge.plan else False


def test_both_lives_and_the_comparison_are_there(serge: Proof) -> None:
    assert serge.manuscript is not None
    titles = {str(d.role.value): d for d in serge.manuscript.all_divisions()}
    assert {"chronology", "concordance", "bibliography", "attributions", "sources", "colophon"} <= set(titles)
    parts = [d for d in serge.manuscript.divisions if d.role.value == "part"]
    assert [part.language for part in parts] in (["", "pl"], ["en-GB", "pl"])
    assert len(serge.catalogue.points) >= 64
