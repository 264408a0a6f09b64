"""Text in, model and findings out: files of rulesets and cases read with every fault placed."""
