"""The tables of words are whole, and every language says the same things."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from serge_press.manuscript import apparatus
from serge_press.manuscript.apparatus.words import Words, en, table_of
from serge_press.model.attributions import Basis, Stance, Verdict, Weight
from serge_press.model.events import Agreement, EventKind
from serge_press.model.plan import MADE_PARTS
from serge_press.model.sources import Confidence, SourceKind
from serge_press.model.works import Relator, WorkKind
from serge_press.phrases import languages

OTHERS = [language for language in languages() if language != "en"]
UNIVERSAL = {
    "colon",
    "house",
    "bibliography.label",
    "bibliography.key.mark",
    "entry.isbn",
    "entry.oclc",
    "entry.identifier",
}


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_says_all_that_english_says_with_the_same_fields(language: str) -> None:
    own = importlib.import_module(f"serge_press.manuscript.apparatus.words.{language}").TABLE
    assert set(en.TABLE) - set(own) <= UNIVERSAL
    assert set(own) <= set(en.TABLE)
    for key, words in own.items():
        assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", en.TABLE[key])), key


def test_every_key_written_in_the_code_has_words() -> None:
    room = Path(str(apparatus.__file__)).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in [*room.glob("*.py"), room.parent / "assemble.py"])
    written = set(re.findall(r'(?:say|phrase|label)\(\s*"([a-z][a-z.-]+)"', code))
    assert len(written) > 60
    assert written <= set(table_of("en"))


@pytest.mark.parametrize("language", languages())
def test_every_word_of_the_model_has_words(language: str) -> None:
    words = Words(language)
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
    assert [key for key in wanted if not words.has(key)] == []


def test_a_language_without_a_table_speaks_english() -> None:
    assert Words("fi").say("entry.unsigned") == "Unsigned"
    assert Words("pl-PL").say("entry.unsigned") == "Bez podpisu"


def test_words_of_an_author_are_never_read_as_fields() -> None:
    assert Words("en").say("entry.signed", name="{case}") == "Signed {case}"
