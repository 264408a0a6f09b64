"""Rule tests: a test and a ruleset in, differences and coverage by clause out."""
