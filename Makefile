# demo: install and render the example in four languages; test, test-gpu, lint: what CI runs.
# bench: time and memory; bench-films: speech and lip-sync of films in seven languages;
# bench-sound: material, place, time, layers and cost of the sound of things;
# bench-places: how long ten rooms ring, and what is heard of the cuts in six places;
# bench-fit: how well the length of lines is foreseen, in nine languages;
# bench-sync: how well lip-sync is measured, in eight, what that costs, what the muxer adds.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LANGS ?= fr,es,de,ja
BENCH_LANGS := fr es de ja it pt en
SYNC_LANGS := $(BENCH_LANGS) nl
OUT ?= out

.PHONY: demo test test-gpu lint bench bench-films bench-fit bench-sync bench-watermark bench-sound bench-places clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	$(BIN)/locvid render examples/launch/script.yaml --langs $(LANGS) --out $(OUT)

test: $(VENV)/.installed-test
	$(BIN)/pytest

# The GPU's generators through their real libraries, with tiny random weights: needs no GPU. And the
# executors of several machines: Ray's nodes, and Slurm where its daemons are installed, run here.
test-gpu: $(VENV)/.installed-gpu
	$(BIN)/pytest -m "gpu or extra"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed
	$(BIN)/python bench/render.py

comma := ,
empty :=
bench-films: $(VENV)/.installed-test
	$(BIN)/locvid render bench/scripts/held-out.yaml --out $(OUT)/bench \
		--langs $(subst $(empty) ,$(comma),$(BENCH_LANGS))
	$(BIN)/python bench/acceptance.py bench/scripts/held-out.yaml $(OUT)/bench $(BENCH_LANGS)
	$(BIN)/python bench/sync.py bench/scripts/held-out.yaml $(OUT)/bench $(BENCH_LANGS)
	$(BIN)/python bench/phone_marks.py

bench-fit: $(VENV)/.installed
	$(BIN)/python bench/fit.py

bench-sync: $(VENV)/.installed
	$(BIN)/locvid render bench/scripts/held-out.yaml --out $(OUT)/bench \
		--langs $(subst $(empty) ,$(comma),$(SYNC_LANGS))
	$(BIN)/python bench/sync.py bench/scripts/held-out.yaml $(OUT)/bench $(SYNC_LANGS)
	$(BIN)/python bench/verify_cost.py bench/scripts/held-out.yaml $(OUT)/bench $(SYNC_LANGS)
	$(BIN)/python bench/mux.py
	$(BIN)/python bench/alignment.py

bench-watermark: $(VENV)/.installed-test
	$(BIN)/python bench/watermark.py --clips $(OUT)/clips --recognise

# The film is of happenings with few words: whether its lips pass is not the question here.
bench-places: $(VENV)/.installed-speaker
	$(BIN)/locvid render bench/scripts/rooms.yaml --langs en-US --stems --out $(OUT)/bench
	$(BIN)/python bench/rooms.py $(OUT)/bench/rooms/rooms.en-US.json
	$(BIN)/locvid render bench/scripts/places.yaml --langs en-US,fr-FR --stems --out $(OUT)/bench
	$(BIN)/python bench/places.py $(OUT)/bench/places/places.*.json

bench-sound: $(VENV)/.installed
	-$(BIN)/locvid render bench/scripts/things.yaml --langs en-US --stems --out $(OUT)/bench-sound
	$(BIN)/python bench/sound.py $(OUT)/bench-sound

clean:
	rm -rf $(VENV) $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The package is installed in editable mode: the stamps depend on what is to be installed, and a
# change of the code needs no new installation.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/.installed

# Of Resemblyzer nothing is used but the weights in its wheel: what it depends on is not needed.
$(VENV)/.installed-speaker: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --no-deps Resemblyzer==0.1.4
	touch $@

$(VENV)/.installed-gpu: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[gpu,pocketsphinx,separate,ray,slurm,test]'
	touch $@ $(VENV)/.installed $(VENV)/.installed-test

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test,dev]'
	touch $@ $(VENV)/.installed $(VENV)/.installed-test

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
		echo "locvid needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is `$(PYTHON) -V 2>&1`:" \
			"name one with make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
