# Two commands for a newcomer: `make demo` and `make test`. Each sets itself up.
PYTHON ?= python3.11
export SOUNDINGBOARD_DATA ?= ../shared/data
BIN := .venv/bin
READY := .venv/.ready
PORT ?= 8000

.PHONY: demo test bench lint check-alone browser docs pages pictures install clean

demo: $(READY)
	@$(BIN)/python examples/demo.py build/demo $(PORT)

install: $(READY)

test: $(READY) browser lint check-alone
	$(BIN)/pytest -n 2 --dist loadgroup

bench: $(READY)
	$(BIN)/python -m benchmarks

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The library without its development tools or any extra: installed alone, its tests pass. Left out are the
# tests that need a browser or a typesetter, and the scores, which the full run measures.
ALONE := --ignore=tests/write/test_page_in_browser.py --ignore=tests/read/test_pdf.py --ignore=tests/read/test_broken.py \
  --ignore=tests/papers/test_pdf.py --ignore=tests/cli/test_pdf.py --ignore=tests/test_example_drafts.py --ignore=tests/test_floors.py --ignore=tests/site
check-alone: .venv-alone/.ready
	.venv-alone/bin/pytest -n 2 $(ALONE)

browser: $(READY)
	@scripts/ensure_browser

docs: $(READY)
	$(BIN)/python -m scripts.make_reference

pages: $(READY)
	@$(BIN)/python examples/pages.py build/pages

pictures: pages browser
	$(BIN)/python -m scripts.make_pictures

$(READY): pyproject.toml constraints.txt
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PYTHON) -m venv .venv || { echo "Python 3.11 with venv is needed (Debian: apt-get install python3.11-venv), or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@PIP_CONSTRAINT=constraints.txt $(BIN)/pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

.venv-alone/.ready: pyproject.toml constraints.txt
	@echo "Setting up .venv-alone (the library without extras) ..."
	@$(PYTHON) -m venv .venv-alone
	@PIP_CONSTRAINT=constraints.txt .venv-alone/bin/pip install --quiet --disable-pip-version-check -e . pytest pytest-xdist hypothesis
	@touch $@

clean:
	rm -rf .venv .venv-alone build
