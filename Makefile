# Pamong. The commands a person needs; each installs what it needs by itself.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export DJANGO_SETTINGS_MODULE ?= pamong.config.settings
# Where nothing compiled is kept, every process compiles all of Pamong anew: half of what the tests take.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup demo test test-fast check bench bench-tasks messages lock clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## make .venv with the pamong command and the check tools
	@PYTHON="$(PYTHON)" VENV="$(VENV)" bash scripts/setup.sh

demo: setup ## fill Pamong with the demonstration and serve it
	@exec $(BIN)/pamong demo

test: setup ## every test: both databases and the browser
	@VENV="$(VENV)" bash scripts/test.sh

test-fast: setup ## tests on SQLite without a browser
	@$(BIN)/python -m pytest -n 2 -m "not browser"

check: setup ## format, lint, types, imports, settings, migrations, templates, budgets
	@VENV="$(VENV)" bash scripts/check.sh

bench: setup ## measure pages, writes and the import; about twenty-five minutes, on a machine left alone
	@VENV="$(VENV)" $(BIN)/python -m bench

bench-tasks: setup ## count clicks, keys, loads and bytes of eleven tasks in a browser; about four minutes
	@VENV="$(VENV)" $(BIN)/python -m bench.tasks

messages: setup ## collect texts for translation into every app's locale folder
	@$(BIN)/python scripts/messages.py extract

lock: ## pin the dependencies again
	@$(BIN)/uv pip compile -q --generate-hashes --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock
	@$(BIN)/uv pip compile -q --generate-hashes --no-header --group spark -o requirements-spark.lock

clean: ## remove what can be made again
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
