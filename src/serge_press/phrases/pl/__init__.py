"""Polish."""

from serge_press.phrases.pl.accessibility import ACCESSIBILITY
from serge_press.phrases.pl.dates import DATES, ordinal
from serge_press.phrases.pl.figures import FIGURES
from serge_press.phrases.pl.words import WORDS
from serge_press.phrases.table import Phrases

PHRASES = Phrases("pl", DATES, ordinal, {**WORDS, **ACCESSIBILITY, **FIGURES})
