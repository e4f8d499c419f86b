# Everything starts here: `make run` to use movebreak, `make test` to check all of it.

PYTHON ?= python3
ARGS ?=

USER_ENV := .venv
DEV_ENV := .venv-dev
DEV := $(DEV_ENV)/bin
BUNDLE_ENV := .venv-bundle
PIP := python -m pip --disable-pip-version-check install --quiet
CHECKED := movebreak tests assets
PLATFORMS := linux win32 darwin
DESKTOP_PACKAGES := tests/desktop/packages.txt
# Tests mostly wait, those on a desktop most of all: more workers than the two cores
# this is meant for. The longest of those last a minute: each is handed out alone.
WORKERS := 3
WAITING_WORKERS := 5
# Where the proof keeps its figures until they are told.
PROOF := $(CURDIR)/build/proof
# Python is four times slower on Wine: what may differ there, and not what takes long.
WINDOWS_TESTS := tests/windows tests/control tests/engine tests/store \
  $(wildcard tests/core/test_law_*.py) tests/core/test_durations.py tests/core/test_words.py \
  tests/native/test_win32.py tests/native/test_paths_windows.py \
  tests/native/test_windows_children.py tests/senses/test_windows.py \
  tests/senses/test_clock.py tests/senses/test_idle_polled.py tests/surfaces/test_tray.py \
  tests/surfaces/test_menu.py \
  tests/surfaces/notify/test_windows_centre.py tests/surfaces/notify/test_bubbles.py \
  tests/autostart/test_windows.py tests/contracts/test_notifier.py tests/test_cli.py \
  tests/test_frozen.py
WINDOWS_TESTS += --ignore-glob='*year*' --ignore-glob='*machine*'
# On a build machine it is a part of `test`; elsewhere it is asked for by its name.
ON_WINDOWS := $(if $(filter true,$(CI)),test-windows)
SOURCES := $(shell find movebreak assets/icons -type f ! -name '*.pyc')

.DEFAULT_GOAL := help
# The steps of `test` run one after another, cheapest first, also under `make -j`.
.NOTPARALLEL:
.PHONY: help run test packages format lint imports types tests desktop coverage wheel fix \
	bench bench-peers proof icons figures screenshots clean test-desktops bundle test-bundle \
	test-windows bundle-windows test-bundle-windows

help: ## tell what there is
	@echo 'make WHAT [PYTHON=python3] [ARGS="--every 20s"]'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 22

run: $(USER_ENV)/installed ## install movebreak here and start it with $(ARGS)
	$(USER_ENV)/bin/movebreak run $(ARGS)

test: packages format lint imports types tests desktop $(ON_WINDOWS) coverage wheel ## check everything
	@echo '== all is well'

packages: ## install the Debian packages that the tests need
	@echo '== packages'
	@missing=; \
	for each in $$(cat $(DESKTOP_PACKAGES)); do \
	  dpkg-query -W -f='$${Status}' "$$each" 2>/dev/null | grep -q 'ok installed' \
	    || missing="$$missing $$each"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get -qq update; \
	  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
	    --no-install-recommends $$missing >/dev/null && exit 0; \
	fi; \
	echo "missing:$$missing"; \
	echo 'Tests that need them are skipped (with CI=true they fail). To install them:'; \
	echo "  sudo apt-get install --no-install-recommends$$missing"

format: $(DEV_ENV)/installed ## check the layout of the code
	@echo '== format'
	@$(DEV)/ruff format --quiet --check $(CHECKED)

lint: $(DEV_ENV)/installed ## look for mistakes in the code
	@echo '== lint'
	@$(DEV)/ruff check --quiet $(CHECKED)

imports: $(DEV_ENV)/installed ## check that imports point down
	@echo '== imports'
	@$(DEV)/lint-imports --no-logo

types: $(DEV_ENV)/installed ## check the types for three systems
	@checks=; \
	for each in $(PLATFORMS); do \
	  echo "== types on $$each"; \
	  $(DEV)/mypy --platform $$each --cache-dir .mypy_cache/$$each & \
	  checks="$$checks $$!"; \
	done; \
	for each in $$checks; do wait $$each || exit 1; done

tests: $(DEV_ENV)/installed ## run the tests and measure their coverage
	@echo '== tests'
	@$(DEV)/pytest -q -n $(WORKERS) -m 'not desktop and not wheel and not wider and not proof and not bundle' \
	  --hypothesis-profile=gate --cov --cov-report=
	@echo '== coverage of the core, 100 %'
	@$(DEV)/coverage report --skip-covered --include='movebreak/core/*' \
	  --fail-under=100

desktop: $(DEV_ENV)/installed ## run the tests on a virtual desktop
	@echo '== desktop'
	@$(DEV)/pytest -q -n $(WAITING_WORKERS) --maxschedchunk=1 -m 'desktop and not proof' --cov --cov-append --cov-report= tests

coverage: $(DEV_ENV)/installed ## check how much the tests so far have run
	@echo '== coverage of all, 90 %'
	@$(DEV)/coverage report --skip-covered --fail-under=90

