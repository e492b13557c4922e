# make edition   builds the sample edition (this repository) from raw/: TEI in xml/, HTML and PDF in build/
# make test      runs every check: ruff, mypy, pytest
# Both need Python 3.11 or later with venv, and make the virtual environment they use.

PYTHON ?= python3
VENV ?= .venv
EXTRAS ?= test
PYTEST ?= -n auto
BIN := $(VENV)/bin

# Many tests run the command in a process of its own; without bytecode each of them compiles the whole package.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: edition test benchmark clean

edition: $(VENV)/.edition
	$(BIN)/teikit build
	@echo "Open build/html/index.html and build/print/edition.pdf"

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(PYTEST)

benchmark: $(VENV)/.test
	$(BIN)/python benchmarks/run.py

$(VENV)/.edition: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("teikit needs Python 3.11 or later; this is " + sys.version if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.test: $(VENV)/.edition
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[$(EXTRAS)]"
	touch $@

clean:
	rm -rf build $(VENV)
