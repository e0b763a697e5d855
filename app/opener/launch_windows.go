package opener

import (
	"context"
	"fmt"

	"golang.org/x/sys/windows"
)

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
	if err := windows.ShellExecute(0, verb, target, nil, nil, windows.SW_SHOWNORMAL); err != nil {
		return fmt.Errorf("the shell's URL handler: %w", err)
	}
	return nil
}

// Find names what would open an address: on Windows the shell always can.
func Find(func(string) string) (string, error) { return "the default browser", nil }
