#!/usr/bin/env bash
# make check, make test, make test-all: checks that need no Internet beyond the package
# registries. What could not be checked is printed as SKIPPED, and fails where CI=true.
#
#   lint    formats, types, vet and linters
#   check   besides, the unit tests of both sides and the terminal's scripts
#   test    besides, the race detector, the programs and the end-to-end walks
#   rest    what test leaves out: other systems, the installer, the pictures, clients of others, longer fuzzing
source "$(dirname "$0")/lib.sh"
source build/steps.sh

# One way of compiling for as much as possible: without cgo, as bin/latchkey is shipped.
# What needs a C compiler says so: the window, and the race detector.
export CGO_ENABLED=0

# Where the window, a private keychain and a private display can be had.
linux() { [ "$(uname -s)" = Linux ]; }

# --- set-up

packages_of_check() { provide keyring shellcheck; }
packages_of_test() { provide compiler keyring browser webkit screen shellcheck; }
packages_of_rest() { provide compiler keyring browser webkit screen installer msal; }
npm_of_frontend() { npm_ready frontend; }
npm_of_walks() { npm_ready build/e2e && npm_ready docs/examples/msal-node; }
clients_ready() {
  npm_ready build/clients
  go build -C build/clients/azidentity -o azidentity .
  go build -C build/clients/oauth2-proxy -o oauth2-proxy github.com/oauth2-proxy/oauth2-proxy/v7
}

# --- texts and types

formatted() {
  local wrong
  wrong=$(git ls-files --cached --others --exclude-standard -- '*.go' | xargs gofmt -l)
  [ -z "$wrong" ] || { printf 'not gofmt-ed:\n%s\n' "$wrong" >&2; return 1; }
}

scripts_linted() { shellcheck -x -P SCRIPTDIR build/*.sh .ci/run docs/examples/*/run.sh; }

frontend_linted() {
  npm --prefix frontend run --silent lint
  npm --prefix frontend run --silent types
}

walks_typed() { npm --prefix build/e2e run --silent types; }

# First, so that two steps after it don't compile the same at once.
compiled() { go build ./...; }

vetted() {
  go vet ./...
  vetted_window
}

# The window's files are those behind a tag.
vetted_window() {
  # shellcheck disable=SC2046 # a list of words
  go vet -tags bindings $(packages_with '^//go:build.*\bbindings\b')
}

# packages_with PATTERN: those with a Go file in which it stands.
packages_with() {
  git grep -lE "$1" -- '*.go' | while read -r file; do dirname "./$file"; done | sort -u
}

staticchecked() { go tool -modfile=build/tools/go.mod staticcheck ./...; }

bindings_current() {
  fresh=$(mktemp -d)
  trap 'rm -rf "$fresh"' EXIT
  bindings_into "$fresh/wailsjs"
  diff -r "$fresh/wailsjs" frontend/wailsjs ||
    { echo 'the bindings are old: run "make bindings" and commit' >&2; return 1; }
}

# --- unit tests; fuzz targets run over their seeds

frontend_tests() { npm --prefix frontend run --silent test; }

# Every analyser of vet looks at what is compiled for the tests anyway.
go_tests() { go test -vet=all -timeout 15m ./...; }

window_code_tests() {
  go test -vet=all -tags bindings ./app/desktop
  vetted_window
}

# starts_goroutines are the packages that do, in their code or in their tests: there the
# race detector has something to find. It makes tests three to ten times slower. The
# terminal's scripts in ./app run the program as it is shipped, without it.
starts_goroutines() {
  packages_with '^[[:space:]]*go (func\b|[A-Za-z_.]+\()|\.Go\(|AfterFunc\(|\.Serve\(' | grep -vx ./app | grep -v '^./build/'
}

go_tests_with_races() {
  # shellcheck disable=SC2046 # a list of words
  CGO_ENABLED=1 go test -race -vet=all -timeout 15m $(starts_goroutines)
}

go_tests_without_races() {
  local module
  module=$(go list -m)
  # shellcheck disable=SC2046 # a list of words
  go test -vet=all -timeout 15m $(go list ./... | grep -vxF "$(starts_goroutines | sed "s|^\.|$module|")")
}

