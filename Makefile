# `make generate` and `make test` are all a fresh machine needs beside Python 3.11 or later. `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
INSTALL := $(BIN)/python -m pip install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help generate test check snapshots corpus any-spec oracle fuzz examples differential bench bench-names build-engine clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) --upgrade pip
	$(INSTALL) --build-constraint constraints.txt --group dev --editable .
	@touch $@

generate: $(READY) ## Install into .venv, and write the committed packages of generated/
	$(BIN)/codegen generate

test: $(READY) ## Run the tests
	$(BIN)/python -m pytest

check: $(READY) ## Run what CI runs beside the tests: style, types, layers, freshness of generated/
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codegen check
	$(BIN)/ruff format --check --isolated generated
	$(BIN)/black --check --quiet --config /dev/null generated
	$(BIN)/mypy --config-file= --strict generated/inference_types

snapshots: $(READY) ## Write the expected files of tests/cases and docs/semantics.md anew; read the diff before you commit it
	cd tests && ../$(BIN)/python -m support.snapshots && ../$(BIN)/python -m support.semantics && ../$(BIN)/python -m support.api

corpus: $(READY) ## Generate from every description of ../shared/specs (QUICK=1: twelve of them), and report into corpus.out/
	$(BIN)/python tools/corpus.py $(if $(QUICK),--quick) $(if $(ONLY),--only $(ONLY))

any-spec: $(READY) ## Generate from every document of ../shared/specs, of every dialect, and report into any-spec.out/ (EVERY=10: check each tenth; SIZE=small)
	$(BIN)/python tools/any_spec.py $(if $(EVERY),--every $(EVERY)) $(if $(SIZE),--size $(SIZE)) $(if $(ONLY),--only $(ONLY))

oracle: $(READY) ## Ask the types of many drawn schemas what jsonschema is asked (ORACLE=10000: so many of each dialect)
	ORACLE=$(or $(ORACLE),10000) $(BIN)/python -m pytest -s tests/test_oracle.py

fuzz: $(READY) ## Make mutants of descriptions; each must become a package or be refused (MUTANTS=10000 SEED=1)
	PYTHONPATH=tests $(BIN)/python tools/fuzz.py --mutants $(or $(MUTANTS),1000) --seed $(or $(SEED),1)

examples: $(READY) ## Load and dump every example of the real descriptions in ../shared/specs, and report into examples.out/
	PYTHONPATH=tests $(BIN)/python tools/examples.py $(if $(ONLY),--only $(ONLY))

differential: $(READY) ## Let jsonschema decide where our Pydantic types and the peer's disagree; report into differential.out/
	PYTHONPATH=tests $(BIN)/python tools/differential.py $(if $(ONLY),--only $(ONLY))

bench: $(READY) ## Measure time and memory against the peer, and report into bench.out/
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_loading.py

bench-names: $(READY) ## Write the tables of docs/names.md: figures, history, edits, the peer's names (SDK=folder: and those of openai-python)
	PYTHONPATH=tests $(BIN)/python tools/names.py --peer --edits 200 $(if $(SDK),--sdk $(SDK))

build-engine: $(READY) ## Let Turborepo make the types of 300 descriptions (N=300), or ENGINE=bazel of 60, and print what each change makes it run
	PYTHONPATH=tests $(BIN)/python tools/build_engine$(if $(ENGINE),_$(ENGINE)).py $(if $(N),--packages $(N))

clean: ## Delete the virtual environment, caches and reports
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache corpus.out any-spec.out bench.out examples.out differential.out fuzz.out .corpus .bench dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
