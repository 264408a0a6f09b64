"""OpenDisclose beside pm4py and r4pm: speed, agreement with alignments, exports read back.

`make bench-peers` runs it in an environment of its own; neither is imported anywhere else.
"""
