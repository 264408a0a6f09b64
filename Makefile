# The two commands of the README: `make demo` and `make test`. Everything is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
VENV_PEERS := .venv-peers
PEERS := $(VENV_PEERS)/.installed

.PHONY: demo test test-spark lint types unit deep mutate bench bench-peers clean

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

# What needs Spark, and a Java runtime beside it: on Debian `apt-get install default-jre-headless`.
test-spark: $(STAMP)
	@command -v java >/dev/null || { echo "no Java runtime: apt-get install default-jre-headless"; exit 2; }
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,spark]'
	$(BIN)/pytest -q -m spark tests/spark tests/test_docs.py

# The property tests with many more examples.
deep: $(STAMP)
	TWIN_EXAMPLES=100000 $(BIN)/pytest -n auto -q tests/property

# Every damage to every ruleset, and who notices it, as a table by kind. It takes an hour or two.
mutate: $(STAMP)
	$(BIN)/python -m tests.mutation.table

# The ratios of docs/explanation/speed.md, in full.
bench: $(STAMP)
	$(BIN)/python -m tests.benchmarks.ratios
	$(BIN)/python -m tests.benchmarks.calendars
	$(BIN)/python -m tests.benchmarks.memory

# The comparison with pm4py and r4pm, in an environment of its own: neither is part of the project.
# LOG=FILE: the XES file of a public log of permits, see tests/benchmarks/peers/permit.py.
bench-peers: $(PEERS)
	$(VENV_PEERS)/bin/python -m tests.benchmarks.peers $(if $(LOG),--log $(LOG))

$(PEERS): pyproject.toml tests/benchmarks/peers/requirements.txt
	$(PYTHON) -m venv $(VENV_PEERS)
	$(VENV_PEERS)/bin/pip install --quiet --disable-pip-version-check \
		--editable '.[bulk]' --requirement tests/benchmarks/peers/requirements.txt
	@touch $(PEERS)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

clean:
	rm -rf $(VENV) $(VENV_PEERS) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
