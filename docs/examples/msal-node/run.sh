#!/usr/bin/env bash
# Starts a practice tenant with scenario.yaml, signs MSAL Node in through number matching,
# and stops the tenant. For continuous integration: it ends with 0 when all went well.
#
# Needs latchkey, Node and Chromium; run "npm ci" in this directory once.
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
export LATCHKEY_HOME=$work/home
mkfifo "$work/ready"
${LATCHKEY:-latchkey} practice --scenario scenario.yaml --tls --json >"$work/ready" &
tenant=$!
trap 'kill $tenant 2>/dev/null || true; wait $tenant 2>/dev/null || true; rm -rf "$work"' EXIT

read -r line <"$work/ready" # one line of JSON, as soon as the tenant answers
NODE_EXTRA_CA_CERTS=$LATCHKEY_HOME/practice/ca.pem node sign-in.mjs <<<"$line"
