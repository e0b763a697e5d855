package api

import (
	"errors"
	"os"
	"os/exec"
	"strings"
)

// systemClipboard hands the text to the desktop's clipboard program. The text goes by its
// standard input, never by an argument.
//
// github.com/atotto/clipboard knows the same programs, but looks for all of them on PATH
// at every start of Latchkey.
func systemClipboard(text string) error {
	programs := [][]string{{"xclip", "-in", "-selection", "clipboard"}, {"xsel", "--input", "--clipboard"}}
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		programs = append([][]string{{"wl-copy"}}, programs...)
	}
	for _, p := range programs {
		path, err := exec.LookPath(p[0])
		if err != nil {
			continue
		}
		cmd := exec.Command(path, p[1:]...)
		cmd.Stdin = strings.NewReader(text)
		return cmd.Run()
	}
	return errors.New("none of wl-copy, xclip and xsel is installed")
}
