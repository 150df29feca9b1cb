"""Words without marks take a short way through the Markdown parser: what comes out is what the long way gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from serge_press.manuscript.markup import _parser, read_markup, unmarked, words_of

_TEXT = st.text(st.sampled_from("ab Ż é1.-#>:|`_*[]!&<\\\n\u00a0\t"), max_size=40)


def _the_long_way(text: str) -> list[object]:
    parser = _parser()
    tokens: list[object] = []
    parser.block.parse(text, parser, {}, tokens)  # type: ignore[arg-type]
    return tokens


@given(_TEXT)
def test_the_blocks_of_a_text_are_those_of_the_parser(text: str) -> None:
    assert read_markup(text)[0] == _the_long_way(text)


def test_one_paragraph_in_two_rows_keeps_its_rows() -> None:
    opened, words, _ = read_markup("\n\nShe wrote it\nin Ghent. \n")[0]
    assert (opened.map, words.content) == ([2, 4], "She wrote it\nin Ghent.")


@given(_TEXT.filter(lambda text: bool(text) and unmarked(text)))
def test_words_without_marks_are_one_token(text: str) -> None:
    assert [(token.type, token.content, token.meta) for token in words_of(text, {})] == [("text", text, {"at": 0})]
