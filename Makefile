# Latchkey. "make run" opens it, "make check" is for after each change, "make test" runs
# every check of this system; all set up what they need. The scripts are in build/.

.PHONY: run check test test-all build desktop windows lint imports bindings fuzz bench soak vuln screenshots clean
.DEFAULT_GOAL := build
SHELL := bash
LIB := source build/lib.sh;
E2E := npm --prefix build/e2e run --silent

run: ## everything that is missing is set up, then Latchkey opens
	@build/run.sh

check: ## after each change: lint, types, unit tests of both sides, the terminal's scripts
	@build/test.sh check

test: ## every check of this system, with the walks through browser, window and terminal
	@build/test.sh test

test-all: test ## besides: other systems, the installer, every picture's walk, clients of others, longer fuzzing
	@build/test.sh rest

build: ## bin/latchkey: terminal and browser mode
	@$(LIB) frontend_ready; build_latchkey

desktop: ## bin/latchkey-desktop: the window
	@$(LIB) [ "$$(uname -s)" != Linux ] || provide webkit; frontend_ready; build_desktop

windows: ## build/bin: both programs and the installer for Windows
	@build/windows.sh

lint: ## formats, types, vet and linters alone
	@build/test.sh lint

imports: ## which package imports which, and which folder of the front end
	@build/imports.sh

bindings: ## frontend/wailsjs, after a change of a bound method
	@$(LIB) bindings_into frontend/wailsjs

fuzz: ## every fuzz target, FUZZTIME=30s each
	@build/fuzz.sh

bench: build ## Go's benchmarks, then those that compare whole processes
	@$(LIB) provide keyring browser screen webkit; npm_ready build/bench/practice/peer; go test -run '^$$' -bench . -benchmem ./...; \
	failed=0; for b in build/bench/*/; do go run "./$$b" bin/latchkey || failed=1; done; \
	npm_ready frontend; npm --prefix frontend run --silent bench || failed=1; \
	npm_ready build/e2e; $(E2E) bench; exit $$failed

soak: ## the tests that look for races and lost data, many times over
	@$(LIB) CGO_ENABLED=1 go test -race -count=$${SOAK:-20} -timeout 3h ./app/...

vuln: ## known vulnerabilities; needs the Internet
	@$(LIB) go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./...; \
	npm --prefix frontend audit --omit=dev

screenshots: build desktop ## docs/: the README's pictures, from the end-to-end run
	@$(LIB) provide browser screen; npm_ready build/e2e; $(E2E) screenshots

clean:
	@rm -rf bin build/bin frontend/node_modules build/e2e/node_modules build/e2e/out
	@find frontend/dist -mindepth 1 ! -name .gitkeep -delete
