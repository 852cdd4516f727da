# make benchmark   the pocket profile, its verdicts and its report
# make test        lint, types and the suite's own tests, in about six minutes
# make test-slow   the rest of the tests: whole trainings, installations and real sizes
# make docs        the documentation site; a link that leads nowhere is an error
# All install into .venv first. Another interpreter: make PYTHON=python3.12 ...

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: benchmark test test-slow docs clean

benchmark: $(INSTALLED)
	$(BIN)/pytest benchmark --profile pocket

# One thread for each of the two workers: more threads on two cores spend their time waiting for each other.
# Files are begun in the order of tests/conftest.py, the longest first; by itself xdist begins those with many tests.
test: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	OMP_NUM_THREADS=1 $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

test-slow: $(INSTALLED)
	OMP_NUM_THREADS=1 $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m slow

docs: $(INSTALLED)
	$(BIN)/python -m sphinx -W --keep-going -q docs docs/_build
	@echo "The site begins at docs/_build/index.html"

# torch comes first and alone, so that pip takes the pinned build and considers no other.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "Python 3.11, 3.12 or 3.13 is needed, this is " + sys.version.split()[0] + ": make PYTHON=python3.12")'
	@echo "Installing into .venv: some minutes the first time"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

clean:
	rm -rf .venv build docs/_build *.egg-info reports/out .pytest_cache .mypy_cache .ruff_cache
