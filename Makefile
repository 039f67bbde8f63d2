# The verbs of this house. Every one of them makes what it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
.DEFAULT_GOAL := help
.PHONY: help demo run test cover check faults bench migrate docs lock clean

help: ## Show the verbs
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Everyvote needs Python 3.11 or later; say which with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 cannot make a virtual environment here; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Setting up $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib || true  # on all cores, as pip does not; the rest at its first use
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

demo: $(READY) ## Try it: the bot in a local Slack workspace, nothing to sign up for
	@$(BIN)/python -m sandbox demo $(ARGS)

run: $(READY) ## Run the bot against your Slack (SLACK_BOT_TOKEN and SLACK_APP_TOKEN set)
	@$(BIN)/everyvote run $(ARGS)

test: check ## Everything CI runs: check, then all tests on SQLite and PostgreSQL
	@$(BIN)/python -m tests $(ARGS)

cover: $(READY) ## The same tests in twice the time, and the lines that none of them reaches
	@$(BIN)/python -m tests --cov --cov-report=term:skip-covered $(ARGS)

check: $(READY) ## Format, lint, types and the stair between the rooms
	@$(BIN)/ruff format --check --quiet . || { echo "Run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --num-workers 2
	@$(BIN)/lint-imports --no-logo

faults: $(READY) ## The long fault trial: 5,000 deliveries, crashes and failing networks
	@$(BIN)/python -m tests.faults $(ARGS)

bench: $(READY) ## Speed and memory, as ratios to a named baseline of the same run
	@$(BIN)/python -m bench $(ARGS)

migrate: $(READY) ## Bring the database to the newest schema
	@$(BIN)/everyvote migrate

docs: $(READY) ## Check that the documentation names every command, setting and metric
	@$(BIN)/python -m pytest -q tests/test_house.py -k docs

lock: ## Renew requirements.lock (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group dev -o requirements.lock

clean: ## Forget everything that can be made again
	@rm -rf $(VENV) .demo .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
