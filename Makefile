# The two commands of the README: `make demo` and `make test`. Everything is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types unit deep mutate bench clean

demo: $(STAMP)
	@$(BIN)/opendisclose check examples/shihezi-late-reply.yaml --as-of 2026-11-20 --fail-on never

test: lint types unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/pytest -n auto -q

# The property tests with many more examples.
deep: $(STAMP)
	TWIN_EXAMPLES=100000 $(BIN)/pytest -n auto -q tests/property

# Every damage to every ruleset, and who notices it, as a table by kind. It takes hours.
mutate: $(STAMP)
	$(BIN)/python -m tests.mutation.table

# The ratios of docs/explanation/speed.md, in full.
bench: $(STAMP)
	$(BIN)/python -m tests.benchmarks.ratios
	$(BIN)/python -m tests.benchmarks.calendars

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
