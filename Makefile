# Two commands: `make demo` sets up and runs the main job; `make test` sets up and runs every check.
# Everything lands in .venv, node_modules and .stamps; nothing is done twice.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
UV := $(BIN)/uv
PORT ?= 8000
SEED ?= 7
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
export UV_COMPILE_BYTECODE := 1

FRONT := $(wildcard src/clearway/web/frontend/*) package.json package-lock.json

.PHONY: help setup demo serve test check pytest postgres real bench screenshots lock clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

setup: .stamps/run .stamps/front .stamps/warm ## environment, front end and kernels, once

demo: setup ## build or reopen the demo county, run the loop, serve the site on loopback
	@$(BIN)/clearway demo --port $(PORT) --seed $(SEED)

serve: setup ## serve what is loaded
	@$(BIN)/clearway serve --port $(PORT)

test: setup .stamps/test check pytest postgres real ## every check and test, on SQLite and on PostgreSQL

check: .stamps/test .stamps/front ## lint, types of Python and TypeScript, import directions
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@$(BIN)/npm run --silent check

pytest: .stamps/test
	@bash tools/system.sh
	$(BIN)/python -m pytest -n 2 --dist loadgroup -p no:cacheprovider

postgres: .stamps/test ## the tests that touch the record again, on PostgreSQL
	@CLEARWAY_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 --dist loadgroup -p no:cacheprovider \
	  -m "not browser and not long" tests/record tests/loop tests/web tests/journeys tests/publish tests/cli

real: .stamps/test ## the loop on real input (needs ../shared/data)
	@bash tools/real_input.sh

bench: .stamps/test .stamps/peers ## figures beside peers
	@$(BIN)/clearway bench all

screenshots: .stamps/test ## the pictures of the README, made by the end-to-end test
	@bash tools/system.sh
	CLEARWAY_SCREENSHOTS=docs/pictures $(BIN)/python -m pytest -p no:cacheprovider -m "browser and not long" tests/journeys

lock: .stamps/boot ## rewrite locks/*.lock from pyproject.toml
	@bash tools/lock.sh

clean: ## remove what was installed or built here (not var/)
	rm -rf .venv node_modules .stamps src/clearway/web/static/built .mypy_cache .ruff_cache .pytest_cache

.stamps/boot: locks/boot.lock tools/venv.sh
	@bash tools/venv.sh
	@mkdir -p .stamps && touch $@

.stamps/run: .stamps/boot locks/run.lock pyproject.toml
	@echo "installing what running needs"
	@$(UV) pip install --quiet --require-hashes -r locks/run.lock
	@$(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.stamps/test: .stamps/run locks/test.lock
	@echo "installing what the tests need"
	@$(UV) pip install --quiet --require-hashes -r locks/test.lock
	@touch $@

.stamps/peers: .stamps/run locks/peers.lock
	@$(UV) pip install --quiet --require-hashes -r locks/peers.lock
	@touch $@

.stamps/front: .stamps/run $(FRONT)
	@echo "building the front end"
	@$(BIN)/npm ci --silent
	@$(BIN)/npm run --silent build
	@touch $@

.stamps/warm: .stamps/run
	@echo "compiling the kernels"
	@$(BIN)/clearway warm
	@touch $@
