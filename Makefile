# Comity: the two commands are `make demo` (see it) and `make test` (trust it). Python >= 3.11 is all they need.

PYTHON ?= python3
# The CPU build is enough. On Linux PyPI's own wheels of torch carry CUDA (gigabytes): to spare them, pass
# PIP_FLAGS="--extra-index-url <the CPU index named on pytorch.org/get-started>".
TORCH ?= torch>=2.13,<2.14
PIP_FLAGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
DEMO_HOME := $(CURDIR)/.demo
export COMITY_ENCODER := $(CURDIR)/$(VENV)/comity-models

.PHONY: demo test check serve-demo bench bench-pages bench-learning evaluate extension release clean help

help:
	@echo "make demo            try Comity on a sample network"
	@echo "make test            run every test, the browser ones included"
	@echo "make check           ruff, mypy, import-linter, and the JavaScript types where node is present"
	@echo "make bench           the speed of the recommender, the encoder and the service, against yardsticks"
	@echo "make bench-pages     what the page readers get right"
	@echo "make bench-learning  simulated users: what learning gains, and what the gate lets through"
	@echo "make evaluate        how good the suggestions are, on public data"
	@echo "make extension       a zip of the extension for each store, chrome and firefox"
	@echo "make release         a wheel that carries the prepared encoder"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Comity needs Python 3.11 or later; set PYTHON=/path/to/python3.11."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh .ci/venv
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	$(PIP) install --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing (the first time takes a few minutes)…"
	$(PIP) install $(PIP_FLAGS) "$(TORCH)"
	$(PIP) install $(PIP_FLAGS) -e ".[train]"
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(PIP) install $(PIP_FLAGS) --group dev
	@touch $@

$(VENV)/.prepared: $(VENV)/.installed models/prepare.py models/calibration.txt
	$(BIN)/comity models prepare
	@touch $@

demo: $(VENV)/.prepared
	@COMITY_HOME=$(DEMO_HOME) sh .ci/demo $(BIN)

test: $(VENV)/.installed-dev $(VENV)/.prepared
	@sh .ci/browsers $(BIN)
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@sh .ci/javascript

bench: $(VENV)/.installed-dev $(VENV)/.prepared
	$(BIN)/python -m benchmarks.bench_encoder
	$(BIN)/python -m benchmarks.bench_pairs
	$(BIN)/python -m benchmarks.bench_allocation
	$(BIN)/python -m benchmarks.bench_service

bench-pages: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.bench_pages

bench-learning: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.bench_learning

evaluate: $(VENV)/.installed-dev $(VENV)/.prepared
	$(BIN)/python -m benchmarks.evaluate_matching
	$(BIN)/python -m benchmarks.evaluate_facets
	$(BIN)/python -m benchmarks.evaluate_tone
	$(BIN)/python -m benchmarks.evaluate_two_sided
	$(BIN)/python -m benchmarks.evaluate_adaptation

extension: $(VENV)/.installed
	$(BIN)/python .ci/extension_zip.py

release: $(VENV)/.prepared
	$(BIN)/python -m models.ship
	$(PIP) wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) .demo dist build
