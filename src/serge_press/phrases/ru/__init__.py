"""Russian."""

from serge_press.phrases.ru.accessibility import ACCESSIBILITY
from serge_press.phrases.ru.dates import DATES, ordinal
from serge_press.phrases.ru.figures import FIGURES
from serge_press.phrases.ru.words import WORDS
from serge_press.phrases.table import Phrases

PHRASES = Phrases("ru", DATES, ordinal, {**WORDS, **ACCESSIBILITY, **FIGURES})
