"""A resolved manuscript and its catalogue → the manuscript with its indexes: what is named where, by kind, in order.

``kinds`` says which indexes there are; ``names`` knows by which words a record is told in running text, ``introduced`` whom a
passage names in full; ``marking`` goes through a division, ``mentions`` through its words: every mention gets an anchor, and
``author_marks`` notes what is spoken of there and what the author's own marks say; ``headings`` names each entry; ``entries``
sets an index from all of it; ``make`` does the whole. Page numbers come last, from an edition's folios (``Locators``).
"""
