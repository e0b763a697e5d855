#!/usr/bin/env bash
# Which package imports which, and which folder of the front end: one line each.
# shellcheck source=build/lib.sh
source "$(dirname "$0")/lib.sh"

echo "# app: each package, and those of app that it imports"
module=$(go list -m)
go list -f '{{.ImportPath}} ->{{range .Imports}} {{.}}{{end}}' ./app/... |
  awk -v "app=$module/app" '{
    line = substr($1, length(app) + 2); if (line == "") line = "app"
    line = line " ->"; none = " nothing"
    for (i = 3; i <= NF; i++) if (index($i, app "/") == 1) { line = line " " substr($i, length(app) + 2); none = "" }
    print line none
  }'
echo
echo "# frontend/src: each folder, from the bottom up"
npm --prefix frontend run --silent imports
