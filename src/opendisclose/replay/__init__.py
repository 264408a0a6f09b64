"""Replaying a case: the kernel (tables and columns to records) and what is made of its records."""
