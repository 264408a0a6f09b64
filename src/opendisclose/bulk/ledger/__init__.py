"""Ledgers in files: their columns, words and dates as a log that an audit takes."""
