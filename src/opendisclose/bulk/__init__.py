"""The kernel compiled over columns (extra `bulk`)."""
