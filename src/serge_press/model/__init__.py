"""Takes located records, gives a typed, immutable catalogue and plan. Never reads a file, never writes HTML."""
