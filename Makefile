# The commands of this repository; each installs what it needs first. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help deps demo build test test-quick bench soak lint docs

CONFIGURATION ?= release
bin = $$(swift build -c $(1) --show-bin-path)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## install the C libraries that are missing
	@Tools/deps build

demo: deps ## Local Teams with the tour bot: prints the address to open
	@Tools/demo

test: deps ## everything that CI checks
	@Tools/deps test
	@Tools/test

test-quick: deps ## unit and in-process tests alone
	@swift build --build-tests
	@Tools/unit-tests

bench: deps ## the benchmarks, with the peers beside them: writes Benchmarks/RESULTS.md and NOTIFICATIONS.md
	@Tools/deps bench
	@Benchmarks/run
	@Benchmarks/notifications

soak: deps ## the long runs: the notifier at full counts (hours), then fuzzing for an hour a parser
	@Tests/Notifier/soak
	@Fuzz/run $${SECONDS_PER_TARGET:-3600}

lint: ## how everything is written: swift-format, deno fmt for the page, ruff for Python, and no line over 120
	@Tools/lint

docs: deps ## the documentation, with warnings as errors
	@Tools/docs
