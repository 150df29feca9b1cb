# Two commands: `make book` builds the editions, `make test` runs the tests. Each sets the press up first, once.
PRESS := .venv/bin/serge-press
PY := .venv/bin/python
BOOK ?= book

.DEFAULT_GOAL := help
.PHONY: help book test test-cluster test-readers check lint set-up lock bench clean distclean wheel

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

set-up: ## a .venv with the locked packages, and Pango (done by the others when needed)
	@.ci/setup

book: set-up ## all editions of book/ (another book: make book BOOK=folder)
	@$(PRESS) build $(BOOK)

check: set-up ## findings on book/, nothing made
	@$(PRESS) check $(BOOK)

test: set-up lint ## lint, types and all tests
	@$(PY) -m pytest -q -n 2 --dist worksteal

test-cluster: set-up ## the recipe of docs/cluster.md with Dask, which has a lock of its own
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-cluster.lock
	@$(PY) -m pytest -q tests/test_cluster.py

test-readers: set-up ## the e-books in real reading systems, in calibre and under Ace; screenshots in build/readers/
	@.ci/setup-readers
	@$(PY) -m pytest -q tests/readers

lint: set-up ## ruff and mypy
	@$(PY) -m ruff check src tests
	@$(PY) -m ruff format --check src tests
	@$(PY) -m mypy

lock: ## make the locks anew from pyproject.toml, with the oldest Python that must be able to use it (Debian 12's)
	@rm -rf .venv/lock && /usr/bin/python3 -m venv .venv/lock && .venv/lock/bin/pip install -qq pip-tools
	@.venv/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-find-links --no-emit-index-url \
	  --no-emit-trusted-host --no-header --extra check --extra dev --output-file requirements.lock pyproject.toml
	@printf 'dask\ndistributed\nimportlib-metadata<9\n' | .venv/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe \
	  --strip-extras --no-emit-find-links --no-emit-index-url --no-emit-trusted-host --no-header --constraint requirements.lock \
	  --output-file requirements-cluster.lock -

SIZE ?= small,medium
RUNS ?= 3
bench: set-up ## the press beside other engines: make bench SIZE=small,medium,large RUNS=3 BENCH_PYTHON=… (docs/benchmarks.md)
	@$(PY) tests/benchmarks/run.py --size $(SIZE) --runs $(RUNS) $(if $(ONLY),--only "$(ONLY)") $(if $(ALL),--all) $(if $(LONG),--long $(LONG)) $(if $(WORK),--work "$(WORK)") $(if $(DOCS),--docs)

wheel: set-up ## dist/*.whl, with styles and fonts inside
	@$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean: ## remove what was built
	@rm -rf $(BOOK)/build build dist

distclean: clean ## and the set-up
	@rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis
