"""The meanings, once: integer tables and the columns of a case go in, integer records come out.

Everything in this folder works on flat sequences of integers, so the same source runs as plain
Python for one case and compiled over columns. It knows no strings, dates or objects; each module
says which sentences of the meanings (docs/explanation/meanings.md) it holds.
"""
