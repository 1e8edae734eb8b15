# "make help" lists the targets.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# The runtime of Swift goes into the program: it starts faster, and runs where no Swift is installed.
# Optimising across modules saves one instruction in twenty.
RELEASE := -c release --static-swift-stdlib -Xswiftc -cross-module-optimization
HEARSAY = $(shell swift build $(RELEASE) --show-bin-path)/hearsay
DATABASE := .build/samples.sqlite

.PHONY: help packages build run test bench instructions quality format lint words tools man clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages:
	@Scripts/install-packages.sh

build: packages ## Build the program for use
	swift build $(RELEASE)

run: build ## Build, read the samples into a fresh database and show what they say
	rm -f $(DATABASE) $(DATABASE)-wal $(DATABASE)-shm
	$(HEARSAY) run Pipelines/crypto.yaml Samples --db $(DATABASE)
	$(HEARSAY) sentiment --by chain --db $(DATABASE)
	$(HEARSAY) sentiment --by week --db $(DATABASE)
	$(HEARSAY) claims --limit 12 --db $(DATABASE)

test: packages ## Run all tests
	swift test

bench: build ## Time the program on generated archives, and write what each stage costs into docs/performance.md
	HEARSAY=$(HEARSAY) Scripts/bench.sh
	HEARSAY=$(HEARSAY) Scripts/costs.sh

instructions: build ## Count the instructions that a post costs, and fail where they have risen by more than a tenth
	HEARSAY=$(HEARSAY) Scripts/count-instructions.sh

quality: build ## Write the reports in docs/quality anew, from the labelled sets below DATA
	HEARSAY=$(HEARSAY) Scripts/quality.sh $(DATA)

format: ## Bring Swift files and lexicons into their canonical form
	swift format -i -r Sources Tests Package.swift
	swift build $(RELEASE) && $(HEARSAY) lexicon format

lint: ## Report what is not in canonical Swift form
	swift format lint --strict -r Sources Tests Package.swift

words: build ## Check the lexicons and run their examples
	$(HEARSAY) lexicon check
	$(HEARSAY) lexicon format --check
	$(HEARSAY) lexicon test

tools: build ## Check that Datasette and DuckDB open the database
	HEARSAY=$(HEARSAY) Scripts/check-tools.sh

man: packages ## Write the man pages into .build/man
	swift package generate-manual --multi-page
	rm -rf .build/man && cp -r .build/plugins/GenerateManual/outputs/HearsayCLI .build/man

clean: ## Remove everything that was built
	rm -rf .build .bench
