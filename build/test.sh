#!/usr/bin/env bash
# make test: every check that needs no Internet beyond the package registries. It stops
# at the first failure. What could not be checked is printed as SKIPPED, and fails where
# CI=true.
source "$(dirname "$0")/lib.sh"

skipped=()
skip() { skipped+=("$1"); }

began=$SECONDS
# step NAME COMMAND...: in a subshell and outside of any condition, because bash would
# otherwise go on after a failure within the command.
step() {
  local name=$1 start=$SECONDS status
  shift
  printf '== %s\n' "$name"
  set +e
  (set -e; "$@")
  status=$?
  set -e
  if [ $status != 0 ]; then
    printf 'FAILED: %s\n' "$name" >&2
    exit 1
  fi
  printf '   %d s\n' $((SECONDS - start))
}

# Where the window, a private keychain and a private display can be had.
linux() { [ "$(uname -s)" = Linux ]; }

formatted() {
  local wrong
  wrong=$(git ls-files --cached --others --exclude-standard -- '*.go' | xargs gofmt -l)
  [ -z "$wrong" ] || { printf 'not gofmt-ed:\n%s\n' "$wrong" >&2; return 1; }
}

bindings_current() {
  fresh=$(mktemp -d)
  trap 'rm -rf "$fresh"' EXIT
  bindings_into "$fresh/wailsjs"
  diff -r "$fresh/wailsjs" frontend/wailsjs ||
    { echo 'the bindings are old: run "make bindings" and commit' >&2; return 1; }
}

vetted() {
  go vet ./...
  CGO_ENABLED=0 GOOS=windows go vet ./...
  CGO_ENABLED=0 GOOS=windows go vet -tags desktop,production ./...
  CGO_ENABLED=0 GOOS=darwin go vet ./...
  CGO_ENABLED=0 go vet -tags bindings ./...
}

# Data races need a C compiler; fuzz targets run over their seeds.
go_tests() { CGO_ENABLED=1 go test -race -timeout 15m ./...; }

window_code_tests() { CGO_ENABLED=0 go test -tags bindings ./app/desktop; }

cross_builds() {
  local target
  for target in linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64; do
    CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go build -o /dev/null . ||
      { echo "for $target" >&2; return 1; }
  done
}

linted() { go tool -modfile=build/tools/go.mod staticcheck ./...; }

frontend_checks() {
  npm --prefix frontend run --silent lint
  npm --prefix frontend run --silent test
}

end_to_end() {
  npm_ready build/e2e
  npm_ready docs/examples/msal-node
  npm --prefix build/e2e run --silent test
}

needs=(compiler keyring browser webkit screen installer shellcheck)
if linux; then
  step 'set-up: packages' provide "${needs[@]}"
fi
step 'set-up: front end' npm_ready frontend
step 'front end: lint and tests' frontend_checks
step 'front end: build' frontend_ready
step 'gofmt' formatted
if have shellcheck; then
  step 'shellcheck' shellcheck -x -P SCRIPTDIR build/*.sh .ci/run docs/examples/*/run.sh
else
  skip 'shellcheck, also of the scripts that register an application'
fi
step 'go vet: linux, windows, darwin, window' vetted
step 'staticcheck' linted
step 'bindings are current' bindings_current
step 'go test of the window' window_code_tests
step 'static builds for six targets' cross_builds
step 'latchkey' build_latchkey
if linux; then
  step 'latchkey-desktop' build_desktop
  step 'end to end: browser, window, terminal' end_to_end
else
  skip 'the window and the end-to-end tests: they need Linux (Xvfb, WebKitWebDriver, a private Secret Service)'
fi
if have makensis; then
  step 'Windows programs and installer' build/windows.sh
else
  skip 'the Windows installer: makensis is missing'
fi

# Last, so that its closing lines close the output.
step 'go test, race detector on, fuzz seeds' go_tests

printf '== all checks passed in %d s\n' $((SECONDS - began))
for what in "${skipped[@]+"${skipped[@]}"}"; do
  printf 'SKIPPED: %s\n' "$what"
done
if [ "${CI-}" = true ] && [ ${#skipped[@]} -gt 0 ]; then
  exit 1
fi
