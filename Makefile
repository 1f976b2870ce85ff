# make run    Relata on 127.0.0.1, with a demo tenant; Ctrl-C stops it. RESET=1 starts anew; PORT=, AWS_PORT=,
#             SMTP_PORT= and SOURCES_PORT= move it; WEB=off does without the web client.
# make test   lint, types and tests; no network, no ports
# make help   the rest

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := -m pip install --quiet --disable-pip-version-check
READY := $(VENV)/.ready
MINISTACK := $(VENV)/ministack
MINISTACK_READY := $(MINISTACK)/.ready
STORAGE_TESTS := $(addprefix tests/test_,storage_properties.py storage_faults.py concurrency.py idempotency.py rebuild.py meter.py bench.py)

export PORT AWS_PORT SMTP_PORT SOURCES_PORT RESET STATE WEB ALL

.PHONY: help run code test test-storage e2e bench bench-cold bench-rights bench-duplicates bench-reports bench-jobs bench-merge bench-import bench-export tenant tenant-suspend tenant-resume \
        tenant-export tenant-purge load-companies docs rebuild package \
        web web-types test-web e2e-web bench-web screenshots install-web chromium \
        deploy publish rollback restore redrive lock install clean
.DEFAULT_GOAL := help

help:
	@echo "make run                         Relata on 127.0.0.1 (PORT=8000 AWS_PORT=4566 SMTP_PORT=2525 SOURCES_PORT=8025 RESET=1)"
	@echo "make code                        the demo sign-ins with a code that works now"
	@echo "make test                        lint, types, tests"
	@echo "make e2e                         a function per operation with IAM enforced, driven over HTTP"
	@echo "make web                         the web client, built into web/dist"
	@echo "make web-types                   the client's types, made from what the API says of itself"
	@echo "make test-web                    lint, types and tests of the web client"
	@echo "make e2e-web STORY=… ALL=1       the web client's stories, in Chromium against the local stack; ALL: each language on each device"
	@echo "make bench-web STRICT=1          what the web client weighs, asks and draws, and how long a phone waits; STRICT: times fail it too"
	@echo "make screenshots TO=folder       pictures of all screens, on both devices, light and dark; in docs/screenshots/, or there"
	@echo "make tenant NAME= EMAIL= PERSON= a tenant with its first administrator"
	@echo "make load-companies FILE=…       load a CSV of companies through the API"
	@echo "make docs                        write the generated reference in docs/"
	@echo "make bench, make bench-cold      time per operation, warm and from a cold start, into docs/operations.md"
	@echo "make bench-rights                what a decision costs in a company of 2,000 users"
	@echo "make bench-reports               what a report takes over 10,000 and 100,000 relations"
	@echo "make bench-jobs SIZE=1000        what it takes to change so many relations as one job"
	@echo "make bench-merge SIZES=…         what it takes to make two relations one to which 1,000 and 10,000 lead"
	@echo "make bench-import ROWS=10000     what it takes to import so many companies, or by OF=contacts contacts"
	@echo "make bench-export SIZE=10000     what it takes to export so many relations, in each format (FORMATS=csv)"
	@echo "make bench-selection             what a selection on three criteria reads of 100,000 relations"
	@echo "make bench-duplicates FILE=…     how many duplicates are found, and how many of those are none"
	@echo "make package STAGE=prod          the zip and the template for AWS, in build/"
	@echo "make deploy STAGE=prod           to AWS, after showing what changes: docs/running-on-aws.md"
	@echo "make publish STAGE=prod          the web client alone"
	@echo "make rollback STAGE=prod         the deployment before"
	@echo "make restore STAGE=prod AT=…     the tables as they were at that moment"
	@echo "make redrive STAGE=prod          deliver again what was put aside (LOOK=1 shows it)"
	@echo "make tenant-suspend TENANT=ten_… nobody gets in, nothing goes out; tenant-resume, tenant-export TO=, tenant-purge"
	@echo "make rebuild TENANT=ten_…        all entries of a tenant anew, with a report (ALL=1 STAGE=prod LOOK=1)"
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

# the template as it is deployed on AWS, a function per operation with IAM enforced, over HTTP; once more after a
# restart over the same state; then how the stack of `make run` stops and starts anew
e2e: export WEB := off
e2e: export STATE := build/e2e/state
e2e: export PROJECT := build/e2e/project
e2e: export PORT := $(or $(PORT),18080)
e2e: export AWS_PORT := $(or $(AWS_PORT),14566)
e2e: export SMTP_PORT := $(or $(SMTP_PORT),12525)
e2e: export SOURCES_PORT := $(or $(SOURCES_PORT),18025)
e2e: install
	rm -rf build/e2e
	$(BIN)/python -m e2e.project $(PROJECT)
	GROUPING=operation AUTH=1 $(BIN)/python -m infra.local --once $(BIN)/pytest e2e/test_local_stack.py e2e/test_browser_session.py e2e/test_privileges.py
	GROUPING=operation AUTH=1 $(BIN)/python -m infra.local --once $(BIN)/pytest e2e/test_restart.py
	$(BIN)/pytest e2e/test_stopping.py

# Node is needed for the client only
web: $(READY)
	@$(BIN)/python -m infra.web.build

web-types: install-web
	@$(BIN)/python -m infra.web.types

test-web: web-types
	cd web && npm run --silent check
	cd web && npm run --silent test

# a stack of their own, with new demo data each time; STORY= is part of the name of a file in web/e2e
e2e-web bench-web screenshots: export STATE := build/e2e-web
e2e-web bench-web screenshots: export PORT := $(or $(PORT),18090)
e2e-web bench-web screenshots: export AWS_PORT := $(or $(AWS_PORT),14590)
e2e-web bench-web screenshots: export SMTP_PORT := $(or $(SMTP_PORT),12590)
e2e-web bench-web screenshots: export SOURCES_PORT := $(or $(SOURCES_PORT),18095)
e2e-web bench-web screenshots: export RESET := 1

