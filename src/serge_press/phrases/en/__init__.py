"""English."""

from serge_press.phrases.en.accessibility import ACCESSIBILITY
from serge_press.phrases.en.dates import DATES, ordinal
from serge_press.phrases.en.figures import FIGURES
from serge_press.phrases.en.words import WORDS
from serge_press.phrases.table import Phrases

PHRASES = Phrases("en", DATES, ordinal, {**WORDS, **ACCESSIBILITY, **FIGURES})
