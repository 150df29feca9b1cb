"""Names and titles stand where a reader of the language looks for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.collation import collation_key, title_key, without_article


def in_order(language: str, *words: str) -> list[str]:
    return sorted(words, key=lambda word: collation_key(word, language))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "Cyrk Ćma Luk Lwów Łukasiewicz Zagajewski Źródło Żeromski"),
        ("en-GB", "Ćma Cyrk Luk Łukasiewicz Lwów Zagajewski Żeromski Źródło"),  # accents do not part letters
        ("fr", "côte côté étage Etat état Eve Œdipe offre"),
        ("ru", "Азбука Едва Ёлка Ель Жук Иван Йод Кот"),
        ("uk", "Галя Ґава Дім Єва Жук Іван Їжак Йод"),
        ("cs", "cukr had chata iva"),
        ("es", "nube ñandú oso"),
        ("sv", "zon ål äpple öl"),
        ("de", "Ärger Arm Straße Strasser"),
    ],
)
def test_each_language_keeps_its_own_alphabet(language: str, words: str) -> None:
    assert in_order(language, *sorted(words.split())) == words.split()


def test_words_are_compared_word_by_word_and_numbers_as_numbers() -> None:
    assert in_order("en", "Newark", "New York", "New-Yorker", "new") == ["new", "New York", "New-Yorker", "Newark"]
    assert in_order("en", "No. 10", "No. 9", "No. 100") == ["No. 9", "No. 10", "No. 100"]


def test_latin_stands_before_cyrillic() -> None:
    assert in_order("en", "Серж", "Serge", "Zola") == ["Serge", "Zola", "Серж"]


def test_apostrophes_count_nothing() -> None:
    assert in_order("en", "OʼBrien", "Oban", "Occam", "O'Brien")[0] == "Oban"
    assert in_order("en", "Occam", "O'Brien") == ["O'Brien", "Occam"]


@pytest.mark.parametrize(
    ("language", "title", "shown"),
    [
        ("en-GB", "The Case of Comrade Tulayev", "Case of Comrade Tulayev"),
        ("en", "A", "A"),
        ("fr", "L'Affaire Toulaév", "Affaire Toulaév"),
        ("fr", "Les Hommes dans la prison", "Hommes dans la prison"),
        ("fr", "Lesbos", "Lesbos"),
        ("pl", "A Life", "A Life"),
        ("de", "Die Klassenkämpfe", "Klassenkämpfe"),
        ("fr", "« La Ville conquise »", "Ville conquise"),
    ],
)
def test_a_leading_article_is_passed_over_in_its_own_language_only(language: str, title: str, shown: str) -> None:
    assert without_article(title, language) == shown


def test_a_title_is_sorted_in_the_list_by_its_own_articles() -> None:
    titles = [("Les Hommes", "fr"), ("Germinal", "fr"), ("Die Iden", "de"), ("The Idiot", "en")]
    order = sorted(titles, key=lambda t: title_key(*t, of_list="en"))
    assert [title for title, _ in order] == ["Germinal", "Les Hommes", "Die Iden", "The Idiot"]


@given(st.lists(st.text(max_size=20), max_size=8), st.sampled_from(["en", "pl", "fr", "ru", "cs", "xx", ""]))
def test_any_texts_can_be_sorted_and_the_order_is_total(words: list[str], language: str) -> None:
    once = in_order(language, *words)
    again = in_order(language, *reversed(words))
    assert [collation_key(w, language) for w in once] == [collation_key(w, language) for w in again]


def test_a_number_of_any_length_is_no_fault() -> None:
    assert collation_key("9" * 10_000, "en") > collation_key("1", "en")
