//go:build linux

package app_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"latchkey/app/vault/secretservice"
)

// together N COMMAND ... runs N processes of a command at once, and prints each
// different answer with how many gave it.
func together() {
	n, err := strconv.Atoi(os.Args[1])
	must(err)
	var mu sync.Mutex
	answers := map[string]int{}
	var running sync.WaitGroup
	for range n {
		running.Go(func() {
			var out, problems bytes.Buffer
			cmd := exec.Command(os.Args[2], os.Args[3:]...)
			cmd.Stdout, cmd.Stderr = &out, &problems
			err := cmd.Run()
			mu.Lock()
			defer mu.Unlock()
			answers[out.String()]++
			if err != nil {
				fmt.Fprintln(os.Stderr, err, problems.String())
			}
		})
	}
	running.Wait()
	for answer, count := range answers {
		fmt.Printf("%d times %d bytes\n", count, len(answer))
	}
	fmt.Printf("%d different\n", len(answers))
}

// nosecrets FILE ... searches every file under the home, and the named files, for
// each secret that was seen: passwords, codes, and the tokens in files named *.token.
func noSecrets() {
	secrets := secretsSeen()
	tokens, err := filepath.Glob("*.token")
	must(err)
	for _, name := range tokens {
		data, err := os.ReadFile(name)
		must(err)
		secrets = append(secrets, strings.TrimSpace(string(data)))
	}
	files := os.Args[1:]
	must(filepath.WalkDir(os.Getenv("HOME"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, path)
		}
		return err
	}))
	found := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		must(err)
		for _, s := range secrets {
			if bytes.Contains(data, []byte(s)) {
				fmt.Printf("%s holds a secret of %d characters\n", name, len(s))
				found++
			}
		}
	}
	fmt.Printf("searched %d files for %d secrets, found %d\n", len(files), len(secrets), found)
	if found > 0 || len(secrets) == 0 {
		os.Exit(1)
	}
}

// secretsSeen are the passwords and codes that passed through the browser so far.
func secretsSeen() []string {
	seen, err := os.ReadFile(os.Getenv("SEEN"))
	must(err)
	var secrets []string
	for line := range strings.Lines(string(seen)) {
		kind, value, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if kind == "secret" && value != "" {
			secrets = append(secrets, value)
		}
	}
	return secrets
}

// onemore BEFORE AFTER checks that one refresh was granted between two counts.
func oneMore() {
	var counts [2]int
	for i := range counts {
		data, err := os.ReadFile(os.Args[i+1])
		must(err)
		_, err = fmt.Sscanf(string(data), "refreshes %d", &counts[i])
		must(err)
	}
	if counts[1] != counts[0]+1 {
		fmt.Fprintf(os.Stderr, "%d refreshes, then %d\n", counts[0], counts[1])
		os.Exit(1)
	}
}

// status CODE COMMAND ... checks the exit code of a command, and passes on what it says.
func status() {
	wanted, err := strconv.Atoi(os.Args[1])
	must(err)
	cmd := exec.Command(os.Args[2], os.Args[3:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	_ = cmd.Run()
	if got := cmd.ProcessState.ExitCode(); got != wanted {
		fmt.Fprintf(os.Stderr, "exit code %d, not %d\n", got, wanted)
		os.Exit(1)
	}
}

// keyring lock|unlock does what a screen locker does.
func lockKeyring() {
	s := secretservice.Service{Address: os.Getenv("DBUS_SESSION_BUS_ADDRESS")}
	if os.Args[1] == "lock" {
		must(s.Lock())
		return
	}
	must(s.Unlock())
}

// damage DIRECTORY turns a bit in the middle of every sealed file.
func damage() {
	names, err := filepath.Glob(filepath.Join(os.Args[1], "*.sealed"))
	must(err)
	for _, name := range names {
		data, err := os.ReadFile(name)
		must(err)
		data[len(data)/2] ^= 1
		must(os.WriteFile(name, data, 0o600))
	}
	if len(names) == 0 {
		must(fmt.Errorf("no sealed file in %s", os.Args[1]))
	}
}

// aside DIRECTORY checks that something was set aside there.
func aside() {
	names, err := filepath.Glob(filepath.Join(os.Args[1], "*.broken-*"))
	must(err)
	if len(names) == 0 {
		must(fmt.Errorf("nothing was set aside in %s", os.Args[1]))
	}
}

// kept N checks how many credentials are sealed on the disk.
func keptCredentials() {
	names, err := filepath.Glob(filepath.Join(os.Getenv("LATCHKEY_HOME"), "sessions", "*.credential"))
	must(err)
	if fmt.Sprint(len(names)) != os.Args[1] {
		must(fmt.Errorf("%d credentials are kept: %q", len(names), names))
	}
}

// atmost N BEFORE AFTER checks that no more than N tokens were granted between two counts.
func atMost() {
	most, err := strconv.Atoi(os.Args[1])
	must(err)
	var counts [2]int
	for i := range counts {
		data, err := os.ReadFile(os.Args[i+2])
		must(err)
		_, err = fmt.Sscanf(string(data), "granted %d", &counts[i])
		must(err)
	}
	if counts[1] > counts[0]+most {
		must(fmt.Errorf("%d were granted, then %d", counts[0], counts[1]))
	}
}
