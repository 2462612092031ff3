# make demo   set up and serve at http://127.0.0.1:8000 (ARGS=--prepare-only does all but serve)
# make test   set up and run the tests          make check   every check; changes nothing
# make fix    format and mend what tools can    make bench   measure, each beside its yardstick
# make docs   write the generated reference     make lock    compile requirements/*.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench docs lock clean
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
ARGS ?=
# Quiet twice: what pip merely warns of is not for who sets this up; what fails is still said.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:
	@sed -n '1,4p' Makefile | cut -c3-

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Extramile needs Python 3.11 or newer. Install it, or call make PYTHON=path/to/python"; exit 1; }
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/.base: requirements/base.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Extramile needs (pinned, with hashes)"
	@$(BIN)/pip install --quiet --quiet --require-hashes --requirement requirements/base.txt
	@$(BIN)/pip install --quiet --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	@echo "Installing what the tests and checks need"
	@$(BIN)/pip install --quiet --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@

demo: .venv/.base
	@$(BIN)/extramile demo $(ARGS)

# SQLite always; PostgreSQL as well where TEST_DATABASE_URL names a server on which databases can be made.
test: .venv/.dev
	@$(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder $(ARGS)
	@if [ -n "$(TEST_DATABASE_URL)" ]; then echo "Again on PostgreSQL"; DATABASE_URL="$(TEST_DATABASE_URL)" $(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder -m "not one_database" tests/integration tests/pages; \
	else echo "PostgreSQL was not tested: TEST_DATABASE_URL is not set"; fi

check: .venv/.dev
	@BIN=$(BIN) tools/check

fix: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.dev
	@$(BIN)/python -m benchmarks $(ARGS)

docs: .venv/.dev
	@$(BIN)/python -m tools.reference_pages

lock: .venv/.dev
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 pyproject.toml --group build --output-file requirements/base.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 pyproject.toml --extra postgres --extra s3 --extra spark --group build --group dev --constraint requirements/base.txt --output-file requirements/dev.txt

clean:
	rm -rf .venv var dist build
