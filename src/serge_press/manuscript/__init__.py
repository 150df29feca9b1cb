"""Takes catalogue, plan and prose, gives one typed tree: what the book says, in order. Never knows a medium."""
