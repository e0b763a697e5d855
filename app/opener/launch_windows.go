package opener

import (
	"context"
	"fmt"

	"golang.org/x/sys/windows"
)

// longestTarget is how many characters of an address ShellExecute takes
// (INTERNET_MAX_URL_LENGTH, wininet.h). A sign-in with a long claims challenge may have
// more; the person then opens it by hand, which every door offers.
const longestTarget = 2083

// launch hands the address to the shell's URL handler, without cmd.exe and its quoting.
func launch(_ context.Context, address string) error {
	verb, err := windows.UTF16PtrFromString("open")
	if err != nil {
		return err
	}
	target, err := windows.UTF16PtrFromString(address)
	if err != nil {
		return err
	}
	err = windows.ShellExecute(0, verb, target, nil, nil, windows.SW_SHOWNORMAL)
	switch {
	case err == nil:
		return nil
	case len(address) > longestTarget:
		return fmt.Errorf("the address has %d characters, and Windows hands over at most %d: %w", len(address), longestTarget, err)
	}
	return fmt.Errorf("the shell's URL handler: %w", err)
}

// Find names what would open an address: on Windows the shell always can.
func Find(func(string) string) (string, error) { return "the default browser", nil }
