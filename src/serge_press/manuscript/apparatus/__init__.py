"""Takes plan and catalogue, gives the parts of the book that are made from data, as blocks. One file a part."""
