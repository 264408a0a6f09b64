"""One ruleset beside another: against the law above it, and edition against edition."""
