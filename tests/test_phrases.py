"""The words of each language: dates as they read in a sentence, lists, and that no word is missing."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import serge_press
from serge_press.model.attributions import Basis, Stance, Verdict, Weight
from serge_press.model.events import Agreement, EventKind
from serge_press.model.plan import MADE_PARTS
from serge_press.model.sources import Confidence, SourceKind
from serge_press.model.works import Relator, WorkKind
from serge_press.phrases import FIELD, Phrases, languages, phrases
from serge_press.phrases.numerals import roman
from serge_press.when import When
from when_examples import SPECIFICATION, dates

TEMPLATES = Path(__file__).parent.parent / "styles" / "house" / "templates"


def shown(text: str, language: str) -> str:
    """The date in words, its no-break spaces made visible."""
    return phrases(language).date(When.parse(text)).replace("\u00a0", "_").replace("\u202f", "·")


IN_WORDS = [
    # EDTF, English, French, Polish, Russian
    ("1924", "1924", "1924", "1924", "1924"),
    ("1924-03", "March 1924", "mars 1924", "marzec 1924", "март 1924"),
    ("1924-03-12", "12_March 1924", "12_mars 1924", "12_marca 1924", "12_марта 1924"),
    ("1924-05-01", "1_May 1924", "1er_mai 1924", "1_maja 1924", "1_мая 1924"),
    ("1924~", "c._1924", "vers_1924", "ok._1924", "ок._1924"),
    ("1924-03~", "c._March 1924", "vers_mars 1924", "ok._marca 1924", "ок._марта 1924"),
    ("1924-03-12~", "c._12_March 1924", "vers_le 12_mars 1924", "ok._12_marca 1924", "ок._12_марта 1924"),
    ("1924?", "1924?", "1924·?", "1924?", "1924?"),
    ("1924%", "c._1924?", "vers_1924·?", "ok._1924?", "ок._1924?"),
    (
        "1924-~03",
        "March 1924 (month approximate)",
        "mars 1924 (mois approximatif)",
        "marzec 1924 (miesiąc przybliżony)",
        "март 1924 (месяц приблизительно)",
    ),
    (
        "?2004-06-~11",
        "11_June 2004 (year uncertain, day approximate)",
        "11_juin 2004 (année incertaine, jour approximatif)",
        "11_czerwca 2004 (rok niepewny, dzień przybliżony)",
        "11_июня 2004 (год под вопросом, день приблизительно)",
    ),
    ("192X", "1920s", "années_1920", "lata_20. XX_w.", "1920-е_годы"),
    ("190X", "1900s", "années_1900", "lata 1900–1909", "1900-е_годы"),
    ("192X~", "c._1920s", "vers_les années_1920", "ok._lat_20. XX_w.", "ок._1920-х_годов"),
    ("19XX", "20th century", "XXe_siècle", "XX_wiek", "XX_век"),
    ("00XX", "1st century", "Ier_siècle", "I_wiek", "I_век"),
    ("-03XX", "4th century_BC", "IVe_siècle_av._J.-C.", "IV_wiek_p.n.e.", "IV_век_до_н._э."),
    ("-00XX", "1st century_BC", "Ier_siècle_av._J.-C.", "I_wiek_p.n.e.", "I_век_до_н._э."),
    ("1XXX", "2nd millennium", "2e_millénaire", "II_tysiąclecie", "2-е_тысячелетие"),
    (
        "-192X",
        "1930_BC_– 1921_BC",
        "1930_av._J.-C._– 1921_av._J.-C.",
        "1930_p.n.e._– 1921_p.n.e.",
        "1930_до_н._э._— 1921_до_н._э.",
    ),
    (
        "1924-02-XX",
        "February 1924 (day not known)",
        "février 1924 (jour inconnu)",
        "luty 1924 (dzień nieznany)",
        "февраль 1924 (день неизвестен)",
    ),
    ("1924-XX", "1924 (month not known)", "1924 (mois inconnu)", "1924 (miesiąc nieznany)", "1924 (месяц неизвестен)"),
    (
        "XXXX-03-12",
        "12_March (year not known)",
        "12_mars (année inconnue)",
        "12_marca (rok nieznany)",
        "12_марта (год неизвестен)",
    ),
    (
        "1X2X",
        "1X2X (X: digit not known)",
        "1X2X (X_: chiffre inconnu)",
        "1X2X (X: cyfra nieznana)",
        "1X2X (X: цифра неизвестна)",
    ),
    ("1938-21", "spring 1938", "printemps 1938", "wiosna 1938", "весна 1938"),
    ("1938-22~", "c._summer 1938", "vers_l’été 1938", "ok._lata 1938", "ок._лета 1938"),
    (
        "1938-29",
        "spring 1938 (southern hemisphere)",
        "printemps 1938 (hémisphère sud)",
        "wiosna 1938 (półkula południowa)",
        "весна 1938 (южное полушарие)",
    ),
    ("1938-33", "first quarter of 1938", "1er_trimestre 1938", "I_kwartał 1938", "I_квартал 1938"),
    ("1938-37", "January–April 1938", "janvier-avril 1938", "styczeń–kwiecień 1938", "январь_— апрель 1938"),
    ("1938-41", "second half of 1938", "2e_semestre 1938", "II_połowa 1938", "II_полугодие 1938"),
    ("1926/1929", "1926–1929", "1926-1929", "1926–1929", "1926–1929"),
    ("1924-03/1924-04", "March–April 1924", "mars-avril 1924", "marzec–kwiecień 1924", "март_— апрель 1924"),
    ("1933-05-12/1933-05-14", "12–14_May 1933", "12-14_mai 1933", "12–14_maja 1933", "12–14_мая 1933"),
    (
        "1924-03-28/1924-04-03",
        "28_March_– 3_April 1924",
        "28_mars_– 3_avril 1924",
        "28_marca_– 3_kwietnia 1924",
        "28_марта_— 3_апреля 1924",
    ),
    (
        "1923-12-28/1924-01-03",
        "28_December 1923_– 3_January 1924",
        "28_décembre 1923_– 3_janvier 1924",
        "28_grudnia 1923_– 3_stycznia 1924",
        "28_декабря 1923_— 3_января 1924",
    ),
    ("1924/1924", "1924", "1924", "1924", "1924"),
    ("1920~/1924", "c._1920_– 1924", "vers_1920_– 1924", "ok._1920_– 1924", "ок._1920_— 1924"),
    ("1924/..", "from 1924", "depuis 1924", "od 1924", "с 1924"),
    ("1924-03/..", "from March 1924", "depuis mars 1924", "od marca 1924", "с марта 1924"),
    ("1920~/..", "from c._1920", "depuis environ_1920", "od ok._1920", "с ок._1920"),
    ("../1924", "until 1924", "jusqu’en 1924", "do 1924", "вплоть до 1924"),
    ("../1924-03-12", "until 12_March 1924", "jusqu’au 12_mars 1924", "do 12_marca 1924", "вплоть до 12_марта 1924"),
    ("../1938-22", "until summer 1938", "jusqu’à l’été 1938", "do lata 1938", "вплоть до лета 1938"),
    ("../1938-21", "until spring 1938", "jusqu’au printemps 1938", "do wiosny 1938", "вплоть до весны 1938"),
    ("../192X", "until the 1920s", "jusque dans les années_1920", "do lat_20. XX_w.", "вплоть до 1920-х_годов"),
    ("../1924~", "until c._1924", "jusque vers_1924", "do ok._1924", "вплоть до ок._1924"),
    (
        "1924/",
        "from 1924, end not known",
        "depuis 1924, fin inconnue",
        "od 1924, koniec nieznany",
        "с 1924, окончание неизвестно",
    ),
    (
        "/1924-03",
        "until March 1924, beginning not known",
        "jusqu’en mars 1924, début inconnu",
        "do marca 1924, początek nieznany",
        "вплоть до марта 1924, начало неизвестно",
    ),
    ("[1924,1925]", "1924 or 1925", "1924 ou 1925", "1924 lub 1925", "1924 или 1925"),
    ("[1924,1925,1927]", "1924, 1925 or 1927", "1924, 1925 ou 1927", "1924, 1925 lub 1927", "1924, 1925 или 1927"),
    (
        "[1924-03,1924-04]",
        "March or April 1924",
        "mars ou avril 1924",
        "marzec lub kwiecień 1924",
        "март или апрель 1924",
    ),
    ("[1933-05-01,1933-05-14]", "1 or 14_May 1933", "1er ou 14_mai 1933", "1 lub 14_maja 1933", "1 или 14_мая 1933"),
    ("[1924..1926]", "between 1924 and 1926", "entre 1924 et 1926", "w okresie 1924–1926", "в период 1924–1926"),
    ("[..1924]", "1924 or earlier", "1924 ou avant", "1924 lub wcześniej", "1924 или ранее"),
    ("[1924-03..]", "March 1924 or later", "mars 1924 ou après", "marzec 1924 lub później", "март 1924 или позднее"),
    ("{1924,1926..1928}", "1924 and 1926–1928", "1924 et 1926-1928", "1924 i 1926–1928", "1924 и 1926–1928"),
    ("0044", "AD_44", "44_apr._J.-C.", "44_n.e.", "44_н._э."),
    ("-0043", "44_BC", "44_av._J.-C.", "44_p.n.e.", "44_до_н._э."),
    (
        "Y3388E2S3",
        "c._338800 (338000–338999)",
        "vers_338800 (338000-338999)",
        "ok._338800 (338000–338999)",
        "ок._338800 (338000–338999)",
    ),
    ("1950S2~", "c._1950 (1900–1999)", "vers_1950 (1900-1999)", "ok._1950 (1900–1999)", "ок._1950 (1900–1999)"),
    ("1950S2", "c._1950 (1900–1999)", "vers_1950 (1900-1999)", "ok._1950 (1900–1999)", "ок._1950 (1900–1999)"),
    (
        "1985-04-12T23:20:30Z",
        "12_April 1985, 23:20:30_UTC",
        "12_avril 1985, 23:20:30_UTC",
        "12_kwietnia 1985, 23:20:30_UTC",
        "12_апреля 1985, 23:20:30_UTC",
    ),
]


@pytest.mark.parametrize(("text", "english", "french", "polish", "russian"), IN_WORDS, ids=[row[0] for row in IN_WORDS])
def test_a_date_reads_well_in_every_language(text: str, english: str, french: str, polish: str, russian: str) -> None:
    assert [shown(text, language) for language in ("en", "fr", "pl", "ru")] == [english, french, polish, russian]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_has_its_two_forms(language: str, month: int) -> None:
    alone = shown(f"1924-{month:02}", language).removesuffix(" 1924")
    with_day = shown(f"1924-{month:02}-12", language).removesuffix(" 1924").removeprefix("12_")
    assert (alone == with_day) is (language in ("en", "fr"))
    assert alone[:2].casefold() == with_day[:2].casefold()


@pytest.mark.parametrize("language", languages())
@given(when=st.one_of(st.sampled_from(SPECIFICATION).map(When.parse), dates))
def test_every_date_has_words(language: str, when: When) -> None:
    words = phrases(language).date(when)
    assert words == words.strip()
    assert words
    assert not {"{", "}", "["} & set(words)


def test_ordinals() -> None:
    assert [phrases("en").ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip
    assert [phrases(language).ordinal(1) for language in ("fr", "pl", "ru")] == ["1re", "1.", "1-е"]


def test_lists() -> None:
    assert phrases("en").listed(()) == ""
    assert phrases("en").listed(("a",)) == "a"
    assert phrases("en").listed(("a", "b", "c")) == "a, b and c"
    assert phrases("pl").listed(("a", "b")) == "a i b"


def test_languages_by_name() -> None:
    assert phrases("pl").language_name("ru") == "rosyjski"
    assert phrases("fr").language_name("pt-BR") == "portugais"
    assert phrases("en").language_name("tlh") == "tlh"


def test_an_unknown_language_is_served_in_english_and_a_region_is_left_out() -> None:
    assert phrases("tlh") is phrases("en")
    assert phrases("PL-pl") is phrases("pl")


ENGLISH = phrases("en").words
UNIVERSAL = {
    "colon",
    "house",
    "bibliography.label",
    "bibliography.key.mark",
    "entry.isbn",
    "entry.oclc",
    "entry.identifier",
}
"""What a language need not say again."""

OTHERS = [language for language in languages() if language != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_says_all_that_english_says_with_the_same_fields(language: str) -> None:
    own: Phrases = importlib.import_module(f"serge_press.phrases.{language}").PHRASES
    assert own.language == language
    assert set(ENGLISH) - set(own.words) <= UNIVERSAL
    assert set(own.words) <= set(ENGLISH)
    for key, words in own.words.items():
        assert words.strip(" ") or key == "house", key
        assert set(FIELD.findall(words)) == set(FIELD.findall(ENGLISH[key])), key


@pytest.mark.parametrize("language", languages())
def test_every_word_of_the_model_has_words(language: str) -> None:
    wanted = [
        *(f"verdict.{v.value}" for v in Verdict),
        *(f"standing.{v.value}" for v in Verdict),
        *(f"stance{who}.{s.value}" for s in Stance for who in ("", ".self", ".unknown")),
        *(f"basis.{b.value}" for b in Basis),
        *(f"weight.{w.value}" for w in Weight),
        *(f"agreement.{a.value}" for a in Agreement),
        *(f"confidence.{c.value}" for c in Confidence),
        *(f"kind.{k.value}" for k in WorkKind),
        *(f"sources.{k.value}" for k in SourceKind),
        *(f"role.{r.value}" for r in Relator),
        *(f"chronology.{k.value}" for k in EventKind if k is not EventKind.LIFE),
        *(f"part.{name}" for name in MADE_PARTS),
        *(f"seen.{seen}" for seen in ("whole", "part", "quoted", "not seen")),
    ]
    assert [key for key in wanted if key not in phrases(language).words] == []


def test_the_code_and_the_table_name_the_same_words() -> None:
    root = Path(str(serge_press.__file__)).parent
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.py")) if root / "phrases" not in path.parents
    ) + "\n".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.j2")))
    said = set(re.findall(r"""(?<!\w)(?:say|phrase|label)\(\s*["']([a-z][a-z.-]+)["']""", code))
    said |= set(re.findall(r'words\["([a-z.-]+)"\]', code))
    assert len(said) > 80
    assert said <= set(ENGLISH)
    made_up = tuple(re.findall(r'f"([a-z.-]+\.)\{', code))
    unsaid = [key for key in ENGLISH if f'"{key}"' not in code and f"'{key}'" not in code]
    assert [key for key in unsaid if not key.startswith((*made_up, "language."))] == []


def test_words_of_an_author_are_never_read_as_fields() -> None:
    assert phrases("en").say("entry.signed", name="{case}") == "Signed {case}"


def test_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 19, 20, 40, 90, 400, 1994)] == [
        "I", "IV", "IX", "XIV", "XIX", "XX", "XL", "XC", "CD", "MCMXCIV",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="4000"):
        roman(4000)


