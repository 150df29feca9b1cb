"""A PDF written object by object says what the files say that it was copied from."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from serge_press.editions.sections import pdf_writer
from serge_press.editions.sections.pdf_writer import Copy, PdfWriter


def copied(source: Pdf, times: int = 1) -> bytes:
    """A file that holds, in a row, what the source's catalogue holds as ``/It``, copied so many times."""
    writer = PdfWriter()
    return finished(writer, [Copy(writer, source, {}).written(source.Root.It) for _ in range(times)])


def finished(writer: PdfWriter, held: list[bytes]) -> bytes:
    """A file of no pages whose catalogue holds these values as ``/It``."""
    pages = writer.put(b"<< /Type /Pages /Count 0 /Kids [ ] >>")
    root = writer.put(b"<< /Type /Catalog /Pages %d 0 R /It [ %s ] >>" % (pages, b" ".join(held)))
    return writer.finish(root, writer.put(b"<< >>"))


def plain(value: Any) -> Any:
    """A value of a PDF in Python's terms; a stream as its dictionary and what is in it."""
    if isinstance(value, pikepdf.Stream):
        own = {key: plain(one) for key, one in value.items() if key not in ("/Length", "/Filter")}
        return own, value.read_bytes()
    if isinstance(value, Dictionary):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, Array):
        return [plain(one) for one in value]
    return bytes(value) if isinstance(value, String) else value


def given_back(value: Any) -> Any:
    source = Pdf.new()
    source.Root.It = Array([value])
    with pikepdf.open(BytesIO(copied(source))) as pdf:
        assert not pdf.check_pdf_syntax()
        return plain(pdf.Root.It[0][0])


leaves = st.one_of(
    st.integers(-9999, 9999),
    st.booleans(),
    st.text(max_size=12).map(String),
    st.binary(max_size=12).map(String),
    st.sampled_from(["/A", "/R", "/1 0 R", "/a b(c)", "/Subtype"]).map(Name),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(Array),
        st.dictionaries(st.sampled_from(["/K", "/R", "/P0", "/Q r"]), inner, max_size=3).map(Dictionary),
    ),
    max_leaves=12,
)


@given(values)
def test_any_value_comes_back(value: Any) -> None:
    assert given_back(value) == plain(value)


def test_what_looks_like_a_reference_in_a_string_is_none() -> None:
    assert given_back(Array([String("see 4 0 R"), String("(7 0 R)) \\"), String(b"\x00\xff 3 0 R"), 3, 0])) == [
        b"see 4 0 R",
        b"(7 0 R)) \\",
        b"\x00\xff 3 0 R",
        3,
        0,
    ]


def test_objects_that_refer_to_each_other_are_written_once() -> None:
    source = Pdf.new()
    one, other = source.make_indirect(Dictionary(Is=1)), source.make_indirect(Dictionary(Is=2))
    one.Other, other.Other = other, one
    source.Root.It = Array([one, one, other])
    with pikepdf.open(BytesIO(copied(source))) as pdf:
        first, again, second = pdf.Root.It[0]
        assert first.objgen == again.objgen == second.Other.objgen
        assert int(first.Is) == 1
        assert first.Other.objgen == second.objgen


def test_two_files_come_into_one_and_one_stands_for_another() -> None:
    writer = PdfWriter()
    shared = writer.put(b"<< /Font (the book's) >>")
    rows = []
    for number in (1, 2):
        source = Pdf.new()
        copy = Copy(writer, source, {})
        rows.append(copy.written(Array([source.make_indirect(Dictionary(Is=number)), copy.stands_for(shared)])))
    with pikepdf.open(BytesIO(finished(writer, rows))) as pdf:
        (one, mine), (other, theirs) = pdf.Root.It
        assert [int(one.Is), int(other.Is)] == [1, 2]
        assert one.objgen != other.objgen
        assert mine.objgen == theirs.objgen
        assert str(mine.Font) == "the book's"


def test_streams_are_packed_but_not_twice_and_not_metadata() -> None:
    source = Pdf.new()
    words = b"once more " * 40
    plain_one = source.make_stream(words)
    packed = source.make_stream(pikepdf.Stream(source, words).read_bytes()[:40], Filter=Name.ASCIIHexDecode)
    packed.write(words.hex().encode() + b">", filter=Name.ASCIIHexDecode)
    told = source.make_stream(b"<x/>", Type=Name.Metadata)
    source.Root.It = Array([plain_one, packed, told])
    with pikepdf.open(BytesIO(copied(source))) as pdf:
        first, second, third = pdf.Root.It[0]
        assert (first.Filter, second.Filter, third.get("/Filter")) == (Name.FlateDecode, Name.ASCIIHexDecode, None)
        assert first.read_bytes() == second.read_bytes() == words
        assert third.read_raw_bytes() == b"<x/>"
        assert len(first.read_raw_bytes()) < len(words) / 4


def test_many_objects_links_and_large_ones_are_all_found_again() -> None:
    source = Pdf.new()
    row = [source.make_indirect(Dictionary(Subtype=Name.Link if n % 3 else Name.Text, Is=n)) for n in range(450)]
    row.append(source.make_indirect(Dictionary(Large=String(b"x" * (pdf_writer._LARGE + 1)))))
    source.Root.It = Array(row)
    with pikepdf.open(BytesIO(copied(source, 2))) as pdf:
        for held in pdf.Root.It:
            assert [int(one.Is) for one in list(held)[:-1]] == list(range(450))
            assert len(bytes(held[-1].Large)) > pdf_writer._LARGE
        assert pdf.Root.It[0][0].objgen != pdf.Root.It[1][0].objgen


def test_the_same_objects_give_the_same_bytes() -> None:
    def made() -> bytes:
        source = Pdf.new()
        source.Root.It = Array([source.make_stream(b"q Q"), Dictionary(A=String("b"))])
        return copied(source, 2)

    assert made() == made()
