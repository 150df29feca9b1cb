"""Takes a book folder and shows it while it is written: set text, true pages and findings, in a browser on this machine.

``watch`` sees a save, ``reading_view`` sets what changed, ``layout`` has the pages laid out in a process of its own,
``pages`` paints them, ``session`` holds what is shown now, and ``server`` gives it to browsers. Of the book nothing is
written; what is laid out is kept in ``build/.press``, where a build finds it, and from where a preview takes what a build made.
"""