test-desktops: DESKTOP_PACKAGES := tests/desktop/packages.txt tests/desktop/wider/packages.txt
test-desktops: packages $(DEV_ENV)/installed ## try the panels of more desktops
	@echo '== more desktops'
	@$(DEV)/pytest -q -n 2 -m wider tests/desktop/wider

test-windows: $(DEV_ENV)/installed ## try it with Python for Windows, on Wine
	@echo '== Windows'
	@$(DEV)/python -m tests.windows.lane; made=$$?; \
	if [ $$made = 3 ]; then echo 'so the tests on Windows are left out'; exit 0; fi; \
	[ $$made = 0 ] && $(DEV)/python -m tests.windows.wine python -m pytest -q -p no:cacheprovider -m 'not bundle' $(WINDOWS_TESTS)

wheel: $(DEV_ENV)/installed ## build the wheel and try it
	@echo '== wheel'
	@$(DEV)/pytest -q -m wheel tests/wheel

bundle: $(BUNDLE_ENV)/installed ## make dist/movebreak, a folder with its own Python
	@echo '== bundle in dist/movebreak'
	@$(BUNDLE_ENV)/bin/pyinstaller --noconfirm --log-level ERROR --distpath dist \
	  --workpath build/bundle assets/packaging/movebreak.spec

test-bundle: packages $(DEV_ENV)/installed bundle ## try the bundle on a virtual desktop
	@echo '== bundle'
	@$(DEV)/pytest -q -m bundle tests/desktop/bundle

bundle-windows: $(DEV_ENV)/installed ## make dist/windows/movebreak, on Wine
	@echo '== bundle for Windows in dist/windows/movebreak'
	@$(DEV)/python -m tests.windows.bundle

test-bundle-windows: bundle-windows ## try that bundle on Wine
	@echo '== bundle for Windows'
	@$(DEV)/python -m tests.windows.wine python -m pytest -q -p no:cacheprovider tests/windows/test_bundle.py

fix: $(DEV_ENV)/installed ## lay out the code, and mend what can be mended
	$(DEV)/ruff format $(CHECKED)
	$(DEV)/ruff check --fix $(CHECKED)

proof: packages $(DEV_ENV)/installed ## try faults without number, and tell in the README
	@echo '== proof'
	@rm -rf $(PROOF) && mkdir -p $(PROOF)
	@MOVEBREAK_PROOF=$(PROOF) $(DEV)/pytest -q -n 2 --maxschedchunk=1 tests/proof
	@MOVEBREAK_PROOF=$(PROOF) $(DEV)/python -m tests.proof.figures

bench: packages $(DEV_ENV)/installed $(USER_ENV)/installed ## measure for 12 minutes what the idle program costs
	@$(DEV)/python -m tests.benchmarks.drills --python $(USER_ENV)/bin/python
	@$(DEV)/python -m tests.benchmarks.bench --program $(USER_ENV)/bin/movebreak $(ARGS)

bench-peers: DESKTOP_PACKAGES := tests/desktop/packages.txt tests/benchmarks/packages.txt
bench-peers: packages $(DEV_ENV)/installed $(USER_ENV)/installed ## measure other break reminders beside it
	@$(DEV)/python -m tests.benchmarks.peers --program $(USER_ENV)/bin/movebreak $(ARGS)

icons: $(DEV_ENV)/installed ## draw all icon files anew
	$(DEV)/python -m assets.make_icons

figures: $(DEV_ENV)/installed ## draw the figures of all drills on one sheet
	$(DEV)/python -m assets.make_figures $(ARGS)

screenshots: packages $(DEV_ENV)/installed ## take the pictures of the README
	$(DEV)/python -m tests.desktop.screenshots
	$(DEV)/python -m tests.pages.screenshots

clean: ## remove all that was made here
	rm -rf $(USER_ENV) $(DEV_ENV) $(BUNDLE_ENV) build dist .coverage .coverage.* .hypothesis \
	  .winlane .mypy_cache .pytest_cache .ruff_cache .import_linter_cache tests/desktop/shots tests/windows/shots
	find movebreak tests assets -name __pycache__ -prune -exec rm -rf {} +

$(USER_ENV)/installed: pyproject.toml README.md $(SOURCES)
	@echo '== installing movebreak into $(USER_ENV)'
	@test -x $(USER_ENV)/bin/python || $(PYTHON) -m venv $(USER_ENV)
	@$(USER_ENV)/bin/$(PIP) .
	@touch $@

$(BUNDLE_ENV)/installed: pyproject.toml README.md $(SOURCES)
	@echo '== installing movebreak and PyInstaller into $(BUNDLE_ENV)'
	@test -x $(BUNDLE_ENV)/bin/python || $(PYTHON) -m venv $(BUNDLE_ENV)
	@$(BUNDLE_ENV)/bin/$(PIP) '.[bundle]'
	@touch $@

$(DEV_ENV)/installed: pyproject.toml
	@echo '== development environment in $(DEV_ENV)'
	@test -x $(DEV)/python || $(PYTHON) -m venv $(DEV_ENV)
	@$(DEV)/$(PIP) --editable '.[dev]'
	@touch $@
