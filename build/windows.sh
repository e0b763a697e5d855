#!/usr/bin/env bash
# make windows: latchkey-desktop.exe, latchkey.exe and the installer, cross-built into
# build/bin. Wails builds the window because it knows how to put icon, manifest and
# version into the exe; Windows needs no cgo.
source "$(dirname "$0")/lib.sh"

version=$(sed -n 's/.*"productVersion": *"\([0-9.]*\)".*/\1/p' wails.json)
out=$PWD/build/bin

linux() { [ "$(uname -s)" = Linux ]; }
! linux || provide installer
frontend_ready
mkdir -p "$out"
CGO_ENABLED=0 go tool -modfile=build/tools/go.mod wails build \
  -platform windows/amd64 -s -m -nosyncgomod -skipbindings -nocolour -trimpath -ldflags "-s -w" \
  -v 0 -o latchkey-desktop.exe
CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -ldflags "-s -w" -o "$out/latchkey.exe" .
makensis -V2 -WX "-DVERSION=$version" "-DPROGRAMS=$out" "-DOUT=$out/latchkey-setup-$version.exe" \
  -INPUTCHARSET UTF8 build/windows/installer/latchkey.nsi
ls -l "$out"/*.exe
