"""The slow twin: the meanings replayed as plainly as possible, sharing no code with the library."""
