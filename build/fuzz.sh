#!/usr/bin/env bash
# make fuzz: every fuzz target for FUZZTIME (30s). Findings land in the package's
# testdata/fuzz and belong into the commit that mends them.
source "$(dirname "$0")/lib.sh"

for package in $(go list ./...); do
  for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
    say "$package $target"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-30s}" "$package"
  done
done
