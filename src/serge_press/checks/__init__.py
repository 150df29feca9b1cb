"""Takes anything made so far, gives findings. Never changes what it looks at."""
