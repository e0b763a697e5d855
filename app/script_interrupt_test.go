//go:build linux

package app_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
)

// interrupt runs `latchkey ARGS` in a terminal of its own, presses Ctrl+C when it has shown
// $UNTIL (a regular expression), and prints what the terminal showed.
func interrupt() {
	cmd := inTerminal(os.Args[1:])
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	must(err)
	out, err := cmd.StdoutPipe()
	must(err)
	must(cmd.Start())
	all := bufio.NewReader(out)
	shown := ""
	until := regexp.MustCompile(`(?s)` + os.Getenv("UNTIL") + `$`)
	for !until.MatchString(shown) {
		b, err := all.ReadByte()
		must(err)
		shown += string(b)
	}
	fmt.Fprint(in, "\x03")
	rest, err := io.ReadAll(all)
	must(err)
	fmt.Print(strings.ReplaceAll(shown+string(rest), "\r", ""))
	_ = cmd.Wait()
	os.Exit(cmd.ProcessState.ExitCode())
}