e2e-web: install install-web chromium
	@$(BIN)/python -m infra.local --once npm --prefix web run --silent e2e -- $(STORY)

bench-web: export STRICT := $(STRICT)
bench-web: install install-web chromium
	@$(BIN)/python -m infra.local --once npm --prefix web run --silent bench

screenshots: export TO := $(TO)
screenshots: install install-web chromium
	@$(BIN)/python -m infra.local --once npm --prefix web run --silent screenshots

chromium:
	@command -v chromium >/dev/null || { echo "There is no Chromium: apt-get install chromium, as root."; exit 2; }

install-web: $(READY)
	@$(BIN)/python -m infra.web.build install

tenant: $(READY)
	@test -n "$(NAME)" -a -n "$(EMAIL)" -a -n "$(PERSON)" || { echo 'make tenant NAME="Acme" EMAIL=ann@acme.example PERSON="Ann" [COUNTRY=NL LANGUAGE=nl STAGE=prod]'; exit 2; }
	@$(BIN)/python -m infra.tenant --name "$(NAME)" --email "$(EMAIL)" --person "$(PERSON)" --country "$(or $(COUNTRY),NL)" --language "$(or $(LANGUAGE),en)" --stage "$(STAGE)"

define END
@test -n "$(TENANT)" || { echo "make $@ TENANT=ten_… [STAGE=prod] [TO=folder]"; exit 2; }
@$(BIN)/python -m infra.tenant_end $(@:tenant-%=%) "$(TENANT)" --to "$(TO)" --stage "$(STAGE)"
endef

tenant-suspend: $(READY)
	$(END)

tenant-resume: $(READY)
	$(END)

tenant-export: $(READY)
	$(END)

tenant-purge: $(READY)
	$(END)

load-companies: $(READY)
	@test -n "$(FILE)" || { echo "Name a file: make load-companies FILE=companies.csv"; exit 2; }
	@$(BIN)/python -m infra.load_companies "$(FILE)"

docs: $(READY)
	@$(BIN)/python -m infra.docs
	@$(BIN)/python -m bench.docs
	@$(BIN)/python -m tests.tenant_costs

# function time per operation at 1,000, 10,000 and 100,000 relations; SIZES=1000,10000 is shorter
bench: $(READY)
	@$(BIN)/python -m bench

bench-cold: $(READY)
	@$(BIN)/python -m bench.cold

bench-rights: $(READY)
	@$(BIN)/python -m bench.rights

bench-selection: $(READY)
	@$(BIN)/python -m bench.selection

bench-duplicates: $(READY)
	@$(BIN)/python -m bench.duplicates $(if $(FILE),--file "$(FILE)")

bench-jobs: $(READY)
	@SIZE="$(SIZE)" $(BIN)/python -m bench.jobs

bench-merge: $(READY)
	@$(BIN)/python -m bench.merging $(if $(SIZES),--sizes "$(SIZES)")

bench-import: $(READY)
	@ROWS="$(ROWS)" OF="$(OF)" $(BIN)/python -m bench.imports

bench-export: $(READY)
	@SIZE="$(SIZE)" FORMATS="$(FORMATS)" $(BIN)/python -m bench.exporting

bench-reports: $(READY)
	@$(BIN)/python -m bench.reports

rebuild: $(READY)
	@test -n "$(TENANT)$(ALL)" || { echo "make rebuild TENANT=ten_… STAGE=prod or ALL=1 STAGE=prod [LOOK=1]"; exit 2; }
	@$(BIN)/python -m infra.rebuild $(TENANT) $(if $(ALL),--all) $(if $(STAGE),--stage $(STAGE)) $(if $(LOOK),--look)

deploy: $(READY)
	@test -n "$(STAGE)" || { echo "Name a stage: make deploy STAGE=prod [YES=1]"; exit 2; }
	@$(BIN)/python -m infra.deploy --stage "$(STAGE)" $(if $(YES),--yes)

# the client of this checkout alone, such as after a rollback
publish: $(READY)
	@test -n "$(STAGE)" || { echo "Name a stage: make publish STAGE=prod"; exit 2; }
	@$(BIN)/python -m infra.deploy --stage "$(STAGE)" --client

rollback: $(READY)
	@test -n "$(STAGE)" || { echo "Name a stage: make rollback STAGE=prod [YES=1]"; exit 2; }
	@$(BIN)/python -m infra.deploy --stage "$(STAGE)" --rollback $(if $(YES),--yes)

restore: $(READY)
	@test -n "$(STAGE)" -a -n "$(AT)" || { echo "make restore STAGE=prod AT=2026-11-21T10:00:00Z [IDENTITY=1 MEND=1 SWITCH=1 YES=1]"; exit 2; }
	@$(BIN)/python -m infra.restore --stage "$(STAGE)" --at "$(AT)" $(if $(IDENTITY),--identity) $(if $(MEND),--mend) $(if $(SWITCH),--switch) $(if $(YES),--yes)

redrive: $(READY)
	@test -n "$(STAGE)" || { echo "Name a stage: make redrive STAGE=prod [LOOK=1 LIMIT=10]"; exit 2; }
	@$(BIN)/python -m infra.redrive --stage "$(STAGE)" $(if $(LOOK),--look) $(if $(LIMIT),--limit $(LIMIT))

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
	rm -rf $(VENV) .relata build web/dist web/node_modules .chalice/deployments .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
