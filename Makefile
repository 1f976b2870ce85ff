# make run    Relata on 127.0.0.1, with a demo tenant; Ctrl-C stops it. RESET=1 starts anew, PORT= and AWS_PORT= move it.
# make test   lint, types and tests; no network, no ports
# make help   the rest

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := -m pip install --quiet --disable-pip-version-check
READY := $(VENV)/.ready
MINISTACK := $(VENV)/ministack
MINISTACK_READY := $(MINISTACK)/.ready
STORAGE_TESTS := $(addprefix tests/test_,storage_properties.py storage_faults.py concurrency.py idempotency.py rebuild.py meter.py)

export PORT AWS_PORT RESET STATE

.PHONY: help run code test test-storage e2e tenant load-companies docs rebuild package lock install clean
.DEFAULT_GOAL := help

help:
	@echo "make run                         Relata on 127.0.0.1 (PORT=8000 AWS_PORT=4566 RESET=1)"
	@echo "make code                        the demo sign-ins with a code that works now"
	@echo "make test                        lint, types, tests"
	@echo "make e2e                         starts the local stack and drives it over HTTP"
	@echo "make tenant NAME= EMAIL= PERSON= a tenant with its first administrator"
	@echo "make load-companies FILE=…       load a CSV of companies through the API"
	@echo "make docs                        write the generated reference in docs/"
	@echo "make rebuild TENANT=ten_…        all entries of a tenant anew, with a report of what differed"
	@echo "make package STAGE=prod          the zip and the template for AWS, in build/"
	@echo "make lock                        pin the newest versions of what requirements*.in name"
	@echo "make clean                       remove all that was installed, built or kept"

run: install
	@$(BIN)/python -m infra.local

code: $(READY)
	@$(BIN)/python -m infra.codes

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

# the storage core once more, on an engine that validates strictly: npm install brings it
test-storage: $(READY)
	ENGINE=$(or $(ENGINE),dynoxide) $(BIN)/pytest -n 2 $(STORAGE_TESTS)

# the deployed template over HTTP, once more after a restart over the same state, then how it stops and starts anew
e2e: install
	rm -rf build/e2e
	STATE=build/e2e PORT=$(or $(PORT),18080) AWS_PORT=$(or $(AWS_PORT),14566) $(BIN)/python -m infra.local --once $(BIN)/pytest e2e/test_local_stack.py
	STATE=build/e2e PORT=$(or $(PORT),18080) AWS_PORT=$(or $(AWS_PORT),14566) $(BIN)/python -m infra.local --once $(BIN)/pytest e2e/test_restart.py
	STATE=build/e2e PORT=$(or $(PORT),18080) AWS_PORT=$(or $(AWS_PORT),14566) $(BIN)/pytest e2e/test_stopping.py

tenant: $(READY)
	@test -n "$(NAME)" -a -n "$(EMAIL)" -a -n "$(PERSON)" || { echo 'make tenant NAME="Acme" EMAIL=ann@acme.example PERSON="Ann" [COUNTRY=NL LANGUAGE=nl STAGE=prod]'; exit 2; }
	@$(BIN)/python -m infra.tenant --name "$(NAME)" --email "$(EMAIL)" --person "$(PERSON)" --country "$(or $(COUNTRY),NL)" --language "$(or $(LANGUAGE),en)" --stage "$(STAGE)"

load-companies: $(READY)
	@test -n "$(FILE)" || { echo "Name a file: make load-companies FILE=companies.csv"; exit 2; }
	@$(BIN)/python -m infra.load_companies "$(FILE)"

docs: $(READY)
	@$(BIN)/python -m infra.docs
	@$(BIN)/python -m tests.costs

rebuild: $(READY)
	@test -n "$(TENANT)" || { echo "Name a tenant: make rebuild TENANT=ten_… [LOOK=1]"; exit 2; }
	@$(BIN)/python -m infra.rebuild $(TENANT) $(if $(LOOK),--look)

package: $(READY)
	@$(BIN)/python -m infra.package $(or $(STAGE),dev) build

# pip itself resolves; what it chose is pinned
lock:
	@for name in requirements requirements-dev; do \
	  rm -rf build/lock && $(PYTHON) -m venv build/lock && \
	  build/lock/bin/python $(INSTALL) --requirement $$name.in && \
	  build/lock/bin/python -m pip freeze --disable-pip-version-check > $$name.txt || exit 1; \
	done; rm -rf build/lock

install: $(READY) $(MINISTACK_READY)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Relata needs Python 3.11 or later: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(READY): requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing the libraries …"
	@$(BIN)/python $(INSTALL) --requirement requirements.txt --requirement requirements-dev.txt
	@touch $@

$(MINISTACK_READY): requirements-ministack.txt | $(BIN)/python
	@echo "Installing the local AWS engine …"
	@$(BIN)/python -m venv $(MINISTACK)
	@$(MINISTACK)/bin/python $(INSTALL) --requirement requirements-ministack.txt
	@touch $@

clean:
	rm -rf $(VENV) .relata build .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
