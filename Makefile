# The commands of this project. `make run` and `make test` are the two that matter; `make help` lists all.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PYTEST_ARGS ?=
# One worker more than processors: some wait for a browser or for PostgreSQL.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
export PORT
# Where a machine forbids to keep what Python compiled, each start would compile all of the program again.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help run test journeys journey-postgres accessibility check bench format lock messages screenshots clean

help:  ## list these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run.stamp  ## start the program on 127.0.0.1:$PORT with everything it needs
	@$(BIN)/flask start

test: $(VENV)/.dev.stamp  ## install what the tests need and run them on SQLite and PostgreSQL
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(PYTEST_ARGS)

journeys: $(VENV)/.dev.stamp  ## walk the days of all roles in Chromium, and put thirty people and twenty assessors on one server at once; `make test` walks the main one
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m journeys tests/browser tests/integration/test_crowded_server.py $(PYTEST_ARGS)

journey-postgres: $(VENV)/.dev.stamp  ## walk the main journey and the first day in Chromium on PostgreSQL
	READYLINE_BROWSER_DATABASE=postgres $(BIN)/pytest -m browser tests/browser/test_journey.py tests/browser/test_first_day.py $(PYTEST_ARGS)

accessibility: $(VENV)/.dev.stamp  ## look at every page of every role in every language: axe, and the Nu HTML Checker, which needs Java (READYLINE_EVERY_LANGUAGE=1: wide, narrow, light and dark in each)
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m accessibility tests/browser tests/web/test_markup.py $(PYTEST_ARGS)

check: $(VENV)/.dev.stamp  ## format, lint, types, templates, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy app migrations/row_security.py tests/factories.py tests/databases.py
	$(BIN)/djlint --quiet --check --lint app/web/templates
	$(BIN)/lint-imports

bench: $(VENV)/.run.stamp  ## measure what each page costs, beside a bare Flask page (benchmarks/README.md)
	@$(BIN)/python -m benchmarks.pages

format: $(VENV)/.dev.stamp  ## put code and templates into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	-$(BIN)/djlint --quiet --reformat app/web/templates

lock: $(VENV)/.dev.stamp  ## choose the newest dependencies that fit and lock them with hashes
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header requirements-dev.in -o requirements-dev.txt

messages: $(VENV)/.dev.stamp  ## collect the messages people read, and compile what translators wrote in app/translations
	$(BIN)/pybabel --quiet extract --ignore-dirs ".*" --no-location --sort-output -F babel.cfg -k _l -k N_ -k NN_:1,2 -o $(VENV)/messages.pot app
	for folder in app/translations/*/; do \
		$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
			-i $(VENV)/messages.pot -d app/translations -l "$$(basename "$$folder")" || exit 1; \
	done
	$(BIN)/pybabel --quiet compile -d app/translations

screenshots: $(VENV)/.dev.stamp  ## take the pictures in docs/images from the demonstration; needs Chromium
	$(BIN)/python -m scripts.take_screenshots

clean:  ## remove what was installed and cached, never data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Readyline needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make run PYTHON=python3.11"; exit 1; }
	@echo "Making the virtual environment $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run.stamp: requirements.txt | $(BIN)/python
	@echo "Installing what Readyline runs on (a minute or two, once) ..."
	@$(BIN)/pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements.txt | grep -vE '^(Requirement already|  |Using cached)' || true
	@$(BIN)/python -c 'import flask, sqlalchemy, typst, obstore' && touch $@

$(VENV)/.dev.stamp: requirements-dev.txt | $(BIN)/python
	@echo "Installing what the tests and checks need (a minute or two, once) ..."
	@$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.txt
	@touch $@
