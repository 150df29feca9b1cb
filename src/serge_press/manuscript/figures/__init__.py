"""The catalogue → figures drawn from it: what each shows as SVG, as words and as a table. One file a kind, a line in ``kinds``.

A figure has one colour, that of the text round it, and no transparency: so it prints in black alone, shows on e-ink, and
turns with the page in the dark. Lengths are points at the width of a printed column (``WIDTH``); words in it are text.
"""
