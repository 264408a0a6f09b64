"""A log longer than memory, judged part by part."""
