"""``python -m serge_press``, where the command ``serge-press`` is not on the path."""

from __future__ import annotations

from serge_press.cli.start import main

main()