@pytest.mark.parametrize("language", languages())
def test_no_words_say_a_sentence_twice(language: str) -> None:
    for key, words in phrases(language).words.items():
        said = [one for one in re.split(r"(?<=[.!?])\s*(?=[A-ZÀ-ÞА-ЯŁŻ])", words) if len(one) > 12]
        assert len(said) == len(set(said)), key
        assert not re.search(r"[a-zà-žа-я][.!?][A-ZÀ-ÞА-ЯŁŻ]", words), f"{key}: no space between two sentences"


def test_no_line_of_french_begins_with_a_colon() -> None:
    for key, words in phrases("fr").words.items():
        assert not re.search(r"[^\u00a0\u202f][:;!?»]|«[^\u00a0\u202f]", words), key


@pytest.mark.parametrize("language", languages())
def test_what_is_counted_need_not_be_many(language: str) -> None:
    """A number stands by itself, and no noun follows it in the plural: there may be one, and Slavic tongues count otherwise."""
    several = {"figure.map.alt", "figure.translations.alt", "figure.claims.alt"}  # of fewer none is drawn
    for key, words in phrases(language).words.items():
        if key not in several and key != "epub.back-to-note":
            assert not re.search(r"\{(?:n|works|undated|left|later|without)\} (?!in all|en tout)\w", words), key
