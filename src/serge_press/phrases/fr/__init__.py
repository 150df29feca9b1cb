"""French."""

from serge_press.phrases.fr.accessibility import ACCESSIBILITY
from serge_press.phrases.fr.dates import DATES, ordinal
from serge_press.phrases.fr.figures import FIGURES
from serge_press.phrases.fr.words import WORDS
from serge_press.phrases.table import Phrases

PHRASES = Phrases("fr", DATES, ordinal, {**WORDS, **ACCESSIBILITY, **FIGURES})
