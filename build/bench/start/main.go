//go:build linux

// Command start measures how quickly the terminal answers, as whole processes that
// alternate, in a home and with a keychain of its own: `latchkey version` against a Go
// program that does nothing, and `latchkey token` with a cached token against a program
// that only fetches the key over D-Bus and opens the sealed file (the directories noop and
// reference). It prints the ratios of the medians and the peak memory of `token`, and fails
// when a ratio is over its budget.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/connection"
	"latchkey/app/practice"
	"latchkey/app/practice/rehearsal"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/program"
	"latchkey/app/signin"
	"latchkey/app/vault/secretservice"
)

const (
	runs = 60
	name = "Bench"
	// The budgets, as ratios; memory in MiB.
	versionBudget = 2.5
	tokenBudget   = 1.3
	memoryBudget  = 20
)

func main() {
	log.SetFlags(0)
	if len(os.Args) > 2 && os.Args[1] == "peak" {
		peak(os.Args[2:])
		return
	}
	if len(os.Args) != 2 {
		log.Fatal("usage: start LATCHKEY-BINARY")
	}
	binary, err := filepath.Abs(os.Args[1])
	check(err)
	dir, err := os.MkdirTemp("", "latchkey-bench-")
	check(err)
	defer os.RemoveAll(dir)
	noop, reference := build(dir, "noop"), build(dir, "reference") // before HOME is another one
	keyring, err := secretservice.Start(dir, secretservice.Options{})
	check(err)
	defer keyring.Close()
	for _, pair := range append(keyring.Env(), "LATCHKEY_HOME="+filepath.Join(dir, "home")) {
		key, value, _ := strings.Cut(pair, "=")
		check(os.Setenv(key, value))
	}
	within := compare("latchkey version", versionBudget, []string{binary, "version"}, []string{noop})
	s := newSession()
	for _, resources := range []int{1, 50} {
		s.cache(resources)
		what := fmt.Sprintf("latchkey token, %2d cached", resources)
		sealed := sealedFile(dir)
		within = compare(what, tokenBudget, []string{binary, "token", name},
			[]string{reference, sealed, "cache", strings.TrimSuffix(filepath.Base(sealed), ".sealed")}) && within
		memory := float64(peakOf(binary, "token", name)) / 1024
		fmt.Printf("%s: peak %.1f MiB (budget %d)\n", what, memory, memoryBudget)
		within = within && memory <= memoryBudget
	}
	check(s.program.Close())
	if !within {
		log.Fatal("over budget")
	}
}

// build compiles a program beside this one as Latchkey is compiled.
func build(dir, program string) string {
	path := filepath.Join(dir, program)
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "./build/bench/start/"+program)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	check(cmd.Run())
	return path
}

// sealedFile is the one sealed token cache of the home.
func sealedFile(dir string) string {
	var found []string
	check(filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".sealed" {
			found = append(found, path)
		}
		return err
	}))
	if len(found) != 1 {
		log.Fatalf("%d sealed files", len(found))
	}
	return found[0]
}

// compare alternates two commands and prints the ratio of their medians. It says whether
// that is within the budget.
func compare(what string, budget float64, command, against []string) bool {
	var ours, theirs []time.Duration
	for i := range runs + 1 {
		own, other := run(command), run(against)
		if i > 0 { // the first of each warms the caches
			ours, theirs = append(ours, own), append(theirs, other)
		}
	}
	own, other := median(ours), median(theirs)
	ratio := float64(own) / float64(other)
	fmt.Printf("%s: %s against %s of %s: ratio %.2f (budget %.2f)\n", what, own.Round(10*time.Microsecond),
		other.Round(10*time.Microsecond), filepath.Base(against[0]), ratio, budget)
	return ratio <= budget
}

// run runs a process and returns its time on the clock.
func run(command []string) time.Duration {
	cmd := exec.Command(command[0], command[1:]...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if err != nil {
		log.Fatalf("%s: %v: %s", filepath.Base(command[0]), err, complaint.Bytes())
	}
	return took
}

// peakOf is the largest peak memory of some runs, in KiB. Linux counts the memory of
// the process that starts another one into the peak of the new one, so a small helper,
// this program anew, starts them.
func peakOf(command ...string) int64 {
	self, err := os.Executable()
	check(err)
	var most int64
	for range 10 {
		out, err := exec.Command(self, append([]string{"peak"}, command...)...).Output()
		check(err)
		kib, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
		check(err)
		most = max(most, kib)
	}
	return most
}

func peak(command []string) {
	cmd := exec.Command(command[0], command[1:]...)
	check(cmd.Run())
	fmt.Println(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// session is a signed-in profile of the practice tenant.
type session struct {
	program *program.Program
	profile profile.Profile
}

func newSession() *session {
	ctx := context.Background()
	person := rehearsal.Person{UserName: "password@" + practice.Domain}
	p, err := program.New(program.Options{OpenURL: func(ctx context.Context, address string) error {
		go func() { _, err := rehearsal.NewBrowser(person).SignIn(ctx, address); check(err) }()
		return nil
	}})
	check(err)
	tenant, err := p.Practice(ctx)
	check(err)
	users, err := tenant.Control().Users(ctx)
	check(err)
	apps, err := tenant.Control().Apps(ctx)
	check(err)
	check(tenant.Control().SetSettings(ctx, practice.Settings{Organizations: 60, TokenLifetime: 12 * time.Hour}))
	for _, u := range users {
		if u.UserPrincipalName == person.UserName {
			person.Password = u.Password
		}
	}
	s := &session{program: p, profile: profile.Profile{
		Name: name, Cloud: cloud.Practice, Online: true, TwoFactor: true, ApplicationID: apps[0].ApplicationID,
		RedirectURI: "http://localhost", Tenant: practice.TenantID,
	}}
	signedIn, err := p.Connection.SignIn(ctx, s.checked(), options())
	check(err)
	s.profile = connection.Adopt(s.profile, signedIn, time.Now())
	profiles, err := p.Profiles()
	check(err)
	s.profile, err = profiles.Save(s.profile)
	check(err)
	return s
}

func (s *session) checked() profile.Checked {
	p, err := profile.Check(s.profile)
	check(err)
	return p
}

// cache fetches tokens until n resources are cached, and picks the last organization.
func (s *session) cache(n int) {
	if n == 1 {
		return // that of the sign-in
	}
	ctx := context.Background()
	_, found, err := s.program.Connection.Retrieve(ctx, s.checked(), options())
	check(err)
	for _, i := range found.Instances[:n-1] {
		s.profile = connection.Choose(s.profile, i)
		_, err := s.program.Connection.Token(ctx, s.checked().Resolved, "")
		check(err)
	}
	profiles, err := s.program.Profiles()
	check(err)
	_, err = profiles.Save(s.profile)
	check(err)
}

func options() connection.Options {
	return connection.Options{Watch: nobody{}, Wait: connection.Wait{Limit: time.Minute}}
}

type nobody struct{}

func (nobody) Step(connection.Step, connection.StepState) {}
func (nobody) Waiting(signin.Attempt)                     {}
func (nobody) BrowserNotOpened(*problem.Problem)          {}
func (nobody) Overdue()                                   {}
func (nobody) InsecureFormSuspected()                     {}
func (nobody) HTTPSForced()                               {}
func (nobody) Guest(string)                               {}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
