#!/usr/bin/env bash
# make run: sets up what is missing, builds, and opens Latchkey.
source "$(dirname "$0")/lib.sh"

display() { [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; }

# Says when sign-ins cannot be kept, before anybody has signed in.
keychain_hint() {
  [ "$(uname -s)" = Linux ] || return 0
  if have dbus-send && dbus-send --session --print-reply --dest=org.freedesktop.DBus \
      /org/freedesktop/DBus org.freedesktop.DBus.ListActivatableNames 2>/dev/null | grep -q org.freedesktop.secrets; then
    return 0
  fi
  if have dbus-send && dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus \
      /org/freedesktop/DBus org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q true; then
    return 0
  fi
  say "no keychain here (no Secret Service on a session bus): sign-ins are kept in memory until Latchkey ends."
  say "to keep them: sudo apt-get install gnome-keyring, and run Latchkey in a desktop session."
}

say "building; the first time takes a few minutes"
frontend_ready
build_latchkey
if ! display; then
  : # Latchkey says itself that it opens in the browser, and why
elif [ "$(uname -s)" != Linux ] || provide webkit; then
  build_desktop || say "the window could not be built: opening in the browser instead"
else
  say "without these packages Latchkey opens in the browser instead of a window"
fi
keychain_hint
exec bin/latchkey "$@"
