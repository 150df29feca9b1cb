"""What is typed and what is set, language by language; and that letters never change."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serge_press.manuscript.edits import Run
from serge_press.manuscript.letters import is_letter
from serge_press.manuscript.typography import typeset, typeset_runs

EXAMPLES = [
    ("en-GB", "see note 12 and page 4", "see note~12 and page~4"),
    ("en-GB", "Alexander II fell; the II Congress", "Alexander~II fell; the II Congress"),
    ("en-GB", '"He said \'no\'," she wrote.', "‘He said “no”,’ she wrote."),
    ("en-GB", "'Single' works as \"double\" does.", "‘Single’ works as ‘double’ does."),
    ("en-GB", "(\"in brackets\")", "(‘in brackets’)"),
    ("en-GB", "don't; the workers' club; '30s; 'tis", "don’t; the workers’ club; ’30s; ’tis"),
    ("en-GB", "Serge -- then in Paris -- wrote", "Serge~– then in Paris~– wrote"),
    ("en-GB", "Serge---then in Paris---wrote", "Serge~– then in Paris~– wrote"),
    ("en-GB", "1911--1912, pp. 12--14", "1911–1912, pp.~12–14"),
    ("en-GB", "But I---", "But I–"),
    ("en-GB", "and so on...", "and so on…"),
    ("en-GB", "V. I. Lenin, no. 3, vol. II, f. 12", "V.~I.~Lenin, no.~3, vol.~II, f.~12"),
    ("en-GB", "a stop. 3 men", "a stop. 3 men"),
    ("en-GB", "“typed” ‘stays’ — so", "“typed” ‘stays’~— so"),
    ("en-US", '"He said \'no\'," she wrote.', "“He said ‘no’,” she wrote."),
    ("en-US", "Serge -- then in Paris --- wrote", "Serge—then in Paris—wrote"),
    ("pl", 'Powiedział: "to \'ważne\'" -- i w domu', "Powiedział: „to «ważne»”~– i~w~domu"),
    ("pl", "w 1936 r., w XX w., s. 12, nr 3", "w~1936~r., w~XX~w., s.~12, nr~3"),
    ("pl", "Z Rosji; a oni do domu", "Z~Rosji; a~oni do domu"),
    ("ru", 'Он сказал: "это "важно"" -- и в доме', "Он сказал: «это „важно“»~— и~в~доме"),
    ("ru", "в 1936 г., в XX в., с. 12, № 3, В. И. Ленин", "в~1936~г., в~XX~в., с.~12, №~3, В.~И.~Ленин"),
    ("fr", 'Il dit : "l\'homme" ; quoi ? Non!', "Il dit~: «~l’homme~»^; quoi^? Non^!"),
    ("fr", "« déjà » et n° 3", "«~déjà~» et n°~3"),
    ("de", "Er sagte: \"so 'ist' es\", S. 12", "Er sagte: „so ‚ist‘ es“, S.~12"),
    ("x-unknown", '"so"', "“so”"),
    ("en", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "typed", "wanted"), EXAMPLES)
def test_as_typed_and_as_set(language: str, typed: str, wanted: str) -> None:
    """In the wanted text ~ is a no-break space and ^ a narrow one."""
    assert typeset(typed, language) == wanted.replace("~", "\u00a0").replace("^", "\u202f")


def test_a_quotation_opens_in_one_run_and_closes_in_another() -> None:
    runs = [Run('"', "en-GB"), Run("Never", "en-GB"), Run('," he said, i', "en-GB")]
    assert typeset_runs(runs)[0] == ["‘", "Never", ",’ he said, i"]


def test_a_short_word_holds_on_to_the_next_run() -> None:
    assert typeset_runs([Run("był w ", "pl"), Run("Paryżu", "pl")])[0] == ["był w\u00a0", "Paryżu"]


def test_each_run_is_set_as_its_own_language_wants() -> None:
    runs = [Run('he wrote "', "en-GB"), Run('"dom" i "w"', "pl"), Run('" then', "en-GB")]
    assert typeset_runs(runs)[0] == ["he wrote ‘", "„dom” i\u00a0„w”", "’ then"]


def test_verbatim_text_is_left_alone() -> None:
    assert typeset_runs([Run("see ", "en-GB"), Run('http://x/--"', "en-GB", verbatim=True)])[0][1] == 'http://x/--"'


@pytest.mark.parametrize(
    ("language", "typed", "rule", "offset"),
    [
        ("en-GB", 'He said "no.', "T001", 8),
        ("en-GB", "He said \"no' or", "T001", 8),
        ("en-GB", "Serge - then", "T002", 6),
        ("en-GB", "Serge  then", "T003", 5),
        ("en-GB", "„Typed” here", "T004", 0),
        ("pl", "“Ludzie” tu", "T004", 0),
        ("en-GB", "so......", "T005", 2),
        ("en-GB", "a ---- b", "T005", 2),
        ("en-GB", "so . . . on", "T006", 3),
    ],
)
def test_what_the_author_is_told(language: str, typed: str, rule: str, offset: int) -> None:
    _, remarks = typeset_runs([Run(typed, language)])
    assert [(remark.rule, remark.offset) for remark in remarks][:1] == [(rule, offset)]


@pytest.mark.parametrize("typed", ["“He said ‘no’” ’tis", "well-known, 1911–12", "l'Humanité... a--b", "(“a”)—b"])
def test_good_typing_draws_no_remark(typed: str) -> None:
    assert typeset_runs([Run(typed, "en-GB")])[1] == []


LANGUAGES = st.sampled_from(["en-GB", "en-US", "pl", "ru", "fr", "de", "es", "uk", "cs", "it", "eo"])
TYPED = st.lists(
    st.sampled_from([*"abАяż1. ,;:!?\"'-()«»„”“’‘–—", "--", "...", "\u00a0", " ", "w ", "p. 3"]), max_size=60
).map("".join)
_MAPPED = re.compile("[\"'“”„«»‘’‚‹›.…–—-]")


def bare(text: str) -> str:
    """The letters that typography may never touch."""
    return "".join(character for character in _MAPPED.sub("", text) if is_letter(character))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(Run, TYPED | st.text(max_size=40), LANGUAGES, st.booleans()), max_size=5))
def test_letters_never_change(runs: list[Run]) -> None:
    texts, remarks = typeset_runs(runs)
    assert [bare(text) for text in texts] == [bare(run.text) for run in runs]
    assert all(text == run.text for text, run in zip(texts, runs, strict=True) if run.verbatim)
    for remark in remarks:
        assert 0 <= remark.offset < max(1, len(runs[remark.run].text))


@settings(max_examples=200, deadline=None)
@given(TYPED, LANGUAGES)
def test_what_is_set_once_stays_as_it_is_set(typed: str, language: str) -> None:
    """Setting a text that was set leaves its quotation marks and dashes."""
    once = typeset(typed, language)
    again = typeset(once, language)
    assert re.sub(r"\s", "", again) == re.sub(r"\s", "", once) or re.search(r"[\"'-]|\.\.", once)
