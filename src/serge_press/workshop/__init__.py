"""Takes finished issues, puts them on the disk whole or not at all. Never makes one."""
