"""The compiled procedure: ids as numbers, guards as programs, the net as a table of markings."""
