"""Takes a book folder, gives located plain data and prose. Never knows what a work or a person is."""
