//go:build linux

// Command token measures `latchkey token` with a cached token against `secret-tool
// lookup`, as whole processes that alternate, in a home and with a keychain of its
// own. It prints the ratio of the medians of 40, with one cached resource and with
// 50, and the peak memory of the process.
package main

import (
	"bytes"
	"context"
	"fmt"
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
	runs = 40
	name = "Bench"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) > 2 && os.Args[1] == "peak" {
		peak(os.Args[2:])
		return
	}
	if len(os.Args) != 2 {
		log.Fatal("usage: token LATCHKEY-BINARY")
	}
	binary, err := filepath.Abs(os.Args[1])
	check(err)
	dir, err := os.MkdirTemp("", "latchkey-bench-")
	check(err)
	defer os.RemoveAll(dir)
	keyring, err := secretservice.Start(dir, secretservice.Options{})
	check(err)
	defer keyring.Close()
	for _, pair := range append(keyring.Env(), "LATCHKEY_HOME="+filepath.Join(dir, "home")) {
		key, value, _ := strings.Cut(pair, "=")
		check(os.Setenv(key, value))
	}
	store := exec.Command("secret-tool", "store", "--label=bench", "program", "bench")
	store.Stdin = strings.NewReader(strings.Repeat("x", 44))
	check(store.Run())

	s := newSession()
	measure(binary, 1, 0.55)
	s.cache(50)
	measure(binary, 50, 0.75)
	check(s.program.Close())
}

// measure alternates the two commands and prints the ratio of their medians.
func measure(binary string, resources int, budget float64) {
	var ours, theirs []time.Duration
	for range runs {
		ours = append(ours, run(binary, "token", name))
		theirs = append(theirs, run("secret-tool", "lookup", "program", "bench"))
	}
	memory := peakOf(binary, "token", name)
	own, reference := median(ours), median(theirs)
	fmt.Printf("latchkey token, %2d cached: %s against secret-tool lookup %s: ratio %.2f (budget %.2f), peak %.1f MiB (budget 20)\n",
		resources, own.Round(10*time.Microsecond), reference.Round(10*time.Microsecond),
		float64(own)/float64(reference), budget, float64(memory)/1024)
}

// run runs a process and returns its time on the clock.
func run(command string, args ...string) time.Duration {
	cmd := exec.Command(command, args...)
	var out bytes.Buffer
	cmd.Stdout = &out
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	check(err)
	if out.Len() < 40 {
		log.Fatalf("%s printed %d bytes", command, out.Len())
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
	p, err := program.New(program.Options{})
	check(err)
	tenant, err := p.Practice(ctx)
	check(err)
	users, err := tenant.Control().Users(ctx)
	check(err)
	apps, err := tenant.Control().Apps(ctx)
	check(err)
	check(tenant.Control().SetSettings(ctx, practice.Settings{Organizations: 60, TokenLifetime: 12 * time.Hour}))
	person := rehearsal.Person{UserName: "password@" + practice.Domain}
	for _, u := range users {
		if u.UserPrincipalName == person.UserName {
			person.Password = u.Password
		}
	}
	p.Identity.OpenURL = func(ctx context.Context, address string) error {
		go func() { _, err := rehearsal.NewBrowser(person).SignIn(ctx, address); check(err) }()
		return nil
	}
	s := &session{program: p, profile: profile.Profile{
		Name: name, Cloud: cloud.Practice, Online: true, TwoFactor: true, ApplicationID: apps[0].ApplicationID,
		RedirectURI: "http://localhost", Tenant: practice.TenantID,
	}}
	signedIn, err := p.Connection.SignIn(ctx, s.profile, options())
	check(err)
	s.profile = connection.Adopt(s.profile, signedIn, time.Now())
	profiles, err := p.Profiles()
	check(err)
	s.profile, err = profiles.Save(s.profile)
	check(err)
	return s
}

// cache fetches tokens until n resources are cached, and picks the last organization.
func (s *session) cache(n int) {
	ctx := context.Background()
	_, found, err := s.program.Connection.Retrieve(ctx, s.profile, options())
	check(err)
	for _, i := range found.Instances[:n-1] {
		s.profile = connection.Choose(s.profile, i)
		_, err := s.program.Connection.Token(ctx, s.profile, "")
		check(err)
	}
	profiles, err := s.program.Profiles()
	check(err)
	_, err = profiles.Save(s.profile)
	check(err)
}

func options() connection.Options {
	return connection.Options{Watch: nobody{}, Patience: connection.Patience{Limit: time.Minute}}
}

type nobody struct{}

func (nobody) Step(string, string)        {}
func (nobody) Waiting(*signin.Attempt)    {}
func (nobody) NotOpened(*problem.Problem) {}
func (nobody) Overdue()                   {}
func (nobody) Doubt()                     {}
func (nobody) Insists()                   {}
func (nobody) Guest(string)               {}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
