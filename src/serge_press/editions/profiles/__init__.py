"""What an e-book becomes for one maker's reading systems: passes over finished texts and style sheets.

A pass takes the tree of a text and gives that tree changed; where it has been already it changes nothing. No pass takes a
word away or moves a page mark: the words of all profiles are the same.
"""
