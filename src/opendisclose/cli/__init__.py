"""The command line: one module for each command, one table of exit codes."""
