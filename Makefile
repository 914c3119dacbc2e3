# make build | demo | train | test | bench | bench-torch | format | lint | clean
#
# Each installs what it needs first (Debian packages when run as root, Python packages in .venv), and expects
# a Swift 6.3 toolchain, Python 3.11 or later and make.

BUILD := build
PREFIX := $(CURDIR)/$(BUILD)/prefix
PYTHON := $(CURDIR)/.venv/bin/python
LIBRARY := $(BUILD)/libkullback.so.0
SWIFT_TEST := swift test -c release --scratch-path .build

.PHONY: build demo train test bench bench-torch format lint clean library python setup examples torch

build: library python

setup:
	@./tools/setup.sh

library: setup
	cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=$(PREFIX) -DCMAKE_INSTALL_LIBDIR=lib
	cmake --build $(BUILD)
	cmake --install $(BUILD) >/dev/null

python: library
	$(PYTHON) -m pip install -q --no-deps ./bindings/python -C cmake.define.kullback_DIR=$(PREFIX)/lib/cmake/kullback

examples: python
	$(PYTHON) -m pip install -q -r examples/requirements.txt
	swift build -q -c release --package-path examples/swift

demo: examples
	$(PYTHON) examples/demo.py --build $(BUILD) --output $(BUILD)/forward_reverse_kl.png

# PyTorch is large: only what needs it asks for it.
torch: python
	$(PYTHON) -m pip install -q -r Tests/Python/pytorch/requirements.txt

test: lint examples torch
	./tools/test.sh $(BUILD) $(PREFIX) $(PYTHON)

bench: python
	$(PYTHON) -m pip install -q -r Benchmarks/requirements.txt
	$(PYTHON) Benchmarks/run.py

bench-torch: torch
	$(PYTHON) Benchmarks/losses.py

train: torch
	$(PYTHON) -m pip install -q -r examples/training/requirements.txt
	$(PYTHON) examples/training/train.py --output $(BUILD)/training.png

lint: setup
	./tools/format.sh --check

format: setup
	./tools/format.sh

clean:
	rm -rf $(BUILD) .venv .build examples/swift/.build Tests/Conformance/swift/.build