# --- programs, and walks through them

walks() { npm --prefix build/e2e run --silent test; }

# --- other systems, and what takes long

windows() { other_system windows && go vet -tags desktop,production ./...; }
darwin() { other_system darwin; }

other_system() {
  export GOOS=$1
  go build -o /dev/null .
  GOARCH=arm64 go build -o /dev/null .
  go vet ./...
}

linux_arm64() { GOOS=linux GOARCH=arm64 go build -o /dev/null .; }

installer() { build/windows.sh; }

pictures() {
  LATCHKEY_PICTURES=$(mktemp -d)
  export LATCHKEY_PICTURES
  trap 'rm -rf "$LATCHKEY_PICTURES"' EXIT
  npm --prefix build/e2e run --silent screenshots
}

clients() { npm --prefix build/e2e run --silent clients; }

fuzzed() { FUZZTIME=${FUZZTIME:-10s} build/fuzz.sh; }

# --- the lists

what=${1:-test}
case $what in lint | check) packages=packages_of_check ;; *) packages=packages_of_$what ;; esac
if linux; then step "$packages" "" 'set-up: packages of the system'; fi

# The longest comes as early as it can.
if [ "$what" = test ] || [ "$what" = rest ]; then
  step npm_of_frontend "" 'set-up: front end'
  step frontend_ready npm_of_frontend 'front end: build'
  step compiled "" 'go build'
  step build_latchkey "compiled frontend_ready" 'latchkey'
  if linux; then
    step npm_of_walks npm_of_frontend 'set-up: walks'
    step build_desktop "$packages frontend_ready" 'latchkey-desktop'
  else
    skip 'the window, and the walks end to end: they need Linux (Xvfb, WebKitWebDriver, a private Secret Service)'
  fi
fi

case $what in
  lint | check)
    step npm_of_frontend "" 'set-up: front end'
    [ "$what" = lint ] || step frontend_tests npm_of_frontend 'front end: tests'
    step formatted "" 'gofmt'
    if [ "$what" = check ]; then
      step go_tests "$packages" 'go vet; go test'
      step vetted_window "" 'go vet of the window'
      closing go_tests
    else
      step vetted "" 'go vet'
    fi
    ;;
  test)
    if linux; then step walks "build_latchkey build_desktop npm_of_walks" 'end to end: browser, window, terminal'; fi
    step go_tests_with_races "$packages compiled" 'go vet; go test, race detector on'
    step go_tests_without_races "$packages compiled build_latchkey" 'go vet; go test of the rest, terminal scripts'
    step window_code_tests compiled 'go vet; go test of the window'
    step frontend_tests npm_of_frontend 'front end: tests'
    step bindings_current compiled 'bindings are current'
    step formatted "" 'gofmt'
    if linux; then step walks_typed npm_of_walks 'end to end: types'; fi
    closing go_tests_without_races
    closing go_tests_with_races
    ;;
  rest)
    if linux; then
      step clients_ready "npm_of_walks compiled" 'set-up: clients of others'
      step pictures "build_latchkey build_desktop npm_of_walks" "the walk of every picture"
      step clients "build_latchkey clients_ready" 'clients of others'
    fi
    step windows frontend_ready 'Windows: builds, go vet'
    step darwin frontend_ready 'macOS: builds, go vet'
    step linux_arm64 frontend_ready 'Linux on ARM: build'
    if linux || have makensis; then
      step installer "windows $packages" 'Windows: programs and installer'
    else
      skip 'the Windows installer: makensis is missing'
    fi
    step fuzzed compiled 'fuzzing'
    closing fuzzed
    ;;
  *) say "usage: build/test.sh lint|check|test|rest" && exit 2 ;;
esac

if [ "$what" != rest ]; then
  step frontend_linted npm_of_frontend 'front end: lint and types'
  step staticchecked compiled 'staticcheck'
  if linux || have shellcheck; then
    step scripts_linted "$packages" 'shellcheck'
  else
    skip 'shellcheck, also of the scripts that register an application'
  fi
fi

run_steps
