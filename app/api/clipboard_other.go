//go:build !linux

package api

import "github.com/atotto/clipboard"

// systemClipboard is the operating system's. The text reaches the program that serves
// it by its standard input, never by an argument.
func systemClipboard(text string) error { return clipboard.WriteAll(text) }
