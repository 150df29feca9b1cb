"""serge-press: one folder of prose and facts in, an EPUB and a print PDF out, page for page the same.

The way through is one: reading → model → manuscript → rendering → editions → checks. No import runs back.
"""

__version__ = "0.1.0"
