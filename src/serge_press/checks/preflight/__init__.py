"""A finished PDF, ours or anybody's, and a printer's profile → findings. Nothing in the file can crash it or outgrow it."""
