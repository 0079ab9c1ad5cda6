# Each target makes what it needs; `make` alone prints this help.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
OFFICE := soffice
PACKAGES := chromium libreoffice-writer-nogui python3-uno fonts-crosextra-caladea fonts-crosextra-carlito fonts-dejavu-core

.PHONY: help run test lint locales benchmarks relevance screenshots lighthouse clean
help: ## print this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/installed: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Sopu needs Python 3.11 or newer; name one with: make run PYTHON=python3.12"; exit 1; }
	@echo "Setting up (once; about a minute) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q -W ignore $(VENV)/lib 2>/dev/null || true
	@touch $@

$(VENV)/tested: $(VENV)/installed
	@echo "Setting up the tests (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,bench,server]'
	@touch $@

run: $(VENV)/installed ## start Sopu on this machine (PORT and SOPU_HOME are honoured)
	@PORT=$(PORT) $(BIN)/sopu serve

test: $(VENV)/tested ## run the whole test suite
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! { command -v chromium && command -v $(OFFICE) && /usr/bin/python3 -c 'import uno'; } >/dev/null; then \
	  echo "Installing Chromium and LibreOffice …"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $(PACKAGES) >/dev/null; \
	fi
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/tested ## check format, types, the arrows between the packages and the library
	@$(BIN)/ruff format --check --quiet . || { echo "Run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > /tmp/sopu-imports-$$$$ || { cat /tmp/sopu-imports-$$$$; exit 1; }
	@$(BIN)/sopu library check

locales: $(VENV)/tested ## gather the messages and update the catalogues
	@$(BIN)/python -m locales.gather

benchmarks: $(VENV)/tested ## measure against peers, all ratios in one run
	@for file in tests/benchmarks/*.py; do echo "== $$file"; PYTHONPATH=. $(BIN)/python $$file || exit 1; done

relevance: $(VENV)/tested ## measure the search against judged queries and two baselines
	@PYTHONPATH=. $(BIN)/python tests/benchmarks/relevance.py

screenshots: $(VENV)/tested ## take the pictures of README (needs Chromium)
	@PYTHONPATH=. $(BIN)/python tests/browser/screenshots.py

lighthouse: $(VENV)/tested ## measure the five main pages with Lighthouse (needs Chromium and Node.js)
	@PYTHONPATH=. $(BIN)/python tests/browser/lighthouse.py

clean: ## remove what was built
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
