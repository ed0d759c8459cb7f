# Two commands do all the set-up: `make app` opens the officer page, `make test` runs the whole suite.
# Each makes its own virtual environment the first time.

PYTHON ?= python3
VENV := .venv
TRAIN_VENV := .venv-train
CONSTRAINTS := .ci/constraints.txt
PIP_FLAGS := --quiet --disable-pip-version-check --constraint $(CONSTRAINTS)

.PHONY: app test test-unit test-e2e test-train chromium lint types docs-check wheel bench clean

app: $(VENV)/.app
	$(VENV)/bin/refcheck app

test: test-unit test-e2e test-train

test-unit: $(VENV)/.test
	$(VENV)/bin/python -m pytest -m "not e2e and not train"

test-e2e: $(VENV)/.test chromium
	$(VENV)/bin/python -m pytest -m e2e

test-train: $(TRAIN_VENV)/.train
	$(TRAIN_VENV)/bin/python -m pytest -m train

chromium:
	@bash .ci/chromium

lint: $(VENV)/.test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.test
	$(VENV)/bin/mypy

docs-check: $(VENV)/.test
	$(VENV)/bin/python -m pytest tests/test_docs.py tests/test_architecture.py

wheel: $(VENV)/.test
	$(VENV)/bin/python -m pip wheel --quiet --no-deps --wheel-dir dist .

bench: $(VENV)/.bench
	$(VENV)/bin/python -m tests.bench.compare

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: pyproject.toml $(CONSTRAINTS) | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install $(PIP_FLAGS) --editable .
	touch $@

$(VENV)/.test: pyproject.toml $(CONSTRAINTS) | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install $(PIP_FLAGS) --editable '.[test]'
	touch $@ $(VENV)/.app

$(VENV)/.bench: $(VENV)/.test
	$(VENV)/bin/python -m pip install $(PIP_FLAGS) '.[bench]'
	touch $@

# Torch and transformers stay out of the program's own environment: with them merely installed, Presidio loads
# four times slower.
$(TRAIN_VENV)/.train: pyproject.toml $(CONSTRAINTS)
	$(PYTHON) -m venv $(TRAIN_VENV)
	$(TRAIN_VENV)/bin/python -m pip install $(PIP_FLAGS) torch
	$(TRAIN_VENV)/bin/python -m pip install $(PIP_FLAGS) --editable '.[train,test]'
	touch $@

clean:
	rm -rf $(VENV) $(TRAIN_VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
