# Shared by the scripts beside it; sourced by bash, not run.
# shellcheck shell=bash
# What a machine needs is found by its commands, so that any distribution will do; on
# Debian and its kin, root gets what is missing, anybody else one line to type.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# One way of compiling for checks, tests and programs alike: with and without -trimpath
# Go would compile everything twice.
export GOFLAGS="${GOFLAGS-} -trimpath"

# Go refuses to stamp a commit into a binary when git does not trust the directory.
if ! git rev-parse HEAD >/dev/null 2>&1; then GOFLAGS="$GOFLAGS -buildvcs=false"; fi

say() { printf '%s\n' "latchkey: $*" >&2; }

# need NAME...: says which packages are missing for the named abilities, one line.
missing() {
  local need
  for need; do
    case $need in
      compiler) have gcc || echo gcc libc6-dev ;;
      webkit) have_webkit || echo libgtk-3-dev libwebkit2gtk-4.1-dev pkg-config gcc libc6-dev ;;
      keyring)
        have gnome-keyring-daemon || echo gnome-keyring
        have dbus-run-session || echo dbus
        have secret-tool || echo libsecret-tools ;;
      browser)
        have chromium || have chromium-browser || have google-chrome || echo chromium
        # Only Debian has it; elsewhere the whole browser does its work.
        have chromium-headless-shell || ! grep -qs '^ID=debian' /etc/os-release || echo chromium-headless-shell ;;
      screen)
        have Xvfb && have xvfb-run || echo xvfb xauth
        have WebKitWebDriver || echo webkit2gtk-driver
        have xdotool || echo xdotool ;;
      installer) have makensis || echo nsis ;;
      # Of Debian's own Python, whatever other one there is.
      msal) /usr/bin/python3 -c 'import msal' 2>/dev/null || echo python3-msal ;;
      shellcheck) have shellcheck || echo shellcheck ;;
    esac
  done | tr ' ' '\n' | sort -u | tr '\n' ' '
}

have() { command -v "$1" >/dev/null 2>&1; }
have_webkit() { have gcc && have pkg-config && pkg-config --exists gtk+-3.0 webkit2gtk-4.1; }

# provide NAME...: installs what is missing, or says what to type and fails.
provide() {
  local packages
  packages=$(missing "$@")
  packages=${packages% }
  [ -n "$packages" ] || return 0
  if have apt-get && [ "$(id -u)" = 0 ]; then
    say "installing $packages"
    # shellcheck disable=SC2086 # a list of words
    apt_install $packages || { apt-get update -qq && apt_install $packages; } || return 1
    [ -z "$(missing "$@")" ] && return 0
  fi
  say "please install: sudo apt-get install --no-install-recommends $packages"
  return 1
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# npm_ready DIRECTORY: node_modules as the lock file says, without asking npm again
# while the lock file stays the same.
npm_ready() {
  local lock=$1/package-lock.json copy=$1/node_modules/.installed-lock.json
  cmp -s "$lock" "$copy" && return 0
  npm --prefix "$1" ci --prefer-offline --no-audit --no-fund --loglevel=error
  cp "$lock" "$copy"
}

# frontend_ready: the built front end, rebuilt when one of its sources is newer.
frontend_ready() {
  npm_ready frontend
  local built=frontend/dist/index.html
  if [ -f "$built" ] && [ -z "$(find frontend/src frontend/public frontend/wailsjs frontend/index.html \
      frontend/*.json frontend/*.ts app/problem/*.json -newer "$built" -type f -print -quit)" ]; then
    return 0
  fi
  npm --prefix frontend run --silent build
}

# build_latchkey: terminal and browser mode, static.
build_latchkey() {
  CGO_ENABLED=0 go build -ldflags "-s -w" -o bin/latchkey .
}

# build_desktop: the window. On Linux it needs WebKitGTK, on macOS Xcode's tools.
build_desktop() {
  local tags=desktop,production
  case $(uname -s) in
    Linux) tags=$tags,webkit2_41 ;;
    Darwin) export CGO_LDFLAGS="${CGO_LDFLAGS-} -framework UniformTypeIdentifiers" ;;
  esac
  CGO_ENABLED=1 go build -tags "$tags" -ldflags "-s -w" -o bin/latchkey-desktop .
}

# bindings_into DIRECTORY: Wails' generated bindings, made as "wails generate module"
# makes them: the program itself, built with the tag bindings, writes them. Its
# project file is looked for in the working directory.
bindings_into() {
  local into=$1 work
  work=$(mktemp -d)
  CGO_ENABLED=0 go build -tags bindings -o "$work/generate" . || return
  printf '{"name":"latchkey","wailsjsdir":"%s"}\n' "$work" >"$work/wails.json"
  (cd "$work" && ./generate >/dev/null) || return
  find "$work/wailsjs" -type f -exec chmod 644 {} +
  rm -rf "$into"
  mkdir -p "$(dirname "$into")"
  mv "$work/wailsjs" "$into"
  rm -rf "$work"
}
