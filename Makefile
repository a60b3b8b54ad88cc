##@ The two commands
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin

.PHONY: run test check help
run: .venv/run.stamp ## install, build the example desk if there is none, serve it
	@WORKBENCH_HOME=example-desk $(BIN)/python -m workbench demo >/dev/null
	@WORKBENCH_HOME=example-desk $(BIN)/python -m workbench serve --port $(PORT)

test: check ## check, then run all tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not forks"
	$(BIN)/python -m pytest -m forks

##@ For engineers
check: .venv/dev.stamp ## ruff, mypy, import-linter
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

help: ## this list
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {print "\n" substr($$0, 5)} /^[a-z]+:.*##/ {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/run.stamp: requirements.txt pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -r requirements.txt
	$(BIN)/python -m pip install --no-deps -e .
	touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/python -m pip install -r requirements-dev.txt
	touch $@
