"""What a book asks of a printer in book.toml: read, made where the printer takes it, and refused in words where it does not."""

from __future__ import annotations

import io

import pikepdf
import pytest

from books import BOOKS, files_of
from serge_press.findings import Severity
from serge_press.model.printing import JacketPlan
from serge_press.press import Proof, Run, bring_out, chosen_editions, prepare
from serge_press.printers.conditions import condition
from serge_press.reading.folder import MemoryFolder

FOGRA = condition("FOGRA39").data()


def proof_of(table: str, **files: bytes) -> Proof:
    held = dict(files_of(BOOKS / "complete"))
    held["book.toml"] += b"\n" + table.encode()
    held.update({name.replace("__", "/").replace("_", "."): data for name, data in files.items()})
    return prepare(MemoryFolder(held))


def run_of(table: str, **files: bytes) -> Run:
    proof = proof_of(table, **files)
    assert proof.plan is not None, proof.findings
    chosen, _ = chosen_editions(proof.plan, (), ("all",))
    return bring_out(proof, chosen, 0, validate=False, workers=1)


def told(run: Run, *rules: str) -> list[str]:
    return [one.message for one in run.findings if one.rule in rules and one.severity is Severity.ERROR]


def test_everything_that_a_printer_is_told_is_read() -> None:
    plan = proof_of(
        '[printer.offset-eu]\nstandard = "PDF/X-4"\nprofile = "printing/press.icc"\nmarks = true\n'
        '[printer.offset-eu.jacket]\nflap = "80mm"\nspine = "2.2cm"\nwidth = "482mm"\nheight = "9in"\n',
        printing__press_icc=FOGRA,
    ).plan
    assert plan is not None
    (printer,) = plan.printers
    assert (printer.standard, printer.profile, printer.marks) == ("pdf/x-4", "printing/press.icc", True)
    assert isinstance(printer.jacket, JacketPlan)
    sizes = (printer.jacket.flap, printer.jacket.spine, printer.jacket.width, printer.jacket.height)
    assert sizes == pytest.approx((80, 22, 482, 228.6))


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ('standard = "pdf/x-9"', "R028"),
        ('profile = "printing/none.icc"', "F008"),
        ('profile = "../../etc/passwd"', "F007"),
        ('marks = "perhaps"', "R006"),
        ('[printer.offset-eu.jacket]\nflap = "80"', "R029"),
        ('[printer.offset-eu.jacket]\nflaps = "80mm"', "R001"),
    ],
)
def test_a_slip_in_a_table_is_told(table: str, rule: str) -> None:
    found = [one for one in proof_of(f"[printer.offset-eu]\n{table}\n").findings if one.severity is Severity.ERROR]
    assert [one.rule for one in found] == [rule], found


@pytest.mark.parametrize(
    ("table", "rule", "said"),
    [
        ('[printer.ingram-paperback]\nstandard = "pdf/x-4"', "P023", "takes pdf/x-1a:2001"),
        ("[printer.kdp-paperback]\nmarks = true", "P023", "forbids printer's marks"),
        ("[printer.lulu-paperback.jacket]", "P023", "no jacket is known"),
        ('[printer.offset-us]\nstandard = "pdf/x-4"', "P024", "needs the profile"),
        ('[printer.offset-eu]\nprofile = "own.icc"', "P024", "no ICC profile"),
        ('[printer.offset-eu]\nprofile = "young.icc"', "P024", "of version 4"),
    ],
)
def test_what_a_printer_does_not_take_is_refused_before_anything_is_laid_out(table: str, rule: str, said: str) -> None:
    run = run_of(table, own_icc=b"no profile", young_icc=FOGRA[:8] + b"\x04" + FOGRA[9:])
    assert not run.made
    messages = told(run, rule)
    assert messages
    assert said in messages[0]


def test_a_printers_own_profile_goes_into_the_file() -> None:
    own = FOGRA.replace(b"FOGRA39L Coated", b"Press of Tallin", 1)
    run = run_of('[printer.offset-us]\nstandard = "pdf/x-4"\nprofile = "own.icc"', own_icc=own)
    assert not told(run, "P023", "P024")
    with pikepdf.open(io.BytesIO(run.made[0].issue.data)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == own
        assert str(intent.OutputConditionIdentifier) == "Custom"
