"""What reading systems and shops are known to stumble over in an e-book: a table of traps, and what looks for them.

Works on any EPUB. Each trap names who stumbles, and where that was read.
"""
