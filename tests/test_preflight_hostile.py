"""Whatever a file does, preflight answers with a finding: within bounds of memory and time, and without a traceback."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name

import hostile_pdfs
from printed_pdfs import kdp, offset
from serge_press.checks.preflight.apart import preflight_apart
from serge_press.checks.preflight.bounds import LARGEST_FILE
from serge_press.checks.preflight.run import Report, preflight
from serge_press.checks.preflight.task import Asked
from serge_press.cli.main import cli
from serge_press.printers.shelf import printer

KDP = printer("kdp-paperback")


def rules(report: Report) -> set[str]:
    return {found.rule for found in report.findings}


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (hostile_pdfs.million_pages, "Q004"),
        (hostile_pdfs.doubling_tree, "Q002"),
        (hostile_pdfs.deep_tree, "Q004"),
        (hostile_pdfs.circle, "Q002"),
        (hostile_pdfs.bomb, "Q004"),
        (hostile_pdfs.bomb_in_a_bomb, "Q004"),
        (hostile_pdfs.previous_table_is_itself, "Q002"),
        (hostile_pdfs.table_of_two_thousand_million, "Q002"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_file_without_end_meets_a_bound(make: Callable[[], bytes], rule: str) -> None:
    assert rule in rules(preflight(make(), KDP))


@pytest.mark.parametrize("name", hostile_pdfs.CONTENTS)
def test_content_of_any_kind_is_borne(name: str) -> None:
    report = preflight(hostile_pdfs.one_page(hostile_pdfs.CONTENTS[name]), KDP)
    assert "Q010" in rules(report)  # one page is too few: the look went on to the end
    json.dumps(report.record(), allow_nan=False)


@pytest.mark.parametrize("part", ["interior", "cover", "jacket"])
@pytest.mark.parametrize("name", hostile_pdfs.KNOTS)
def test_a_knot_is_no_snare(name: str, part: str) -> None:
    """Covers are painted too, for their bar code: what would catch the one who paints is told as well."""
    profile = printer("ingram-case" if part != "interior" else "kdp-paperback")
    report = preflight(hostile_pdfs.KNOTS[name], profile, Asked(part, "", (152.4, 228.6), 120, 10.0))
    assert report.findings
    json.dumps(report.record(), allow_nan=False)


@pytest.mark.parametrize("make", [hostile_pdfs.deep_array, hostile_pdfs.object_stream_bomb])
def test_what_brings_a_process_down_brings_only_that_one_down(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(make())
    report = preflight_apart(path, KDP, seconds=120, memory=1 << 30)
    assert rules(report) & {"Q002", "Q004", "Q010"}
    assert all(found.mend for found in report.findings)


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(kdp().bytes())
    report = preflight_apart(path, KDP, seconds=0.01)
    assert [found.message for found in report.findings] == ["it cannot be looked at in 0.01 seconds"]


def test_a_process_apart_says_what_one_here_says(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    data = offset().bytes()
    path.write_bytes(data)
    for name in ("kdp-paperback", "bod-paperback"):
        assert preflight_apart(path, printer(name)) == preflight(data, printer(name))


def test_two_gigabytes_of_nothing_are_not_read(tmp_path: Path) -> None:
    huge = preflight_apart(hostile_pdfs.sparse(tmp_path / "huge.pdf", 2 << 30), KDP)
    assert rules(huge) == {"Q004"}
    large = preflight_apart(hostile_pdfs.sparse(tmp_path / "large.pdf", LARGEST_FILE - 1), KDP)
    assert rules(large) == {"Q002"}


def test_a_name_in_a_file_cannot_speak_to_the_terminal() -> None:
    book = kdp()
    ink = "Go\x1b[31mld\x07"
    space = Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, Dictionary()])
    book.resource(3, "ColorSpace", "S", space)
    book.draw(3, "/S cs 1 scn 100 200 90 90 re f")
    (found,) = preflight(book.bytes(), KDP).as_findings("book.pdf")
    assert found.rule == "Q060"
    assert "Go\ufffd[31mld\ufffd" in found.message


def test_a_file_cut_anywhere_is_told(tmp_path: Path) -> None:
    del tmp_path
    data = kdp(pages=2).bytes()
    for cut in range(0, len(data) - 8, len(data) // 60):
        assert rules(preflight(data[:cut], KDP)) & {"Q001", "Q002"}, cut


TOKENS = (b"/Kids", b"null", b"[", b"]", b"<<", b">>", b"-1", b"1e400", b"/Form", b"Do", b"1 0 R", b"3 0 R", b"(", b"\\",
          b"/Filter/LZWDecode", b"/DCTDecode", b"true")  # fmt: skip


@pytest.mark.parametrize("seed", range(150))
def test_a_file_with_slips_anywhere_is_borne(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((kdp if seed % 2 else offset)(pages=4).bytes())
    for _ in range(chance.choice((1, 2, 6, 20))):
        at = chance.randrange(len(data))
        if chance.random() < 0.5:
            token = chance.choice(TOKENS)
            data[at : at + len(token)] = token
        elif (number := re.compile(rb"\d+").search(data, at)) is not None:
            wide = number.end() - number.start()
            data[number.start() : number.end()] = str(chance.choice((0, 7, 10**30))).encode()[:wide].rjust(wide, b"0")
    report = preflight(bytes(data), printer(chance.choice(("kdp-paperback", "ingram-paperback", "offset-eu"))))
    json.dumps(report.record(), allow_nan=False)
    for finding in report.as_findings("book.pdf"):
        assert finding.message.isprintable()


def test_the_command_tells_of_a_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"<html>not found</html>")
    made = CliRunner().invoke(cli, ["preflight", str(path), "--printer", "kdp-paperback"])
    assert made.exit_code == 1
    assert "error[Q001]: the file does not begin as a PDF does" in made.output
    record = json.loads(CliRunner().invoke(cli, ["preflight", str(path), "-p", "home", "--format", "json"]).output)
    assert record["reports"][0]["findings"][0]["rule"] == "Q001"
