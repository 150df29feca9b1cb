"""What the texts of an e-book turned out to hold → what it may claim of its accessibility, and a page that says so."""
