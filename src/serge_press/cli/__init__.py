"""Takes arguments, gives words and exit codes. Never does the work itself."""
